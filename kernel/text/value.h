/* SPDX-License-Identifier: GPL-2.0-only */
/* Common to text carriers: values of properties, and files of them. */
#ifndef _GANGWAY_TEXT_VALUE_H
#define _GANGWAY_TEXT_VALUE_H

#include "core/node.h"
#include "text/text.h"

/* value.c: between gw_enter() and gw_leave(). @opener: as in gw_allowed(). */
int gw_text_get(struct gw_instance *inst, const struct gw_element *el,
		const struct file *opener, struct gw_text *t);
int gw_text_set(struct gw_instance *inst, const struct gw_element *el,
		const struct file *opener, const char *text, size_t size);

/* Most texts of values are not longer. */
#define GW_TEXT_SMALL 64

/* A device's file, and its property. */
struct gw_node_file {
	struct gw_node *node;
	const struct gw_element *el;
	umode_t mode;
};

/* All files of a carrier for a device. */
struct gw_node_files {
	u32 n;
	struct gw_node_file files[];
};

struct gw_node_files *gw_node_files_alloc(struct gw_node *node, u64 carrier);

/* file.c: files that are read and written as text; debugfs and procfs call them. */
int gw_text_file_open(struct file *file, const struct gw_node_file *what, bool letters);
int gw_text_file_release(struct inode *inode, struct file *file);
ssize_t gw_text_file_read(struct file *file, char __user *to, size_t count, loff_t *pos);
ssize_t gw_text_file_write(struct file *file, const char __user *from, size_t count,
			   loff_t *pos);

#endif /* _GANGWAY_TEXT_VALUE_H */
