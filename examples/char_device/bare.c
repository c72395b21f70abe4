// SPDX-License-Identifier: MIT
//
// What a program needs to know of the device: open, ioctl, mmap, and four numbers. It takes that of
// this folder.
//
//	char_device-bare status | truncate LENGTH | map | number N
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

enum { size = 65536 };

struct status {
	uint32_t free;
	uint32_t length;
	uint64_t offset;
};

struct number {
	uint32_t offset;
	uint32_t number;
};

#define STATUS	 _IOWR(0xE6, 2, struct status)
#define TRUNCATE _IOWR(0xE6, 3, uint32_t)
#define LOOK	 _IOWR(0xE6, 4, uint32_t)
#define STORE	 _IOWR(0xE6, 5, struct number)

static int fail(const char *what)
{
	perror(what);
	return 1;
}

static int status(int fd)
{
	struct status now;

	memset(&now, 0, sizeof(now));
	if (ioctl(fd, STATUS, &now))
		return fail("status");
	printf("free %u, length %u, offset %u\n", now.free, now.length, (unsigned int)now.offset);
	return 0;
}

/* A number at the beginning: stored here, seen by the kernel; and the other way round. */
static int exchange(int fd, uint32_t *shared, uint32_t n)
{
	struct number next;
	uint32_t seen = 0;

	shared[0] = n;
	if (ioctl(fd, LOOK, &seen))
		return fail("look");
	printf("the kernel sees %u", seen);
	memset(&next, 0, sizeof(next));
	next.number = n + 1;
	if (ioctl(fd, STORE, &next))
		return fail("store");
	printf(", and the program %u\n", *(volatile uint32_t *)shared);
	return 0;
}

int main(int argc, char *argv[])
{
	const char *what = argc > 1 ? argv[1] : "";
	int fd = open("char_device", O_RDWR);
	uint32_t length = argc > 2 ? (uint32_t)atoi(argv[2]) : 0;
	void *shared;

	if (fd < 0)
		return fail("open");
	if (!strcmp(what, "status")) {
		char byte;

		if (argc > 2 && read(fd, &byte, 1) != 1)
			return fail("read");
		return status(fd);
	}
	if (!strcmp(what, "truncate"))
		return ioctl(fd, TRUNCATE, &length) ? fail("truncate") : 0;
	shared = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (shared == MAP_FAILED)
		return fail("mmap");
	if (!strcmp(what, "number"))
		return exchange(fd, shared, length);
	fwrite(shared, 1, (size_t)lseek(fd, 0, SEEK_END), stdout);
	return 0;
}
