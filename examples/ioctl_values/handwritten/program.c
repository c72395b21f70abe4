// SPDX-License-Identifier: MIT
//
// ioctl_values.cpp by hand: adds one.
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/ioctl.h>

struct answer {
	int32_t value;
};

#define GET _IOR(0xE6, 1, struct answer)
#define SET _IOW(0xE6, 1, struct answer)

static int check(int result, const char *what)
{
	if (result >= 0)
		return result;
	perror(what);
	exit(1);
}

int main(void)
{
	const int fd = check(open("/dev/ioctl_values_by_hand", O_RDWR | O_CLOEXEC), "open");
	struct answer answer;

	check(ioctl(fd, GET, &answer), "get");
	printf("%d, ", answer.value);
	answer.value++;
	check(ioctl(fd, SET, &answer), "set");
	check(ioctl(fd, GET, &answer), "get");
	printf("now %d\n", answer.value);
	return 0;
}
