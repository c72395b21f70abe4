/* SPDX-License-Identifier: (GPL-2.0-only WITH Linux-syscall-note) OR MIT */
/*
 * Requests by io_uring: those of session.h, on the same file, submitted to a ring
 * of the program instead of made by ioctl().
 *
 *   opcode	IORING_OP_URING_CMD
 *   fd		the session's file, or its index with IOSQE_FIXED_FILE
 *   cmd_op	the number of the request, as ioctl() takes it: GW_IOC_MAGIC, the
 *		element's number, direction, and the size of the structure
 *   cmd	struct gw_uring_request, which says where that structure is
 *   user_data, flags	the program's own; a chain of linked requests ends with the
 *		first that fails
 *
 * The result in the completion is 0, or an error of session.h with a minus sign.
 * The numbers are an interface's own; Gangway's, from 0x80 on, are for ioctl().
 *
 * Whoever submits a request does not wait for it: a worker of io_uring handles it,
 * which belongs to the thread that submitted it and has its credentials as they were
 * then. As many are handled at once as there are workers: four for each CPU, if the
 * program does not ask for more by IORING_REGISTER_IOWQ_MAX_WORKERS (the first of its
 * numbers); the others wait, in their order, as does what else these workers are for,
 * such as reading files. The structure is read once the request has begun, and written before it is
 * completed: it must stay where it is until then. Requests may be completed in
 * another order than they were submitted, unless they are linked. (Linux 6.10 to 6.13
 * read the submission of a linked request when its turn comes: do not use its entry
 * of the queue again before that.)
 *
 * CANCELLING
 *
 * IORING_OP_ASYNC_CANCEL, or a linked timeout, completes a request that has not
 * begun with ECANCELED. A handler is interrupted as by a signal, and if it waits,
 * the request is completed with EINTR: it may have taken effect. The same happens
 * to all requests of a thread that ends, and to those that wait in a handler when
 * the process is stopped (SIGSTOP, a debugger), since none of them is begun anew.
 *
 * Errors beside those of session.h: EOPNOTSUPP the interface has nothing on this
 * carrier, or the ring polls for completions (IORING_SETUP_IOPOLL) and the kernel
 * does not for such files; EINVAL @__pad0 is not zero.
 */
#ifndef _UAPI_GANGWAY_IO_URING_H
#define _UAPI_GANGWAY_IO_URING_H

#include <linux/types.h>

/**
 * struct gw_uring_request - the 16 bytes of a submission that are the command's
 * @addr: address of the structure; of a request without one, ignored
 * @__pad0: zero
 */
struct gw_uring_request {
	__aligned_u64 addr;
	__aligned_u64 __pad0;
};

#endif /* _UAPI_GANGWAY_IO_URING_H */
