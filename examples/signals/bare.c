// SPDX-License-Identifier: MIT
//
// What signals are to a program that has nothing of Gangway but the interface's generated header:
//
//	bare send NUMBER [COUNT]	has the module send
//	bare wait [COUNT]		registers itself, and waits for so many: sigwaitinfo()
//	bare fd [COUNT]			the same by signalfd()
//	bare handle [COUNT]		the same by a handler: sigaction()
//	bare owner			owns the file: fcntl()
//	bare full COUNT			may have 10 pending; has so many sent, and takes them then
//	bare dead			registers a process that then ends, and has two sent
#define _GNU_SOURCE /* F_SETSIG */
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <unistd.h>

#include "signals.gw.h"

static int fd;
static int number;
static sigset_t set;

static int check(int result, const char *what)
{
	if (result < 0) {
		perror(what);
		exit(1);
	}
	return result;
}

static void send_alerts(int value, unsigned int count)
{
	union signals_gw_send buffer;

	memset(&buffer, 0, sizeof(buffer));
	buffer.request.number = value;
	buffer.request.count = count;
	check(ioctl(fd, SIGNALS_IOC_SEND, &buffer), "send");
}

static void enlist(int thread)
{
	struct gw_subscribe_signal s;

	memset(&s, 0, sizeof(s));
	s.head.carrier = GW_CARRIER_signal;
	s.head.events[0] = 1ULL << SIGNALS_ALERT;
	s.signal = (unsigned int)number;
	s.thread = (unsigned int)thread;
	check(ioctl(fd, GW_SIGNAL_SUBSCRIBE, &s), "register");
}

static struct gw_counters counters(void)
{
	struct gw_counters c;

	memset(&c, 0, sizeof(c));
	c.carrier = GW_CARRIER_signal;
	check(ioctl(fd, GW_IOC_COUNTERS, &c), "counters");
	return c;
}

static void say(const char *text)
{
	puts(text);
	fflush(stdout);
}

static void wait_for(int count)
{
	siginfo_t info;

	enlist(0);
	say("registered");
	while (count--) {
		check(sigwaitinfo(&set, &info), "sigwaitinfo");
		printf("%d\n", info.si_int);
	}
}

static void by_signalfd(int count)
{
	struct signalfd_siginfo info;
	int from = check(signalfd(-1, &set, 0), "signalfd");

	enlist(0);
	say("registered");
	while (count--) {
		check((int)read(from, &info, sizeof(info)), "read");
		printf("%d, event %u\n", info.ssi_int, GW_SIGNAL_EVENT(info.ssi_errno));
	}
}

static volatile sig_atomic_t told;

static void on_signal(int signal, siginfo_t *info, void *context)
{
	(void)signal;
	(void)context;
	told = info->si_int;
}

static void by_handler(int count)
{
	struct sigaction action;
	sigset_t none;

	memset(&action, 0, sizeof(action));
	action.sa_sigaction = on_signal;
	action.sa_flags = SA_SIGINFO;
	check(sigaction(number, &action, NULL), "sigaction");
	sigemptyset(&none);
	enlist(0);
	say("registered");
	while (count--) {
		sigsuspend(&none); /* one at a time; it is blocked otherwise */
		printf("%d\n", (int)told);
	}
}

static void as_owner(void)
{
	siginfo_t info;

	check(fcntl(fd, F_SETOWN, getpid()), "F_SETOWN");
	check(fcntl(fd, F_SETSIG, number), "F_SETSIG");
	check(fcntl(fd, F_SETFL, O_ASYNC), "O_ASYNC");
	say("it is mine");
	check(sigwaitinfo(&set, &info), "sigwaitinfo");
	printf("%s happened, %s\n", info.si_fd == fd ? "something" : "nothing",
	       info.si_band & POLLIN ? "as poll() says it" : "or nothing");
}

static void with_a_full_queue(unsigned int count)
{
	const struct rlimit ten = { 10, 10 };
	const struct timespec now = { 0, 0 };
	struct gw_counters c;
	siginfo_t info;
	unsigned int received = 0;

	check(setrlimit(RLIMIT_SIGPENDING, &ten), "setrlimit");
	enlist(0);
	send_alerts(42, count);
	c = counters();
	while (sigtimedwait(&set, &info, &now) > 0)
		received++;
	printf("sent %u = received %u + lost %u: %s\n", count, received, (unsigned int)c.lost,
	       count == received + c.lost ? "right" : "wrong");
	send_alerts(42, 1);
	check(sigwaitinfo(&set, &info), "sigwaitinfo");
	printf("the next one tells %s\n",
	       GW_SIGNAL_LOST(info.si_errno) == c.lost ? "the same" : "another");
}

static void one_that_is_dead(void)
{
	struct gw_counters c;
	struct pollfd end;
	int child = check(fork(), "fork");

	if (!child) {
		pause();
		_exit(0);
	}
	enlist(child);
	check(kill(child, SIGKILL), "kill");
	waitpid(child, NULL, 0);
	send_alerts(1, 1);
	end.fd = fd;
	end.events = 0;
	check(poll(&end, 1, -1), "poll");
	send_alerts(1, 1);
	c = counters();
	printf("offered %u, lost %u; poll() says %s\n", (unsigned int)c.used, (unsigned int)c.lost,
	       end.revents & POLLERR ? "POLLERR" : "nothing");
}

int main(int argc, char *argv[])
{
	const char *what = argc > 1 ? argv[1] : "";
	int first = argc > 2 ? atoi(argv[2]) : 1;

	fd = check(open(SIGNALS_NODE, O_RDWR), SIGNALS_NODE);
	number = SIGRTMIN + 1;
	sigemptyset(&set);
	sigaddset(&set, number);
	sigprocmask(SIG_BLOCK, &set, NULL);
	if (!strcmp(what, "send"))
		send_alerts(first, argc > 3 ? (unsigned int)atoi(argv[3]) : 1);
	else if (!strcmp(what, "wait"))
		wait_for(first);
	else if (!strcmp(what, "fd"))
		by_signalfd(first);
	else if (!strcmp(what, "handle"))
		by_handler(first);
	else if (!strcmp(what, "owner"))
		as_owner();
	else if (!strcmp(what, "full"))
		with_a_full_queue((unsigned int)first);
	else if (!strcmp(what, "dead"))
		one_that_is_dead();
	else
		return 2;
	return 0;
}
