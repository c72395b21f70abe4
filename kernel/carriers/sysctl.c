// SPDX-License-Identifier: GPL-2.0-only
/*
 * Carrier "sysctl": each property is a file /proc/sys/gangway/DEVICE/PROPERTY.
 * proc_dointvec() and the like are not used: they truncate, and skip the checks.
 *
 * The kernel copies to and from programs while it has the table in use, which
 * unregistering it waits for: see architecture.md.
 *
 * Nothing is kept from one read() to the next, so reading in pieces may mix two
 * values. Each write() is one value.
 */
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/sysctl.h>

#include "compat/compat.h"
#include "core/carrier.h"
#include "text/value.h"

struct gw_sysctl {
	struct ctl_table_header *header;
	struct gw_node_files *files;
	struct ctl_table table[];
};

static int gw_sysctl_read(struct gw_instance *inst, const struct gw_element *el,
			  void *buffer, size_t *count, loff_t *pos)
{
	/* Usually there is room for all of it. */
	struct gw_text text = { .to = buffer, .size = *pos ? 0 : *count, .grows = true };
	ssize_t ret;

	ret = gw_text_get(inst, el, NULL, &text);
	if (!ret && text.to == buffer)
		*pos += ret = text.used;
	else if (!ret)
		ret = memory_read_from_buffer(buffer, *count, pos, text.to, text.used);
	if (text.to != buffer)
		kvfree(text.to);
	if (ret < 0)
		return ret;
	*count = ret;
	return 0;
}

static int gw_sysctl_write(struct gw_instance *inst, const struct gw_element *el,
			   const void *buffer, size_t count, loff_t *pos)
{
	int err = *pos ? -EINVAL : gw_text_set(inst, el, NULL, buffer, count);

	if (!err)
		*pos += count;
	return err;
}

/* @buffer is kernel memory. */
static int gw_sysctl_handler(GW_SYSCTL_CONST struct ctl_table *table, int write,
			     void *buffer, size_t *count, loff_t *pos)
{
	const struct gw_node_file *what = table->data;
	struct gw_instance *inst;

	if (!*count)
		return 0;
	inst = gw_node_enter(what->node);
	if (!inst)
		return -ENODEV;
	return gw_leave_done(inst, what->el,
			     write ? gw_sysctl_write(inst, what->el, buffer, *count, pos) :
				     gw_sysctl_read(inst, what->el, buffer, count, pos));
}

static struct gw_sysctl *gw_sysctl_alloc(struct gw_node *node)
{
	struct gw_node_files *files = gw_node_files_alloc(node, GW_VIA(sysctl));
	struct gw_sysctl *s;
	u32 i;

	if (!files)
		return NULL;
	/* Some kernels require an empty one at the end. */
	s = kzalloc(struct_size(s, table, files->n + 1), GFP_KERNEL);
	if (!s) {
		kfree(files);
		return NULL;
	}
	s->files = files;
	for (i = 0; i < files->n; i++)
		s->table[i] = (struct ctl_table){
			.procname = files->files[i].el->name,
			.data = &files->files[i],
			.mode = files->files[i].mode,
			.proc_handler = gw_sysctl_handler,
		};
	return s;
}

static void gw_sysctl_free(struct gw_sysctl *s)
{
	kfree(s->files);
	kfree(s);
}

static int sysctl_node_add(struct gw_node *node)
{
	char path[sizeof("gangway/") + GW_NAME_SIZE];
	struct gw_sysctl *s;

	s = gw_sysctl_alloc(node);
	if (!s)
		return -ENOMEM;
	snprintf(path, sizeof(path), "gangway/%s", node->name);
	s->header = gw_register_sysctl(path, s->table, s->files->n);
	if (!s->header) {
		gw_sysctl_free(s);
		return -ENOMEM;
	}
	node->state[GW_CARRIER_sysctl] = s;
	return 0;
}

/* Waits for handlers; further reads get ENOENT from /proc/sys. */
static void sysctl_node_del(struct gw_node *node)
{
	struct gw_sysctl *s = node->state[GW_CARRIER_sysctl];

	if (!s)
		return;
	unregister_sysctl_table(s->header);
	gw_sysctl_free(s);
}

const struct gw_carrier gw_sysctl_carrier = {
	.name = "sysctl",
	.node = {
		.add = sysctl_node_add,
		.del = sysctl_node_del,
	},
};
