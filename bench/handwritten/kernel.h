/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef HANDWRITTEN_KERNEL_H
#define HANDWRITTEN_KERNEL_H

#include <linux/fs.h>
#include <linux/mm.h>
#include <linux/poll.h>

#include "handwritten.h"

int hw_begin(void);
int hw_end(int err);

/* The handler: as those of bench_kern.c. */
void hw_echo(void *out, const void *in, size_t size);

/* The value. */
int hw_get(u64 *value);
int hw_set(u64 value);

int hw_request_by(unsigned int cmd, void __user *arg);

struct io_uring_cmd;
int hw_uring_cmd(struct io_uring_cmd *cmd, unsigned int flags);

int hw_netlink_init(void);
void hw_netlink_exit(void);
void hw_netlink_message(const u64 *data, size_t size);

int hw_options_init(void);
void hw_options_exit(void);

int hw_files_init(void);
void hw_files_exit(void);

int hw_page_init(void);
void hw_page_exit(void);
int hw_page_mmap(struct vm_area_struct *vma);
void hw_page_show(u64 value);

int hw_ring_init(void);
void hw_ring_exit(void);
int hw_ring_mmap(struct file *file, struct vm_area_struct *vma);
__poll_t hw_ring_poll(struct file *file, poll_table *wait);
u64 *hw_ring_reserve(u32 size);
void hw_ring_commit(void);
void hw_ring_count(u64 *emitted, u64 *dropped);

int hw_messages_init(void);
void hw_messages_exit(void);
void hw_message(const u64 *data, size_t size);

#endif /* HANDWRITTEN_KERNEL_H */
