// SPDX-License-Identifier: MIT
/*
 * Waits until a file of sysfs says something else, as anybody may who knows
 * nothing of Gangway: with open, read and poll alone.
 */
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <unistd.h>

int main(int argc, char *argv[])
{
	struct pollfd file = { .events = POLLPRI };
	char text[64];
	ssize_t n;

	file.fd = argc > 1 ? open(argv[1], O_RDONLY) : -1;
	/* A reader that has not read it cannot be notified that it changed. */
	if (file.fd < 0 || read(file.fd, text, sizeof(text)) < 0)
		return 1;
	if (poll(&file, 1, 60000) != 1 || !(file.revents & POLLPRI))
		return 2;
	n = pread(file.fd, text, sizeof(text), 0);
	if (n < 0)
		return 3;
	printf("%.*s", (int)n, text);
	return 0;
}
