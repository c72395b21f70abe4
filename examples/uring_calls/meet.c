// SPDX-License-Identifier: MIT
/*
 * meet GUESTS: that many calls at once on a ring of liburing; what else it knows is the
 * interface's header. Or meet GUESTS leave: submits one fewer, and is killed while they wait.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <fcntl.h>
#include <liburing.h>
#include <signal.h>
#include <unistd.h>

#include <gangway/io_uring.h>

#include "uring_calls.gw.h"

static void submit(struct io_uring *ring, int fd, union uring_calls_gw_meet *guest)
{
	const struct gw_uring_request where = { .addr = (__u64)(unsigned long)guest };
	struct io_uring_sqe *sqe = io_uring_get_sqe(ring);

	if (!sqe)
		exit(1);
	memset(sqe, 0, sizeof(*sqe));
	sqe->opcode = IORING_OP_URING_CMD;
	sqe->fd = fd;
	sqe->cmd_op = URING_CALLS_IOC_MEET;
	memcpy(sqe->cmd, &where, sizeof(where));
}

int main(int argc, char **argv)
{
	const unsigned int guests = argc > 1 ? (unsigned int)atoi(argv[1]) : 1;
	union uring_calls_gw_meet *all = calloc(guests, sizeof(*all));
	const int fd = open("/dev/gangway/uring_calls", O_RDWR);
	unsigned int i, n = guests, met = 0, workers[2] = { guests, 0 };
	struct io_uring_cqe *cqe;
	struct io_uring ring;

	if (!all || fd < 0 || io_uring_queue_init(guests, &ring, 0)) {
		perror("meet");
		return 1;
	}
	/* Each of them sleeps; without this, the kernel has four for each CPU do so. */
	if (io_uring_register_iowq_max_workers(&ring, workers)) {
		perror("io_uring_register_iowq_max_workers");
		return 1;
	}
	if (argc > 2)
		n = guests - 1;
	for (i = 0; i < n; i++) {
		all[i].request.guests = guests;
		submit(&ring, fd, &all[i]);
	}
	printf("submitted %d\n", io_uring_submit(&ring));
	fflush(stdout);
	if (argc > 2)
		pause();
	for (i = 0; i < n && !io_uring_wait_cqe(&ring, &cqe); i++) {
		met += cqe->res == 0;
		io_uring_cqe_seen(&ring, cqe);
	}
	printf("met %u\n", met);
	return 0;
}
