/* SPDX-License-Identifier: (GPL-2.0-only WITH Linux-syscall-note) OR MIT */
/*
 * Carrier "syscall": system calls, in a kernel that Gangway was built into by
 * kernel/add-to-kernel. In any other they are ENOSYS: no module can add one. The numbers
 * are the same for programs of 64 and of 32 bits.
 *
 * ANY INTERFACE
 *
 *	long syscall(GW_SYSCALL, unsigned device, unsigned request, void *arg);
 *
 * GW_SYSCALL_FIND, of device 0, tells the number of a device by its name. A device that
 * comes back later has another. All other requests are those of session.h, without a
 * file: the request has the element's number, direction, and the size of the structure
 * at @arg; and so have growth and errors, but where a file would be EACCES this is EPERM.
 * The result is 0, or -1 and errno. ENODEV: there is no such device here.
 *
 * A NUMBER OF ITS OWN
 *
 *	long syscall(548, int request);
 *
 * A call of one int that returns one may ask for a number from GW_SYSCALL_FIRST to
 * GW_SYSCALL_LAST: `syscall: {number: 548}`. That is all that a program needs to
 * know. Of what such a call returns, -4095 to -1 are errors for every libc (-1 and errno).
 * So they are never values: a reply between them is the error EOVERFLOW. All other
 * values are returned as they are, sign included. By GW_SYSCALL, the same call replies
 * in memory, and any value goes.
 *
 * Errors beside those of the call: ENOSYS nobody has this number, ENODEV who had it is
 * just going, or is not there in this network namespace; EPERM as below.
 *
 * NAMESPACES AND PERMISSIONS
 *
 * Where the description says `netns: each`, a task reaches the instance of its own
 * network namespace. All other interfaces are there for tasks in the initial one only.
 *
 * Where the description requires a capability, the task needs it. Otherwise everybody may
 * get if the mode of the interface lets others read, and set and call if it lets others
 * write; if it does not, CAP_NET_ADMIN over the machine is needed. Everybody may find.
 */
#ifndef _UAPI_GANGWAY_SYSCALL_H
#define _UAPI_GANGWAY_SYSCALL_H

#include <linux/ioctl.h>
#include <linux/types.h>

#include <gangway/session.h>

/* Numbers for calls that ask for one, both ends included. */
#define GW_SYSCALL_FIRST	548
#define GW_SYSCALL_LAST		562

/* Of all interfaces. */
#define GW_SYSCALL		563

/**
 * struct gw_syscall_find - the number of a device
 * @device: in: its name in /sys/class/gangway, "NAME" or "NAME@INSTANCE", NUL-terminated
 * @number: out: what to call it
 * @__pad0: zero
 */
struct gw_syscall_find {
	char device[64];
	__u32 number;
	__u32 __pad0;
};

#define GW_SYSCALL_FIND	_IOWR(GW_IOC_MAGIC, 0x90, struct gw_syscall_find)

#endif /* _UAPI_GANGWAY_SYSCALL_H */
