// SPDX-License-Identifier: GPL-2.0-only
/*
 * The requests of the node, submitted to a ring. A handler may sleep, and its turn has
 * to come: so that whoever submits does not, a worker of io_uring's makes the request.
 */
#include <linux/io_uring/cmd.h>

#include "kernel.h"

int hw_uring_cmd(struct io_uring_cmd *cmd, unsigned int flags)
{
	const struct hw_uring *request = io_uring_sqe_cmd(cmd->sqe);
	int err;

	if (flags & IO_URING_F_IOPOLL)
		return -EOPNOTSUPP;
	if (flags & IO_URING_F_NONBLOCK)
		return -EAGAIN;
	if (_IOC_TYPE(cmd->cmd_op) != 'h')
		return -ENOTTY;
	if (request->reserved)
		return -EINVAL;
	err = hw_request_by(cmd->cmd_op, u64_to_user_ptr(request->addr));
	return err == -ERESTARTSYS ? -EINTR : err;	/* nobody restarts it */
}
