// SPDX-License-Identifier: MIT
/*
 * pointers CARRIER: passes bad addresses by that carrier, in bare system calls, and looks
 * whether anything has changed. What it knows of Gangway is in the headers of its protocols.
 */
#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <fcntl.h>
#include <liburing.h>
#include <linux/genetlink.h>
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include <gangway/io_uring.h>
#include <gangway/netlink.h>
#include <gangway/page.h>
#include <gangway/sockopt.h>
#include <gangway/syscall.h>

#include "user_memory.gw.h"

typedef struct user_memory_gw_block block;

static int fd; /* the session */
static unsigned int device; /* its number */
static struct io_uring ring;
static int options, first_option; /* the socket, and the first option of the device */
static char *pages; /* one to read only, one to read and write, one that nobody may touch */
static size_t page;
static unsigned int tried;

static void die(const char *what)
{
	perror(what);
	exit(1);
}

static void cannot(const char *what, int why)
{
	printf("no %s: %s\n", what, strerror(why));
	exit(77);
}

static int by_ioctl(unsigned long request, void *at)
{
	return ioctl(fd, request, at) ? errno : 0;
}

static int by_syscall(unsigned long request, void *at)
{
	return syscall(GW_SYSCALL, device, (unsigned int)request, at) ? errno : 0;
}

static int by_io_uring(unsigned long request, void *at)
{
	const struct gw_uring_request where = { .addr = (uintptr_t)at };
	struct io_uring_sqe *sqe = io_uring_get_sqe(&ring);
	struct io_uring_cqe *cqe;
	int result;

	if (!sqe)
		die("io_uring_get_sqe");
	memset(sqe, 0, sizeof(*sqe));
	sqe->opcode = IORING_OP_URING_CMD;
	sqe->fd = fd;
	sqe->cmd_op = (unsigned int)request;
	memcpy(sqe->cmd, &where, sizeof(where));
	if (io_uring_submit_and_wait(&ring, 1) != 1 || io_uring_wait_cqe(&ring, &cqe))
		die("io_uring");
	result = cqe->res;
	io_uring_cqe_seen(&ring, cqe);
	return -result;
}

static int by_sockopt(unsigned long request, void *at)
{
	const int option = first_option + (int)_IOC_NR(request);
	socklen_t size = _IOC_SIZE(request);

	if (_IOC_DIR(request) == _IOC_READ)
		return getsockopt(options, SOL_IP, option, at, &size) ? errno : 0;
	return setsockopt(options, SOL_IP, option, at, size) ? errno : 0;
}

static void expect(const char *what, const void *at, int got, int expected)
{
	tried++;
	if (got == expected)
		return;
	printf("%s at %p: %s, not %s\n", what, at, strerror(got), strerror(expected));
	exit(1);
}

static void unchanged(const block *before)
{
	block now;

	if (ioctl(fd, USER_MEMORY_IOC_GET_BLOCK, &now) || memcmp(&now, before, sizeof(now))) {
		printf("the block has changed\n");
		exit(1);
	}
}

/* Where nothing can be read, or not all of it: null, the kernel's, none, half, the very end. */
#define N_BAD 8

static void *bad(unsigned int i, size_t size)
{
	switch (i) {
	case 0:
		return NULL;
	case 1:
		return (void *)8;
	case 2:
		return (void *)0xffff888000000000ull;
	case 3:
		return (void *)UINTPTR_MAX;
	case 4:
		return (void *)0x00007ffffffffff8ull;
	case 5:
		return pages + 2 * page;
	case 6:
		return pages + 2 * page - size / 2;
	default:
		return pages + 2 * page - 1;
	}
}

static void requests(int (*ask)(unsigned long request, void *at))
{
	const unsigned long get = USER_MEMORY_IOC_GET_BLOCK, set = USER_MEMORY_IOC_SET_BLOCK;
	block before, *longer = (void *)(pages + page);
	unsigned int i;
	void *at;

	if (ioctl(fd, get, &before))
		die("get");
	for (i = 0; i < N_BAD; i++) {
		at = bad(i, sizeof(block));
		expect("get", at, ask(get, at), EFAULT);
		expect("set", at, ask(set, at), EFAULT);
		unchanged(&before);
	}
	expect("get, to read only", pages, ask(get, pages), EFAULT);
	memcpy(longer, &before, sizeof(before));
	expect("set, too short", longer, ask(_IOC(_IOC_WRITE, GW_IOC_MAGIC, USER_MEMORY_BLOCK,
						  sizeof(block) - 1), longer), EINVAL);
	((char *)longer)[sizeof(block)] = 1;
	expect("set, too long", longer, ask(_IOC(_IOC_WRITE, GW_IOC_MAGIC, USER_MEMORY_BLOCK,
						 sizeof(block) + 1), longer), E2BIG);
	memset(longer, 0, page);
	expect("set, huge", longer, ask(_IOC(_IOC_WRITE, GW_IOC_MAGIC, USER_MEMORY_BLOCK,
					     _IOC_SIZEMASK), longer), EFAULT);
	unchanged(&before);
}

static void ioctls(void)
{
	requests(by_ioctl);
}

static void commands(void)
{
	const int why = -io_uring_queue_init(8, &ring, 0);

	if (why)
		cannot("io_uring", why);
	requests(by_io_uring);
}

static void system_calls(void)
{
	struct gw_syscall_find find = { .device = "user_memory" };
	unsigned int i;
	void *at;

	if (syscall(GW_SYSCALL, 0, GW_SYSCALL_FIND, &find))
		cannot("system calls of Gangway's", errno);
	for (i = 0; i < N_BAD; i++) {
		at = bad(i, sizeof(find));
		expect("find", at, syscall(GW_SYSCALL, 0, GW_SYSCALL_FIND, at) ? errno : 0, EFAULT);
	}
	device = find.number;
	requests(by_syscall);
}

/* @n: what read() or write() returned. What is mapped may have been moved, and no more. */
static void moved(const char *what, const void *at, ssize_t n, ssize_t mapped)
{
	expect(what, at, n < 0 ? errno : n > mapped ? EOVERFLOW : 0, mapped ? 0 : EFAULT);
}

static void stream(void)
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

/* As of requests; and the length is in memory, too, and is written back. */
static void lengths(void)
{
	const int option = first_option + USER_MEMORY_BLOCK;
	char *value = pages + page;
	unsigned int i;
	void *at;

	for (i = 0; i < N_BAD; i++) {
		at = bad(i, sizeof(socklen_t));
		expect("get, with its length", at,
		       getsockopt(options, SOL_IP, option, value, at) ? errno : 0, EFAULT);
	}
	expect("get, with its length to read only", pages,
	       getsockopt(options, SOL_IP, option, value, (void *)pages) ? errno : 0, EFAULT);
	expect("set, less than nothing", value,
	       setsockopt(options, SOL_IP, option, value, (socklen_t)-1) ? errno : 0, EINVAL);
	expect("set, longer than any", value,
	       setsockopt(options, SOL_IP, option, value, GW_SOCKOPT_MAX + 1) ? errno : 0, E2BIG);
}

static void socket_options(void)
{
	struct gw_sockopt_find *find = (void *)(pages + page);
	socklen_t size = sizeof(*find);
	unsigned int i;
	void *at;

	options = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	if (options < 0)
		die("socket");
	for (i = 0; i < N_BAD; i++) {
		at = bad(i, size);
		expect("find", at,
		       getsockopt(options, SOL_IP, GW_SOCKOPT_FIND, at, &size) ? errno : 0, EFAULT);
	}
	strcpy(find->device, "user_memory");
	if (getsockopt(options, SOL_IP, GW_SOCKOPT_FIND, find, &size))
		die("find");
	first_option = (int)find->options;
	requests(by_sockopt);
	lengths();
}

/* Who passes a bad address is not subscribed, not even by halves. */
static void subscribing(void)
{
	struct gw_subscribe_ring *args = (void *)(pages + page);
	const size_t size = sizeof(*args);
	unsigned int i;
	void *at;

	for (i = 0; i < N_BAD; i++) {
		at = bad(i, size);
		expect("subscribe", at, by_ioctl(GW_RING_SUBSCRIBE, at), EFAULT);
	}
	args->head.carrier = GW_CARRIER_ring;
	args->version = GW_RING_VERSION;
	args->head.events[0] = 1u << USER_MEMORY_TOUCHED;
	if (mprotect(pages + page, page, PROT_READ))
		die("mprotect");
	expect("subscribe, to read only", args, by_ioctl(GW_RING_SUBSCRIBE, args), EFAULT);
	if (mprotect(pages + page, page, PROT_READ | PROT_WRITE))
		die("mprotect");
	expect("subscribe", args, by_ioctl(GW_RING_SUBSCRIBE, args), 0);
	expect("subscribe again", args, by_ioctl(GW_RING_SUBSCRIBE, args), EBUSY);
}

/* The page of values is the kernel's to write, and no buffer for others. */
static void shared_page(void)
{
	block before;
	char *values;

	if (ioctl(fd, USER_MEMORY_IOC_GET_BLOCK, &before))
		die("get");
	values = mmap(NULL, page, PROT_READ, MAP_SHARED, fd, (off_t)GW_PAGE_VALUES);
	if (values == MAP_FAILED)
		die("mmap");
	expect("get into the page", values, by_ioctl(USER_MEMORY_IOC_GET_BLOCK, values), EFAULT);
	expect("make it writable", values,
	       mprotect(values, page, PROT_READ | PROT_WRITE) ? errno : 0, EACCES);
	expect("map it to be written", NULL,
	       mmap(NULL, page, PROT_READ | PROT_WRITE, MAP_SHARED, fd, (off_t)GW_PAGE_VALUES) ==
	       MAP_FAILED ? EACCES : 0, EACCES);
	unchanged(&before);
}

/* Return: the family's number, as the kernel's controller tells it. */
static int family(int s)
{
	struct {
		struct nlmsghdr header;
		struct genlmsghdr genl;
		struct nlattr attr;
		char name[12];
	} m = {
		.header = {
			.nlmsg_len = sizeof(m),
			.nlmsg_type = GENL_ID_CTRL,
			.nlmsg_flags = NLM_F_REQUEST,
		},
		.genl = { .cmd = CTRL_CMD_GETFAMILY },
		.attr = { NLA_HDRLEN + sizeof(m.name), CTRL_ATTR_FAMILY_NAME },
		.name = USER_MEMORY_GENL_FAMILY,
	};
	char answer[4096];
	const ssize_t n = send(s, &m, sizeof(m), 0) < 0 ? -1 : recv(s, answer, sizeof(answer), 0);
	struct nlattr *attr = (void *)(answer + NLMSG_LENGTH(GENL_HDRLEN));

	while (n > 0 && (char *)attr < answer + n && attr->nla_len >= NLA_HDRLEN) {
		if (attr->nla_type == CTRL_ATTR_FAMILY_ID)
			return *(__u16 *)(attr + 1);
		attr = (void *)((char *)attr + NLA_ALIGN(attr->nla_len));
	}
	printf("there is no such family\n");
	exit(1);
}

/* A request that is answered by the value. @type: of the message, a family or GW_NETLINK_GET. */
static void fill(struct nlmsghdr *nlh, int protocol, int type)
{
	struct genlmsghdr *genl = NLMSG_DATA(nlh);
	struct gw_netlink *what = NLMSG_DATA(nlh);

	memset(nlh, 0, page);
	nlh->nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK;
	nlh->nlmsg_type = (__u16)type;
	if (protocol == NETLINK_GENERIC) {
		nlh->nlmsg_len = NLMSG_LENGTH(GENL_HDRLEN);
		genl->cmd = USER_MEMORY_BLOCK;
		genl->version = GW_GENL_VERSION;
		return;
	}
	nlh->nlmsg_len = NLMSG_LENGTH(sizeof(*what));
	strcpy(what->device, "user_memory");
	what->element = USER_MEMORY_BLOCK;
}

static void messages(int protocol)
{
	const int s = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, protocol);
	const int type = protocol == NETLINK_GENERIC ? family(s) : GW_NETLINK_GET;
	struct nlmsghdr *m = (void *)(pages + page);
	block before;
	unsigned int i;
	void *at;

	if (ioctl(fd, USER_MEMORY_IOC_GET_BLOCK, &before))
		die("get");
	for (i = 0; i < N_BAD; i++) {
		at = bad(i, 64);
		expect("send", at, sendto(s, at, 64, 0, NULL, 0) < 0 ? errno : 0, EFAULT);
	}
	fill(m, protocol, type);
	if (send(s, m, m->nlmsg_len, 0) < 0 || recv(s, m, page, 0) < (ssize_t)sizeof(block))
		die("it is not answered by the value");
	/* An answer waits, which is not received there either. */
	fill(m, protocol, type);
	for (i = 0; i < N_BAD; i++) {
		at = bad(i, 16);
		if (send(s, m, m->nlmsg_len, 0) < 0)
			die("send");
		expect("receive", at, recv(s, at, page, 0) < 0 ? errno : 0, EFAULT);
	}
	unchanged(&before);
	close(s);
}

static void netlink(void)
{
	messages(GW_NETLINK_PROTOCOL);
}

static void genetlink(void)
{
	messages(NETLINK_GENERIC);
}

static const struct {
	const char *name;
	void (*pass)(void);
} carriers[] = {
	{ "ioctl", ioctls },
	{ "io_uring", commands },
	{ "syscall", system_calls },
	{ "sockopt", socket_options },
	{ "ring", subscribing },
	{ "page", shared_page },
	{ "chardev", stream },
	{ "netlink", netlink },
	{ "genetlink", genetlink },
};

int main(int argc, char **argv)
{
	const unsigned int end = sizeof(carriers) / sizeof(*carriers);
	const char *carrier = argc == 2 ? argv[1] : "";
	unsigned int i = 0;

	while (i < end && strcmp(carriers[i].name, carrier))
		i++;
	if (i == end) {
		fprintf(stderr, "pointers CARRIER: '%s' is none that it knows\n", carrier);
		return 2;
	}
	fd = open(USER_MEMORY_NODE, O_RDWR);
	page = (size_t)sysconf(_SC_PAGESIZE);
	pages = mmap(NULL, 3 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (fd < 0 || pages == MAP_FAILED || mprotect(pages + 2 * page, page, PROT_NONE) ||
	    mprotect(pages, page, PROT_READ))
		die("pointers");
	carriers[i].pass();
	printf("%s: %u times refused or done, as it should be; nothing has changed\n", carrier,
	       tried);
	return 0;
}
