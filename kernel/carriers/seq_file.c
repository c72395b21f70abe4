// SPDX-License-Identifier: GPL-2.0-only
/*
 * Carrier "seq_file": each table is a file /proc/gangway/DEVICE/TABLE, a line
 * with the names of its columns and then one for each row.
 *
 * A reader keeps the last row it got and asks for the one after it, so that while
 * rows come and go none is repeated, and none that stays is missed. Seeking back
 * means starting over.
 */
#include <linux/proc_fs.h>
#include <linux/seq_file.h>
#include <linux/slab.h>

#include "core/carrier.h"
#include "core/request.h"
#include "text/proc.h"
#include "text/text.h"

/* An open file. */
struct gw_listing {
	struct gw_instance *inst;
	const struct gw_element *el;
	bool entered;
	loff_t pos;			/* of @row; 0: the names of the columns */
	void *row;
	void *spare;
};

/* Advances by one. NULL: there are no more, at present. */
static void *gw_listing_advance(struct gw_listing *l)
{
	int err;

	memset(l->spare, 0, l->el->out.size);
	err = gw_next(l->inst, NULL, l->el, l->pos ? l->row : NULL, l->spare);
	if (err == -ENOENT)
		return NULL;
	if (gw_done(l->inst, l->el, err))
		return ERR_PTR(err);
	swap(l->row, l->spare);
	l->pos++;
	return l->row;
}

/* The row at @pos: seq_file asks for the current one, the next, or the first. */
static void *gw_listing_at(struct gw_listing *l, loff_t pos)
{
	if (!pos) {
		l->pos = 0;
		return SEQ_START_TOKEN;
	}
	return pos == l->pos ? l->row : gw_listing_advance(l);
}

static void *gw_listing_start(struct seq_file *m, loff_t *pos)
{
	struct gw_listing *l = m->private;
	int err;

	l->entered = gw_enter(l->inst);
	if (!l->entered)
		return ERR_PTR(-ENODEV);
	err = gw_allowed(l->inst, l->el, m->file);
	return err ? ERR_PTR(err) : gw_listing_at(l, *pos);
}

static void *gw_listing_next(struct seq_file *m, void *v, loff_t *pos)
{
	return gw_listing_at(m->private, ++*pos);
}

static void gw_listing_stop(struct seq_file *m, void *v)
{
	struct gw_listing *l = m->private;

	if (l->entered)
		gw_leave(l->inst);
}

static int gw_listing_show(struct seq_file *m, void *v)
{
	const struct gw_listing *l = m->private;
	const struct gw_message *row = &l->el->out;
	struct gw_text text = { };

	text.size = seq_get_buf(m, &text.to);
	if (v == SEQ_START_TOKEN)
		gw_text_columns(&text, row->fields, row->n_fields);
	else
		gw_text_row(&text, row->fields, row->n_fields, v);
	/* seq_file makes more room and retries. */
	seq_commit(m, text.used > text.size ? -1 : (int)text.used);
	return 0;
}

static const struct seq_operations gw_listing_ops = {
	.start = gw_listing_start,
	.next = gw_listing_next,
	.stop = gw_listing_stop,
	.show = gw_listing_show,
};

static void gw_listing_free(struct gw_listing *l)
{
	kvfree(l->row);
	kvfree(l->spare);
	gw_instance_put(l->inst);
}

static int gw_table_open(struct inode *inode, struct file *file)
{
	const struct gw_element *el = pde_data(inode);
	struct gw_instance *inst;
	struct gw_listing *l;

	inst = gw_node_get(proc_get_parent_data(inode));
	if (!inst)
		return -ENODEV;
	l = __seq_open_private(file, &gw_listing_ops, sizeof(*l));
	if (!l) {
		gw_instance_put(inst);
		return -ENOMEM;
	}
	l->inst = inst;
	l->el = el;
	l->row = kvzalloc(el->out.size, GFP_KERNEL_ACCOUNT);
	l->spare = kvzalloc(el->out.size, GFP_KERNEL_ACCOUNT);
	if (l->row && l->spare)
		return 0;
	gw_listing_free(l);
	seq_release_private(inode, file);
	return -ENOMEM;
}

static int gw_table_release(struct inode *inode, struct file *file)
{
	struct seq_file *m = file->private_data;

	gw_listing_free(m->private);
	return seq_release_private(inode, file);
}

static const struct proc_ops gw_table_ops = {
	.proc_open = gw_table_open,
	.proc_read_iter = seq_read_iter,
	.proc_lseek = seq_lseek,
	.proc_release = gw_table_release,
};

static int seq_file_node_add(struct gw_node *node)
{
	struct proc_dir_entry *folder = gw_proc_folder(node);
	const struct gw_interface *iface = node->iface;
	const struct gw_element *el;

	if (!folder)
		return -ENOMEM;
	gw_for_each_carried(el, iface, seq_file) {
		if (!proc_create_data(el->name, gw_element_mode(iface, el), folder,
				      &gw_table_ops, (void *)el))
			return -ENOMEM;
	}
	return 0;
}

const struct gw_carrier gw_seq_file_carrier = {
	.name = "seq_file",
	.init = gw_proc_init,
	.exit = gw_proc_exit,
	.node = {
		.add = seq_file_node_add,
		.del = gw_proc_remove,
	},
};
