// SPDX-License-Identifier: GPL-2.0-only
/* Values of properties as text: what sysfs, procfs, sysctl, debugfs and param do alike. */
#include <linux/slab.h>

#include "text_value.h"

static void gw_text_line(struct gw_text *t, const struct gw_element *el, const void *value)
{
	gw_text_value(t, el->out.fields, value);
	gw_text_char(t, '\n');
}

static int gw_text_alloc(struct gw_text *t, const struct gw_element *el, const void *value)
{
	struct gw_text measured = { .letters = t->letters };

	gw_text_line(&measured, el, value);
	t->to = kvmalloc(measured.used, GFP_KERNEL_ACCOUNT);
	t->size = measured.used;
	return t->to ? 0 : -ENOMEM;
}

/**
 * gw_text_get() - get a property as text, with a newline behind
 * @inst: the instance, entered
 * @el: the property
 * @opener: as of gw_allowed()
 * @t: where to; if its @to is NULL it gets memory of its own, to be freed with kvfree()
 *
 * Context: may sleep; calls handlers.
 * Return: 0, -EOVERFLOW there is no room for all of it, or the get's error.
 */
int gw_text_get(struct gw_instance *inst, const struct gw_element *el,
		const struct file *opener, struct gw_text *t)
{
	void *value;
	int err;

	err = gw_allowed(inst, el, opener);
	if (err)
		return err;
	value = kvzalloc(el->out.size, GFP_KERNEL);
	if (!value)
		return -ENOMEM;
	err = gw_get(inst, NULL, el, value);
	if (!err && !t->to)
		err = gw_text_alloc(t, el, value);
	if (!err)
		gw_text_line(t, el, value);
	if (!err && t->used > t->size)
		err = -EOVERFLOW;
	kvfree(value);
	return err;
}

/**
 * gw_text_set() - set a property from text
 * @inst: the instance, entered
 * @el: the property
 * @opener: as of gw_allowed()
 * @text: all of the value, and perhaps a newline
 * @size: its characters
 *
 * Context: may sleep; calls handlers.
 * Return: 0, -EINVAL it is no such value, -ERANGE it is none that is allowed, or the
 * set's error; then nothing was changed.
 */
int gw_text_set(struct gw_instance *inst, const struct gw_element *el,
		const struct file *opener, const char *text, size_t size)
{
	void *value;
	int err;

	err = gw_allowed(inst, el, opener);
	if (err)
		return err;
	value = kvzalloc(el->in.size, GFP_KERNEL);
	if (!value)
		return -ENOMEM;
	err = gw_text_parse(el->in.fields, value, text, size);
	if (!err && el->in.check)
		err = el->in.check(value);
	if (!err)
		err = gw_set(inst, NULL, el, value);
	kvfree(value);
	return err;
}

/* Who may do what with a property's file. */
static umode_t gw_node_file_mode(const struct gw_interface *iface, const struct gw_element *el)
{
	umode_t use = 0;

	if (el->readable)
		use |= 0444;
	if (el->writable)
		use |= 0222;
	return iface->mode & use;
}

/* The properties of a device that go by a carrier, GW_VIA() of it; or NULL. */
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
			.mode = gw_node_file_mode(iface, el),
		};
	}
	return all;
}
