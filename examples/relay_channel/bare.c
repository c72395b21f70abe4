// SPDX-License-Identifier: MIT
//
// A reader in the style of blktrace, with no more than it has to know of a sub-buffer: how it
// begins, and five requests.
//
//	relay_channel-bare decode             sub-buffers on standard input
//	relay_channel-bare follow FILE COUNT  waits for so many pulses, and reads
//	relay_channel-bare map FILE COUNT     the same, and looks where they are
//	relay_channel-bare reset FILE         discards what its channel has
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

struct subbuf {
	uint32_t bytes, header_bytes, padding, records, cpu, event;
	uint64_t number, first, lost, time;
};

struct state {
	uint32_t subbuf_size, subbufs, flags, cpu;
	uint64_t begun, next, sent, lost;
};

#define STATE	_IOR(0xE6, 0xa0, struct state)
#define CONSUME _IOW(0xE6, 0xa1, uint32_t)
#define FLUSH	_IO(0xE6, 0xa2)
#define RESET	_IO(0xE6, 0xa3)

static uint64_t received, lost, expected;

static int fail(const char *what)
{
	perror(what);
	return 1;
}

static void show(const struct subbuf *s)
{
	if (s->records)
		printf("CPU %u, sub-buffer %u: pulses %u to %u, %u bytes of padding\n", s->cpu,
		       (unsigned int)s->number, (unsigned int)s->first,
		       (unsigned int)s->first + s->records - 1, s->padding);
	lost += s->first - expected;
	received += s->records;
	expected = s->first + s->records;
}

static int end(void)
{
	printf("received %u, lost %u\n", (unsigned int)received, (unsigned int)lost);
	return 0;
}

static int decode(void)
{
	static union {
		struct subbuf head;
		char bytes[1 << 16];
	} one;

	while (fread(&one.head, sizeof(one.head), 1, stdin) == 1) {
		size_t rest = one.head.bytes - sizeof(one.head);

		if (rest > sizeof(one) ||
		    fread(one.bytes + sizeof(one.head), 1, rest, stdin) != rest)
			return fail("decode");
		show(&one.head);
	}
	return end();
}

/* read() gives whole sub-buffers, if there is room for them. */
static int read_some(int fd)
{
	static char bytes[1 << 16];
	ssize_t n = read(fd, bytes, sizeof(bytes));
	struct subbuf head;
	ssize_t at;

	if (n < 0)
		return fail("read");
	for (at = 0; at < n; at += head.bytes) {
		memcpy(&head, bytes + at, sizeof(head));
		show(&head);
	}
	return 0;
}

/* The sub-buffers that are complete; the next one is made so. */
static int look(int fd, const struct state *made, const char *map)
{
	uint32_t one = 1;
	struct state now;

	if (ioctl(fd, FLUSH) || ioctl(fd, STATE, &now))
		return fail("flush");
	for (; now.next < now.begun; now.next++) {
		show((const void *)(map + now.next % made->subbufs * made->subbuf_size));
		if (ioctl(fd, CONSUME, &one))
			return fail("consume");
	}
	return 0;
}

static int follow(const char *name, uint64_t count, int maps)
{
	struct pollfd waiting = { .fd = open(name, O_RDONLY), .events = POLLIN };
	const char *map = NULL;
	struct state made;
	int failed = 0;

	if (waiting.fd < 0 || ioctl(waiting.fd, STATE, &made))
		return fail(name);
	if (maps)
		map = mmap(NULL, (size_t)made.subbuf_size * made.subbufs, PROT_READ, MAP_SHARED,
			   waiting.fd, 0);
	if (map == MAP_FAILED)
		return fail("mmap");
	puts("waiting");
	fflush(stdout);
	while (!failed && received < count && poll(&waiting, 1, -1) == 1 &&
	       !(waiting.revents & POLLHUP))
		failed = maps ? look(waiting.fd, &made, map) : read_some(waiting.fd);
	return failed || end();
}

static int reset(const char *name)
{
	return ioctl(open(name, O_RDWR), RESET) ? fail("reset") : 0;
}

int main(int argc, char *argv[])
{
	if (argc == 2 && !strcmp(argv[1], "decode"))
		return decode();
	if (argc == 3 && !strcmp(argv[1], "reset"))
		return reset(argv[2]);
	if (argc == 4)
		return follow(argv[2], (uint64_t)atoll(argv[3]), !strcmp(argv[1], "map"));
	return 2;
}
