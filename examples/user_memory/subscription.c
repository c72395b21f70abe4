// SPDX-License-Identifier: MIT
/* Events: what is passed to subscribe, and to where records are read. And a stream's bytes. */
#define _GNU_SOURCE
#include <errno.h>
#include <limits.h>
#include <sched.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <fcntl.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include <gangway/chardev.h>
#include <gangway/eventfd.h>
#include <gangway/relay.h>
#include <gangway/signal.h>
#include <gangway/thread.h>

#include "pointers.h"

#define RECORD sizeof(struct user_memory_gw_touched)

static struct gw_subscribe touched(unsigned int carrier)
{
	return (struct gw_subscribe){ .carrier = carrier, .events[0] = 1u << USER_MEMORY_TOUCHED };
}

/* Return: the number in the record that was sent. */
static unsigned int touch(void)
{
	struct user_memory_gw_touch_reply reply = { 0 };

	if (ioctl(fd, USER_MEMORY_IOC_TOUCH, &reply))
		die("touch");
	return reply.nr;
}

static void subscribers(unsigned int expected)
{
	struct gw_counters now = { .element = USER_MEMORY_TOUCHED };

	if (ioctl(fd, GW_IOC_COUNTERS, &now) || now.subscribers != expected) {
		printf("%u have subscribed, not %u\n", now.subscribers, expected);
		exit(1);
	}
}

/* Who passes a bad address is not subscribed, not even by halves. @args: what is right. */
static void subscribing(unsigned long request, const void *args)
{
	const size_t size = _IOC_SIZE(request);
	char *right = pages + page;
	unsigned int i;
	void *at;

	for (i = 0; i < N_BAD; i++) {
		at = bad(i, size);
		expect("subscribe", at, by_ioctl(request, at), EFAULT);
	}
	memcpy(right, args, size);
	if (mprotect(right, page, PROT_READ))
		die("mprotect");
	expect("subscribe, to read only", right, by_ioctl(request, right), EFAULT);
	if (mprotect(right, page, PROT_READ | PROT_WRITE))
		die("mprotect");
	wrong_sizes(by_ioctl, request, right);
	subscribers(0);
	memcpy(right, args, size);
	expect("subscribe", right, by_ioctl(request, right), 0);
	expect("subscribe again", right, by_ioctl(request, right), EBUSY);
	subscribers(1);
}

/* What a carrier brought that is subscribed to. */
static void came(const char *by, unsigned int number, unsigned int expected)
{
	if (number == expected)
		return;
	printf("%s brought %u, not %u\n", by, number, expected);
	exit(1);
}

void by_ring(void)
{
	const struct gw_subscribe_ring args = {
		.head = touched(GW_CARRIER_ring),
		.version = GW_RING_VERSION,
	};

	subscribing(GW_RING_SUBSCRIBE, &args);
}

void by_signal(void)
{
	const struct gw_subscribe_signal args = {
		.head = touched(GW_CARRIER_signal),
		.signal = (unsigned int)SIGRTMIN,
	};
	unsigned int sent;
	siginfo_t info;
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, SIGRTMIN);
	sigprocmask(SIG_BLOCK, &set, NULL);
	subscribing(GW_SIGNAL_SUBSCRIBE, &args);
	sent = touch();
	if (sigwaitinfo(&set, &info) < 0)
		die("sigwaitinfo");
	came("the signal", (unsigned int)info.si_int, sent);
}

/* The socket is as it was until it is served. */
void by_thread(void)
{
	struct gw_subscribe_thread args = { .head = touched(GW_CARRIER_thread) };
	struct {
		struct gw_item head;
		struct user_memory_gw_touched record;
	} item;
	unsigned int sent;
	int ends[2];

	if (socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends))
		die("socketpair");
	args.socket = ends[0];
	subscribing(GW_THREAD_SUBSCRIBE, &args);
	sent = touch();
	if (recv(ends[1], &item, sizeof(item), 0) != (ssize_t)sizeof(item))
		die("recv");
	came("the socket", item.record.nr, sent);
}

void by_eventfd(void)
{
	struct gw_subscribe_eventfd args = { .head = touched(GW_CARRIER_eventfd) };
	uint64_t times;

	args.fd = eventfd(0, 0);
	if (args.fd < 0)
		die("eventfd");
	subscribing(GW_EVENTFD_SUBSCRIBE, &args);
	touch();
	if (read(args.fd, &times, sizeof(times)) != (ssize_t)sizeof(times))
		die("read");
	came("the eventfd", (unsigned int)times, 1);
}

static void content(void)
{
	static const char text[] = "Each byte has its place.";
	const size_t size = sizeof(text) - 1;
	const ssize_t mapped[N_BAD] = { [6] = size / 2, [7] = 1 };
	char now[sizeof(text)] = "";
	unsigned int i;
	void *at;

	if (pwrite(fd, text, size, 0) != (ssize_t)size)
		die("write");
	for (i = 0; i < N_BAD; i++) {
		at = bad(i, size);
		moved("read", at, pread(fd, at, size, 0), mapped[i]);
		/* What has been read is written where it was. */
		moved("write", at, pwrite(fd, at, size, 0), mapped[i]);
	}
	moved("read, to read only", pages, pread(fd, pages, size, 0), 0);
	moved("read, huge", pages + page, pread(fd, pages + page, SSIZE_MAX, 0), 0);
	moved("write, huge", pages + page, pwrite(fd, pages + page, SSIZE_MAX, 0), 0);
	if (pread(fd, now, sizeof(now), 0) != (ssize_t)size || strcmp(now, text)) {
		printf("the content has changed\n");
		exit(1);
	}
}

/* A record that cannot be read whole stays. */
void by_chardev(void)
{
	const struct gw_subscribe args = touched(GW_CARRIER_chardev);
	const size_t size = GW_ITEM_ROOM(RECORD);
	const struct user_memory_gw_touched *record;
	unsigned int i, sent;
	void *at;

	content();
	subscribing(GW_IOC_SUBSCRIBE, &args);
	sent = touch();
	for (i = 0; i < N_BAD; i++) {
		at = bad(i, size);
		expect("read a record", at, read(fd, at, size) < 0 ? errno : 0,
		       i < FIRST_PARTLY_THERE ? EFAULT : EMSGSIZE);
	}
	moved("read a record, to read only", pages, read(fd, pages, size), 0);
	moved("read a record, huge", pages + page, read(fd, pages + page, SSIZE_MAX), 0);
	if (read(fd, pages + page, page) != (ssize_t)size)
		die("read");
	record = (void *)(pages + page + sizeof(struct gw_item));
	came("the node", record->nr, sent);
}

/* Its file is of one CPU. */
static int relay_file(void)
{
	static const char name[] = "/sys/kernel/debug/gangway/user_memory/touched.0";
	cpu_set_t first;
	int file;

	CPU_ZERO(&first);
	CPU_SET(0, &first);
	if (sched_setaffinity(0, sizeof(first), &first))
		die("sched_setaffinity");
	file = open(name, O_RDWR);
	if (file < 0)
		cannot("relay", errno);
	return file;
}

/* Bytes are read one behind the other: those that were not, next. */
void by_relay(void)
{
	const size_t size = sizeof(struct gw_relay_subbuf) + GW_RELAY_ROOM(RECORD);
	const int file = relay_file();
	const unsigned int sent = touch();
	const ssize_t mapped[N_BAD] = { [6] = size / 2, [7] = 1 };
	const struct user_memory_gw_touched *record;
	struct gw_relay_state state;
	ssize_t n, read_before = 0;
	unsigned int i;
	void *at;

	for (i = 0; i < N_BAD; i++) {
		at = bad(i, sizeof(state));
		expect("state", at, ioctl(file, GW_RELAY_STATE, at) ? errno : 0, EFAULT);
		at = bad(i, sizeof(__u32));
		expect("consume", at, ioctl(file, GW_RELAY_CONSUME, at) ? errno : 0, EFAULT);
		at = bad(i, size);
		n = read(file, at, size);
		moved("read", at, n, mapped[i]);
		read_before += n > 0 ? n : 0;
	}
	expect("state, to read only", pages, ioctl(file, GW_RELAY_STATE, pages) ? errno : 0,
	       EFAULT);
	moved("read, to read only", pages, read(file, pages, size), 0);
	moved("read, huge", pages + page, read(file, pages + page, SSIZE_MAX), 0);
	if (ioctl(file, GW_RELAY_STATE, &state))
		die("state");
	expect("map it to be written", NULL,
	       mmap(NULL, (size_t)state.subbuf_size * state.subbufs, PROT_READ | PROT_WRITE,
		    MAP_SHARED, file, 0) == MAP_FAILED ? errno : 0, EPERM);
	n = read(file, pages + page, page);
	if (n + read_before != (ssize_t)size)
		die("read");
	record = (void *)(pages + page + n - ((RECORD + 7) & ~7u));
	came("the file", record->nr, sent);
}
