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
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#include <gangway/io_uring.h>
#include <gangway/page.h>
#include <gangway/sockopt.h>
#include <gangway/syscall.h>

#include "pointers.h"

int fd;
char *pages;
size_t page;
static unsigned int device; /* its number */
static struct io_uring ring;
static int options, first_option; /* the socket, and the first option of the device */
static unsigned int tried;

void die(const char *what)
{
	perror(what);
	exit(1);
}

void cannot(const char *what, int why)
{
	printf("no %s: %s\n", what, strerror(why));
	exit(77);
}

int by_ioctl(unsigned long request, void *at)
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

void expect(const char *what, const void *at, int got, int expected)
{
	tried++;
	if (got == expected)
		return;
	printf("%s at %p: %s, not %s\n", what, at, strerror(got), strerror(expected));
	exit(1);
}

void unchanged(const block *before)
{
	block now;

	if (ioctl(fd, USER_MEMORY_IOC_GET_BLOCK, &now) || memcmp(&now, before, sizeof(now))) {
		printf("the block has changed\n");
		exit(1);
	}
}

void *bad(unsigned int i, size_t size)
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

static unsigned long sized(unsigned long request, size_t size)
{
	return _IOC(_IOC_DIR(request), GW_IOC_MAGIC, _IOC_NR(request), size);
}

void wrong_sizes(int (*ask)(unsigned long request, void *at), unsigned long request, char *at)
{
	const size_t right = _IOC_SIZE(request);

	expect("too short", at, ask(sized(request, right - 1), at), EINVAL);
	at[right] = 1;
	expect("too long", at, ask(sized(request, right + 1), at), E2BIG);
	memset(at, 0, page);
	expect("huge", at, ask(sized(request, _IOC_SIZEMASK), at), EFAULT);
}

static void requests(int (*ask)(unsigned long request, void *at))
{
	const unsigned long get = USER_MEMORY_IOC_GET_BLOCK, set = USER_MEMORY_IOC_SET_BLOCK;
	char *longer = pages + page;
	block before;
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
	wrong_sizes(ask, set, longer);
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

void moved(const char *what, const void *at, ssize_t n, ssize_t mapped)
{
	expect(what, at, n < 0 ? errno : n > mapped ? EOVERFLOW : 0, mapped ? 0 : EFAULT);
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

static const struct {
	const char *name;
	void (*pass)(void);
} carriers[] = {
	{ "ioctl", ioctls },
	{ "io_uring", commands },
	{ "syscall", system_calls },
	{ "sockopt", socket_options },
	{ "page", shared_page },
	{ "ring", by_ring },
	{ "chardev", by_chardev },
	{ "signal", by_signal },
	{ "thread", by_thread },
	{ "eventfd", by_eventfd },
	{ "relay", by_relay },
	{ "netlink", by_netlink },
	{ "genetlink", by_genetlink },
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
