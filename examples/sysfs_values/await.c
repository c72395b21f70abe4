// SPDX-License-Identifier: MIT
/*
 * await FILE: what a file of sysfs says, and what it says after its next change.
 * As anybody does it who knows nothing of Gangway: open, read, poll.
 */
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <unistd.h>

/* From the beginning: that rereads a sysfs file. */
static int print(int fd)
{
	char text[4096];
	ssize_t n = pread(fd, text, sizeof(text), 0);

	if (n < 0) {
		perror("await");
		return 0;
	}
	printf("%.*s", (int)n, text);
	return !fflush(stdout);
}

int main(int argc, char *argv[])
{
	struct pollfd file = { .events = POLLPRI };

	file.fd = open(argc == 2 ? argv[1] : "", O_RDONLY);
	/* Changes count from the last read, so none is missed between that and poll(). */
	return !(print(file.fd) && poll(&file, 1, 60000) == 1 && print(file.fd));
}
