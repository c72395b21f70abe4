// SPDX-License-Identifier: MIT
/*
 * connect PATH: has the kernel's thread send to whoever listens there, and stays until
 * nobody does. Nothing of Gangway's but the generated header.
 */
#include <poll.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <sys/un.h>

#include <fcntl.h>
#include <unistd.h>

#include "thread_socket.gw.h"

static int failed(const char *what)
{
	perror(what);
	return 1;
}

int main(int argc, char **argv)
{
	struct sockaddr_un to = {.sun_family = AF_UNIX};
	struct gw_subscribe_thread wanted = {.head.carrier = GW_CARRIER_thread};
	const int session = open(THREAD_SOCKET_NODE, O_RDONLY);
	const int own = socket(AF_UNIX, SOCK_STREAM, 0);
	struct pollfd end = {.fd = session};

	if (argc != 2 || strlen(argv[1]) >= sizeof(to.sun_path))
		return 2;
	memcpy(to.sun_path, argv[1], strlen(argv[1])); /* the rest is zeros */
	if (session < 0)
		return failed(THREAD_SOCKET_NODE);
	if (own < 0 || connect(own, (struct sockaddr *)&to, sizeof(to)) != 0)
		return failed(argv[1]);
	wanted.head.events[THREAD_SOCKET_MEASURED / 64] |= 1ULL << (THREAD_SOCKET_MEASURED % 64);
	wanted.socket = own;
	if (ioctl(session, GW_THREAD_SUBSCRIBE, &wanted) != 0)
		return failed("subscribe");
	close(own); /* the thread has it */
	puts("connected");
	fflush(stdout);
	poll(&end, 1, -1);
	puts(end.revents & POLLHUP ? "the module is gone" : "nobody listens any longer");
	return 0;
}
