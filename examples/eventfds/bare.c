// SPDX-License-Identifier: MIT
//
// An event loop that knows nothing of Gangway but the interface's generated header: both
// events, each by an eventfd, and a timer beside them. Ends when so many have passed.
//
//	bare pass IN OUT	has so many pass
//	bare loop COUNT
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/timerfd.h>
#include <unistd.h>
#include <fcntl.h>

#include "eventfds.gw.h"

enum { entered, left, timer, sources };

static int check(int result, const char *what)
{
	if (result < 0) {
		perror(what);
		exit(1);
	}
	return result;
}

static int open_node(void)
{
	return check(open(EVENTFDS_NODE, O_RDWR), EVENTFDS_NODE);
}

static int pass(__u32 in, __u32 out)
{
	union eventfds_gw_pass buffer;

	memset(&buffer, 0, sizeof(buffer));
	buffer.request.in = in;
	buffer.request.out = out;
	return check(ioctl(open_node(), EVENTFDS_IOC_PASS, &buffer), "pass");
}

/* A session has one eventfd. */
static int counter_of(unsigned int event)
{
	struct gw_subscribe_eventfd s;

	memset(&s, 0, sizeof(s));
	s.head.carrier = GW_CARRIER_eventfd;
	s.head.events[0] = 1ULL << event;
	s.fd = check(eventfd(0, EFD_NONBLOCK), "eventfd");
	check(ioctl(open_node(), GW_EVENTFD_SUBSCRIBE, &s), "subscribe");
	return s.fd;
}

static int a_timer(void)
{
	const struct itimerspec soon = { .it_value = { .tv_nsec = 1000000 } };
	int fd = check(timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK), "timerfd");

	check(timerfd_settime(fd, 0, &soon, NULL), "timerfd");
	return fd;
}

static int loop(__u64 until)
{
	const int fds[sources] = {
		counter_of(EVENTFDS_ENTERED), counter_of(EVENTFDS_LEFT), a_timer(),
	};
	__u64 total[sources] = { 0 };
	int all = check(epoll_create1(0), "epoll");
	struct epoll_event e;
	__u64 n;

	for (e.data.u32 = 0; e.data.u32 < sources; e.data.u32++) {
		e.events = EPOLLIN;
		check(epoll_ctl(all, EPOLL_CTL_ADD, fds[e.data.u32], &e), "epoll");
	}
	puts("waiting");
	fflush(stdout);
	while (total[entered] + total[left] < until || !total[timer]) {
		check(epoll_wait(all, &e, 1, -1), "epoll");
		if (read(fds[e.data.u32], &n, sizeof(n)) == sizeof(n))
			total[e.data.u32] += n;
	}
	printf("%u entered, %u left, and the timer went off\n", (unsigned int)total[entered],
	       (unsigned int)total[left]);
	return 0;
}

int main(int argc, char *argv[])
{
	if (argc == 4 && !strcmp(argv[1], "pass"))
		return pass((__u32)atoi(argv[2]), (__u32)atoi(argv[3]));
	if (argc == 3 && !strcmp(argv[1], "loop"))
		return loop((__u64)atoi(argv[2]));
	return 2;
}
