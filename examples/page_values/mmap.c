// SPDX-License-Identifier: MIT
/*
 * mmap [NUMBER]: what the page says, after NUMBER was stored in it. As anybody
 * does it who knows nothing of Gangway but these numbers:
 *
 *   /dev/gangway/page_values    at 0x10000000000 what the kernel shows,
 *                               at 0x10080000000, of the same layout, what is requested
 *   16 + 8 * N                  u32: where value N begins (1: number, 2: state)
 *   there                       u64 s, odd while a writer is at it, and
 *                               bit 63 when the module is gone; then the value,
 *                               and a second copy at the next multiple of 8:
 *                               what is shown is copy s % 2, if s stays the same
 */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define BYTES 4096

static char *map(int fd, int protection, off_t offset)
{
	void *at = mmap(NULL, BYTES, protection, MAP_SHARED, fd, offset);

	if (at == MAP_FAILED) {
		perror("mmap");
		exit(1);
	}
	return at;
}

static uint64_t *place(const char *page, char *area, int n)
{
	uint32_t offset;

	memcpy(&offset, page + 16 + 8 * n, sizeof(offset));
	return (uint64_t *)(area + offset);
}

static void store(uint64_t *at, int32_t number)
{
	uint64_t s = __atomic_load_n(at, __ATOMIC_ACQUIRE);

	while (s % 2 || !__atomic_compare_exchange_n(at, &s, s + 1, 0, __ATOMIC_ACQ_REL,
						     __ATOMIC_ACQUIRE))
		s = __atomic_load_n(at, __ATOMIC_ACQUIRE);
	__atomic_store_n(at + 1, (uint32_t)number, __ATOMIC_RELEASE);
	__atomic_store_n(at, s + 2, __ATOMIC_RELEASE);
}

static int load(const uint64_t *at, size_t words, uint64_t *to)
{
	uint64_t s;
	size_t i;

	do {
		s = __atomic_load_n(at, __ATOMIC_ACQUIRE);
		for (i = 0; i < words; i++)
			to[i] = __atomic_load_n(at + 1 + s % 2 * words + i, __ATOMIC_ACQUIRE);
	} while (__atomic_load_n(at, __ATOMIC_ACQUIRE) != s);
	return !(s >> 63);
}

struct state {
	int32_t number, twice;
	uint64_t turns;
};

static void look(char *shown, int32_t *number, struct state *state)
{
	uint64_t word, words[2];

	if (!load(place(shown, shown, 2), 2, words) || !load(place(shown, shown, 1), 1, &word)) {
		puts("gone");
		exit(1);
	}
	memcpy(state, words, sizeof(*state));
	*number = (int32_t)word;
}

int main(int argc, char *argv[])
{
	int fd = open("/dev/gangway/page_values", O_RDWR);
	char *shown = map(fd, PROT_READ, 0x10000000000);
	char *told = map(fd, PROT_READ | PROT_WRITE, 0x10080000000);
	struct state state;
	int32_t number;

	close(fd); /* what is mapped stays */
	alarm(60); /* no wait for ever, should the module not look any more */
	look(shown, &number, &state);
	if (argc > 1) {
		uint64_t before = state.turns;

		store(place(shown, told, 1), atoi(argv[1]));
		/* It looks in each turn, and may be in the midst of one. */
		while (state.turns < before + 2)
			look(shown, &number, &state);
	}
	printf("%d %d %d\n", number, state.number, state.twice);
	return 0;
}
