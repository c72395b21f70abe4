/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Every difference between kernels, and nothing else. What a kernel has is
 * determined by trying: each file of probes/ is a test that compiles in exactly
 * one of its two forms, and probe.sh records which.
 */
#ifndef _GANGWAY_COMPAT_H
#define _GANGWAY_COMPAT_H

#include <linux/eventfd.h>
#include <linux/mm.h>
#include <linux/netlink.h>
#include <linux/sysctl.h>
#include <linux/workqueue.h>
#include <net/genetlink.h>

#include "probed.h"

#if GW_HAVE_URING_CMD_HEADER
#include <linux/io_uring/cmd.h>
#else
#include <linux/io_uring.h>
#endif

/* The 16 bytes of a submission that are the command's. */
static inline const void *gw_uring_payload(const struct io_uring_cmd *cmd)
{
#if GW_HAVE_URING_CMD_SQE
	return cmd->sqe->cmd;
#else
	return cmd->cmd;
#endif
}

/* What is to be kept between two attempts of one command. */
#ifndef io_uring_cmd_to_pdu
#define io_uring_cmd_to_pdu(cmd, type) ({				\
	BUILD_BUG_ON(sizeof(type) > sizeof((cmd)->pdu));		\
	(type *)&(cmd)->pdu;						\
})
#endif

/* Callbacks of struct class, and class_register(), take const pointers. */
#if GW_HAVE_CLASS_CONST
#define GW_CLASS_CONST const
#else
#define GW_CLASS_CONST
#endif

/* Binary attributes of sysfs. */
#if GW_HAVE_BIN_ATTR_CONST
#define GW_BIN_ATTR_CONST const
#else
#define GW_BIN_ATTR_CONST
#endif

/* Flags of a mapping are changed through functions. */
static inline void gw_vm_flags_set(struct vm_area_struct *vma, vm_flags_t flags)
{
#if GW_HAVE_VM_FLAGS
	vm_flags_set(vma, flags);
#else
	vma->vm_flags |= flags;
#endif
}

static inline void gw_vm_flags_clear(struct vm_area_struct *vma, vm_flags_t flags)
{
#if GW_HAVE_VM_FLAGS
	vm_flags_clear(vma, flags);
#else
	vma->vm_flags &= ~flags;
#endif
}

/* Workers that are bound to no CPU: use of the old name is complained of in the log. */
#if GW_HAVE_DFL_WQ
#define gw_unbound_wq system_dfl_wq
#else
#define gw_unbound_wq system_unbound_wq
#endif

/* Adds 1. */
static inline void gw_eventfd_signal(struct eventfd_ctx *eventfd)
{
#if GW_HAVE_EVENTFD_SIGNAL_ONE
	eventfd_signal(eventfd);
#else
	eventfd_signal(eventfd, 1);
#endif
}

/* Handlers of sysctl take const tables. */
#if GW_HAVE_SYSCTL_CONST
#define GW_SYSCTL_CONST const
#else
#define GW_SYSCTL_CONST
#endif

/* After its @n entries, @table has an empty one, which ends it on older kernels. */
static inline struct ctl_table_header *
gw_register_sysctl(const char *path, struct ctl_table *table, size_t n)
{
#if GW_HAVE_SYSCTL_SIZE
	return register_sysctl_sz(path, table, n);
#else
	return register_sysctl(path, table);
#endif
}

/* __string() remembers its source, and __assign_str() no longer takes it. */
#if GW_HAVE_ASSIGN_STR_ONE
#define gw_assign_str(field, ...) __assign_str(field)
#else
#define gw_assign_str(field, source) __assign_str(field, source)
#endif

/* The error's text includes the name, where formatted texts are supported. */
#if GW_HAVE_EXTACK_FMT
#define gw_extack(extack, attr, name, text) do {			\
	struct netlink_ext_ack *__gw_ack = (extack);			\
									\
	NL_SET_ERR_MSG_FMT(__gw_ack, "%s: " text, name);		\
	NL_SET_BAD_ATTR(__gw_ack, attr);				\
} while (0)
#else
#define gw_extack(extack, attr, name, text) do {			\
	(void)(name);							\
	NL_SET_ERR_MSG_ATTR(extack, attr, text);			\
} while (0)
#endif
#define gw_extack_missing(extack, nest, type) NL_SET_ERR_ATTR_MISS(extack, nest, type)

/* A multicast group for CAP_NET_ADMIN in the socket's network namespace. */
#if GW_HAVE_MCAST_CAP
#define GW_GROUP_NET_ADMIN GENL_MCAST_CAP_NET_ADMIN
#else
#define GW_GROUP_NET_ADMIN GENL_UNS_ADMIN_PERM
#endif

static inline struct nlattr **gw_genl_dump_attrs(struct netlink_callback *cb)
{
#if GW_HAVE_GENL_INFO_DUMP
	return genl_dumpit_info(cb)->info.attrs;
#else
	return genl_dumpit_info(cb)->attrs;
#endif
}

#endif /* _GANGWAY_COMPAT_H */
