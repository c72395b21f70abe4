// SPDX-License-Identifier: MIT
//
// What Gangway's netlink protocol is to a program that has nothing of Gangway, not even a header:
//
//	bare noop		asks, and prints the answer
//	bare listen [BYTES]	prints notices as they come, into a socket of so much room, until
//				the module is unloaded
//	bare stalled		listens, with little room, and reads nothing before SIGCONT
//
// bare -p NUMBER …: of another protocol that speaks alike.
#include <errno.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include <linux/netlink.h>

enum { CALL = 0x12, STATUS = 0x14, EVENT, GONE }; /* types of messages */
enum { NOOP = 3, NOTICE }; /* elements */

struct message {
	struct nlmsghdr header;
	struct {
		char device[48];
		uint32_t element, group;
		uint64_t sequence, time;
	} what;
	union {
		uint32_t noop;
		struct {
			uint32_t nr;
			char text[48];
		} notice;
	};
};

static int fd;

/* What has been received, a datagram of one message or several; the rest of it. */
static union {
	struct nlmsghdr first;
	char bytes[4096];
} datagram;
static struct nlmsghdr *at;
static ssize_t left;

static void check(int result, const char *what)
{
	if (result >= 0)
		return;
	perror(what);
	exit(1);
}

/* Return: 0 */
static int ask(int type, unsigned int element)
{
	struct message m = {
		.header = {
			.nlmsg_len = NLMSG_LENGTH(sizeof(m.what)),
			.nlmsg_type = type,
			.nlmsg_flags = NLM_F_REQUEST,
			.nlmsg_seq = 1,
		},
		.what = { .device = "netlink_proto", .element = element },
	};
	struct sockaddr_nl kernel = { .nl_family = AF_NETLINK };

	check(sendto(fd, &m, m.header.nlmsg_len, 0, (void *)&kernel, sizeof(kernel)), "sendto");
	return 0;
}

/* Return: 1; 0, there is nothing and @flags do not let us wait; -1, messages were lost. */
static int next(struct message *m, int flags)
{
	if (!NLMSG_OK(at, left)) {
		at = &datagram.first;
		left = recv(fd, datagram.bytes, sizeof(datagram.bytes), flags);
		if (left < 0 && errno == ENOBUFS)
			return -1;
		if (left < 0 && errno == EAGAIN)
			return 0;
		check(left, "recv");
	}
	memcpy(m, at, at->nlmsg_len < sizeof(*m) ? at->nlmsg_len : sizeof(*m));
	at = NLMSG_NEXT(at, left);
	if (m->header.nlmsg_type == NLMSG_ERROR) {
		fprintf(stderr, "refused: error %d\n", *(int *)&m->what);
		exit(1);
	}
	return 1;
}

static unsigned long long join(void)
{
	unsigned int group;
	struct message m;

	ask(STATUS, NOTICE);
	next(&m, 0);
	group = m.what.group;
	check(setsockopt(fd, SOL_NETLINK, NETLINK_ADD_MEMBERSHIP, &group, sizeof(group)), "join");
	ask(STATUS, NOTICE);
	do /* what came before the answer does not count */
		next(&m, 0);
	while (m.header.nlmsg_type != STATUS);
	printf("listening to group %u, after number %llu\n", group,
	       (unsigned long long)m.what.sequence);
	fflush(stdout);
	return m.what.sequence;
}

/* Return: the last number. */
static unsigned long long take(const struct message *m, unsigned long long last)
{
	int is_record = m->header.nlmsg_type == EVENT;

	if (m->what.sequence > last + is_record)
		printf("lost %llu\n", m->what.sequence - last - is_record);
	if (is_record)
		printf("%u: %s\n", m->notice.nr, m->notice.text);
	if (m->header.nlmsg_type == GONE)
		printf("gone after %llu\n", (unsigned long long)m->what.sequence);
	fflush(stdout);
	return m->what.sequence;
}

static void listen_until_gone(unsigned long long last)
{
	struct message m = { .header = { .nlmsg_type = 0 } };
	int overrun = 0;

	while (m.header.nlmsg_type != GONE) {
		int got = next(&m, overrun ? MSG_DONTWAIT : 0);

		if (got > 0)
			last = take(&m, last);
		else if (got < 0)
			overrun = 1; /* nothing comes before all has been read */
		else
			overrun = ask(STATUS, NOTICE);
	}
}

static void go_on(int number)
{
	(void)number;
}

int main(int argc, char **argv)
{
	struct sockaddr_nl self = { .nl_family = AF_NETLINK };
	int protocol = 31;
	int room;
	unsigned long long last;
	struct message m;

	if (argc > 2 && !strcmp(argv[1], "-p")) {
		protocol = atoi(argv[2]);
		argc -= 2;
		argv += 2;
	}
	fd = socket(AF_NETLINK, SOCK_RAW, protocol);
	check(fd, "socket");
	check(bind(fd, (void *)&self, sizeof(self)), "bind");
	if (argc > 1 && !strcmp(argv[1], "noop")) {
		ask(CALL, NOOP);
		next(&m, 0);
		printf("%u\n", m.noop);
		return 0;
	}
	room = argc > 2 ? atoi(argv[2]) : 1 << 20;
	check(setsockopt(fd, SOL_SOCKET, SO_RCVBUFFORCE, &room, sizeof(room)), "room");
	last = join();
	if (argc > 1 && !strcmp(argv[1], "stalled")) {
		signal(SIGCONT, go_on);
		pause();
	}
	listen_until_gone(last);
	return 0;
}
