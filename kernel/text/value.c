// SPDX-License-Identifier: GPL-2.0-only
/* Values of properties as text: common to sysfs, procfs, sysctl, debugfs and param. */
#include <linux/slab.h>

#include "core/request.h"
#include "text/value.h"

/* Values up to this size, which most are, need no allocation. */
#define GW_VALUE_SMALL 64

/* @small, or as much memory as the value needs; to be released with gw_value_put(). */
static void *gw_value_room(void *small, size_t size)
{
	return size > GW_VALUE_SMALL ? kvmalloc(size, GFP_KERNEL) : small;
}

static void gw_value_put(void *small, void *value)
{
	if (value != small)
		kvfree(value);
}

static void gw_text_line(struct gw_text *t, const struct gw_element *el, const void *value)
{
	t->used = 0;
	gw_text_value(t, el->out.fields, value);
	gw_text_char(t, '\n');
}

/* Again, into memory for as much as it was. */
static int gw_text_line_alloc(struct gw_text *t, const struct gw_element *el,
			      const void *value)
{
	char *to = kvmalloc(t->used, GFP_KERNEL_ACCOUNT);

	if (!to)
		return -ENOMEM;
	t->to = to;
	t->size = t->used;
	gw_text_line(t, el, value);
	return 0;
}

/**
 * gw_text_get() - get a property as text, with a trailing newline
 * @inst: the instance, entered
 * @el: the property
 * @opener: as in gw_allowed()
 * @t: where to; if it is too small and may grow, it gets memory in place of its own, to
 *	be freed with kvfree()
 *
 * Context: may sleep; calls handlers.
 * Return: 0, -EOVERFLOW it does not fit, or the get's error.
 */
int gw_text_get(struct gw_instance *inst, const struct gw_element *el,
		const struct file *opener, struct gw_text *t)
{
	u8 small[GW_VALUE_SMALL] __aligned(8) __uninitialized;
	void *value;
	int err;

	err = gw_allowed(inst, el, opener);
	if (err)
		return err;
	value = gw_value_room(small, el->out.size);
	if (!value)
		return -ENOMEM;
	err = gw_request(inst, NULL, el, GW_REQUEST_GET, NULL, value);
	if (!err)
		gw_text_line(t, el, value);
	if (!err && t->used > t->size)
		err = t->grows ? gw_text_line_alloc(t, el, value) : -EOVERFLOW;
	gw_value_put(small, value);
	return err;
}

/**
 * gw_text_set() - set a property from text
 * @inst: the instance, entered
 * @el: the property
 * @opener: as in gw_allowed()
 * @text: the whole value, and optionally a newline
 * @size: its length
 *
 * Context: may sleep; calls handlers.
 * Return: 0, -EINVAL it is no such value, -ERANGE it is out of range, or the set's
 * error; on error nothing has changed.
 */
int gw_text_set(struct gw_instance *inst, const struct gw_element *el,
		const struct file *opener, const char *text, size_t size)
{
	u8 small[GW_VALUE_SMALL] __aligned(8) __uninitialized;
	void *value;
	int err;

	err = gw_allowed(inst, el, opener);
	if (err)
		return err;
	value = gw_value_room(small, el->in.size);
	if (!value)
		return -ENOMEM;
	memset(value, 0, el->in.size);
	err = gw_text_parse(el->in.fields, value, text, size);
	if (!err)
		err = gw_request(inst, NULL, el, GW_REQUEST_SET, value, NULL);
	gw_value_put(small, value);
	return err;
}

/* The properties of a device that a carrier, given as GW_VIA(), carries; or NULL. */
struct gw_node_files *gw_node_files_alloc(struct gw_node *node, u64 carrier)
{
	const struct gw_interface *iface = node->iface;
	const struct gw_element *el;
	struct gw_node_files *all;

	all = kzalloc(struct_size(all, files, iface->n_elements), GFP_KERNEL);
	if (!all)
		return NULL;
	for (el = iface->elements; el < iface->elements + iface->n_elements; el++) {
		if (el->kind != GW_PROPERTY || !(el->carriers & carrier))
			continue;
		all->files[all->n++] = (struct gw_node_file){
			.node = node,
			.el = el,
			.mode = gw_element_mode(iface, el),
		};
	}
	return all;
}
