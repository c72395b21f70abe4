// SPDX-License-Identifier: GPL-2.0-only
/*
 * Carrier "io_uring": the requests of ioctl, submitted to a ring of the program.
 * The protocol is in uapi/gangway/io_uring.h.
 *
 * All are handled by io_uring's own workers. Those are threads of the program that
 * submitted: they see its memory, count against its limits, and end with it. What
 * io_uring offers to cancel works on them, on every kernel; whereas commands that
 * are completed from elsewhere can be cancelled by nobody but a ring that is closed,
 * and only from 6.7 on.
 */
#include <linux/string.h>

#include <gangway/io_uring.h>

#include "compat/compat.h"
#include "core/carrier.h"
#include "core/request.h"
#include "core/session.h"

/*
 * The request is in cmd->pdu. Not a flag of programs, which io_uring refuses; bits
 * this high are for kernels to use.
 */
#define GW_URING_TAKEN BIT(24)

/*
 * The submission is memory of the program, and may be reused once we have returned
 * -EAGAIN: before 6.14 the worker would be shown it again, and no copy.
 */
static const struct gw_uring_request *gw_uring_take(struct io_uring_cmd *cmd)
{
	struct gw_uring_request *taken = io_uring_cmd_to_pdu(cmd, struct gw_uring_request);

	if (!(cmd->flags & GW_URING_TAKEN)) {
		memcpy(taken, gw_uring_payload(cmd), sizeof(*taken));
		cmd->flags |= GW_URING_TAKEN;
	}
	return taken;
}

static int io_uring_uring_cmd(struct gw_session *s, struct io_uring_cmd *cmd,
			      unsigned int issue_flags)
{
	const struct gw_uring_request *request = gw_uring_take(cmd);
	int err;

	if (issue_flags & IO_URING_F_IOPOLL)
		return -EOPNOTSUPP;
	if (issue_flags & IO_URING_F_NONBLOCK)
		return -EAGAIN;	/* for a worker */
	if (_IOC_TYPE(cmd->cmd_op) != GW_IOC_MAGIC)
		return -ENOTTY;
	if (request->__pad0)
		return -EINVAL;
	err = gw_user_request(s, GW_VIA(io_uring), cmd->cmd_op, u64_to_user_ptr(request->addr));
	return err == -ERESTARTSYS ? -EINTR : err;	/* nobody restarts it */
}

const struct gw_carrier gw_io_uring_carrier = {
	.name = "io_uring",
	.session = {
		.uring_cmd = io_uring_uring_cmd,
	},
};
