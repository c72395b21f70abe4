// SPDX-License-Identifier: MIT
/*
 * sockopt [4|6]: sends "a message from userspace\n", and prints what comes back; by an
 * IPv4 or an IPv6 socket. As anybody does it who knows nothing of Gangway but these
 * numbers:
 *
 *   option 0x67000000    getsockopt: char name[64] in, u32 out: the first of its options
 *   the first + 1        char[64]: set the user's message, get the kernel's
 *   the first + 2        getsockopt: char[32] in; char[32] and u32 out
 */
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>

static int fd, level;

static void must(const char *what, int result)
{
	if (!result)
		return;
	perror(what);
	exit(1);
}

static socklen_t get(int option, void *buffer, socklen_t size)
{
	must("getsockopt", getsockopt(fd, level, option, buffer, &size));
	return size;
}

int main(int argc, char **argv)
{
	int is_6 = argc > 1 && *argv[1] == '6';
	struct {
		char name[64];
		uint32_t first, zero;
	} find = { .name = "socket_options" };
	struct {
		char text[32];
		uint32_t letters;
	} shout = { .text = "please" };
	char message[64] = "a message from userspace\n";
	int first;

	fd = socket(is_6 ? AF_INET6 : AF_INET, SOCK_DGRAM, 0);
	level = is_6 ? IPPROTO_IPV6 : IPPROTO_IP;
	must("socket", fd < 0);

	get(0x67000000, &find, sizeof(find));
	first = (int)find.first;
	must("setsockopt", setsockopt(fd, level, first + 1, message, sizeof(message)));
	memset(message, 0, sizeof(message));
	printf("%u bytes: ", (unsigned int)get(first + 1, message, sizeof(message)));
	printf("%s", message);
	get(first + 2, &shout, sizeof(shout));
	printf("%s, %u letters\n", shout.text, (unsigned int)shout.letters);
	return 0;
}
