// SPDX-License-Identifier: MIT
/*
 * bare [NODE [NUMBER]]: gets the answer, or sets it first; for 32 bits and for 64. What it knows
 * of the interface is in its header.
 */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <fcntl.h>
#include <sys/ioctl.h>

#include "ioctl_values.gw.h"

int main(int argc, char **argv)
{
	const int fd = open(argc > 1 ? argv[1] : "/dev/gangway/ioctl_values", O_RDWR);
	struct ioctl_values_gw_answer answer = { 0 };

	if (fd < 0) {
		perror("open");
		return 1;
	}
	if (argc > 2) {
		answer.value = atoi(argv[2]);
		if (ioctl(fd, IOCTL_VALUES_IOC_SET_ANSWER, &answer)) {
			perror("set");
			return 1;
		}
	}
	if (ioctl(fd, IOCTL_VALUES_IOC_GET_ANSWER, &answer)) {
		perror("get");
		return 1;
	}
	printf("%d bits: %d\n", (int)(8 * sizeof(void *)), (int)answer.value);
	if (ioctl(fd, _IO(GW_IOC_MAGIC, 99)) == 0 || errno != ENOTTY)
		return 1;
	printf("an unknown command: ENOTTY\n");
	return 0;
}
