// SPDX-License-Identifier: MIT
/*
 * number [VALUE…]: gives each to the system call 548, and prints what comes back. The number is
 * all that it knows.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int main(int argc, char **argv)
{
	int i, failed = 0;

	for (i = 1; i < argc; i++) {
		long got;

		errno = 0;
		got = syscall(548, atoi(argv[i]));
		if (errno)
			printf("%s: %s\n", argv[i], strerror(errno));
		else
			printf("%s: %ld\n", argv[i], got);
		failed |= errno;
	}
	return failed ? 1 : 0;
}
