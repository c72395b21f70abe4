// SPDX-License-Identifier: MIT
/*
 * pointers CARRIER: passes bad addresses by that carrier, in bare system calls, and looks
 * whether anything has changed. What it knows of Gangway is in the headers of its protocols.
 */
#include <errno.h>
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

#include "user_memory.gw.h"

typedef struct user_memory_gw_block block;

static int fd; /* the session */
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

static int by_ioctl(unsigned long request, void *at)
{
	return ioctl(fd, request, at) ? errno : 0;
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

/* A request that is answered, by a family of the kernel's own or by the value. */
static void fill(struct nlmsghdr *nlh, int protocol)
{
	struct genlmsghdr *genl = NLMSG_DATA(nlh);
	struct gw_netlink *what = NLMSG_DATA(nlh);

	memset(nlh, 0, page);
	nlh->nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK;
	if (protocol == NETLINK_GENERIC) {
		nlh->nlmsg_len = NLMSG_LENGTH(GENL_HDRLEN);
		nlh->nlmsg_type = GENL_ID_CTRL;
		genl->cmd = 200;
		return;
	}
	nlh->nlmsg_len = NLMSG_LENGTH(sizeof(*what));
	nlh->nlmsg_type = GW_NETLINK_GET;
	strcpy(what->device, "user_memory");
	what->element = USER_MEMORY_BLOCK;
}

static void netlink(int protocol)
{
	const int s = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, protocol);
	struct nlmsghdr *m = (void *)(pages + page);
	block before;
	unsigned int i;
	void *at;

	if (s < 0)
		die("socket");
	if (ioctl(fd, USER_MEMORY_IOC_GET_BLOCK, &before))
		die("get");
	for (i = 0; i < N_BAD; i++) {
		at = bad(i, 64);
		expect("send", at, sendto(s, at, 64, 0, NULL, 0) < 0 ? errno : 0, EFAULT);
	}
	/* An answer waits, which is not received there either. */
	fill(m, protocol);
	for (i = 0; i < N_BAD; i++) {
		at = bad(i, 16);
		if (send(s, m, m->nlmsg_len, 0) < 0)
			die("send");
		expect("receive", at, recv(s, at, page, 0) < 0 ? errno : 0, EFAULT);
	}
	unchanged(&before);
	close(s);
}

int main(int argc, char **argv)
{
	const char *carrier = argc > 1 ? argv[1] : "ioctl";
	int why;

	fd = open("/dev/gangway/user_memory", O_RDWR);
	page = (size_t)sysconf(_SC_PAGESIZE);
	pages = mmap(NULL, 3 * page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	if (fd < 0 || pages == MAP_FAILED || mprotect(pages + 2 * page, page, PROT_NONE) ||
	    mprotect(pages, page, PROT_READ))
		die("pointers");
	if (!strcmp(carrier, "io_uring")) {
		why = -io_uring_queue_init(8, &ring, 0);
		if (why) {
			printf("no io_uring: %s\n", strerror(why));
			return 77;
		}
		requests(by_io_uring);
	} else if (!strcmp(carrier, "ring")) {
		subscribing();
	} else if (!strcmp(carrier, "page")) {
		shared_page();
	} else if (!strcmp(carrier, "genetlink")) {
		netlink(NETLINK_GENERIC);
	} else if (!strcmp(carrier, "netlink")) {
		netlink(GW_NETLINK_PROTOCOL);
	} else if (!strcmp(carrier, "sockopt")) {
		socket_options();
	} else {
		requests(by_ioctl);
	}
	printf("%s: %u times refused or done, as it should be; nothing has changed\n", carrier,
	       tried);
	return 0;
}
