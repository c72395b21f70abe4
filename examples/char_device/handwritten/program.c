// SPDX-License-Identifier: MIT
//
// char_device.cpp by hand: replaces the content by its arguments, a line each; then prints the
// lines that are there. Of the device in this folder, whoever's it is.
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

struct status {
	uint32_t free;
	uint32_t length;
	uint64_t offset;
};

#define STATUS _IOWR(0xE6, 2, struct status)

static int check(int result, const char *what)
{
	if (result >= 0)
		return result;
	perror(what);
	exit(1);
}

static void write_all(int fd, const char *text, size_t left)
{
	ssize_t n;

	for (; left; text += n, left -= (size_t)n) {
		n = write(fd, text, left);
		if (n < 0 && errno == EINTR)
			n = 0;
		check((int)n, "write");
	}
}

int main(int argc, char *argv[])
{
	const int fd = check(open("char_device", O_RDWR | O_CLOEXEC | (argc > 1 ? O_TRUNC : 0)),
			     "open");
	struct status now = { 0 };
	char *line = NULL;
	size_t room = 0;
	ssize_t length;
	FILE *file;

	for (int i = 1; i < argc; ++i) {
		write_all(fd, argv[i], strlen(argv[i]));
		write_all(fd, "\n", 1);
	}
	check(lseek(fd, 0, SEEK_SET) < 0 ? -1 : 0, "lseek");
	file = fdopen(fd, "r");
	if (!file)
		check(-1, "fdopen");
	while ((length = getline(&line, &room, file)) > 0)
		fwrite(line, 1, (size_t)length, stdout);
	if (ferror(file))
		check(-1, "read");
	check(ioctl(fd, STATUS, &now), "status");
	printf("%u bytes, %u free\n", now.length, now.free);
	free(line);
	return fclose(file) ? 1 : 0;
}
