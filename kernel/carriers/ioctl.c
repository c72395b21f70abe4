// SPDX-License-Identifier: GPL-2.0-only
/*
 * Carrier "ioctl": properties and calls as numbered requests on the session's
 * file. Here is all that touches the caller's memory; handlers see copies.
 */
#include <linux/fs.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "core/carrier.h"

/* Requests up to this size, both directions together, need no allocation. */
#define GW_IOCTL_SMALL 512

/* What comes in, and behind it what goes out. */
static size_t gw_ioctl_size(const struct gw_element *el)
{
	return ALIGN(el->in.size, 8) + el->out.size;
}

static size_t gw_ioctl_largest(const struct gw_instance *inst)
{
	size_t size = 0;
	int i;

	for (i = GW_ELEMENT_MIN; i <= GW_ELEMENT_MAX; i++)
		if (inst->elements[i])
			size = max(size, gw_ioctl_size(inst->elements[i]));
	return size;
}

/* A session keeps the memory of its last large request for the next one. */
static void *gw_large_get(struct gw_session *s)
{
	void *large = xchg(&s->large, NULL);

	return large ?: kvmalloc(gw_ioctl_largest(s->inst), GFP_KERNEL_ACCOUNT);
}

static void gw_large_put(struct gw_session *s, void *large)
{
	large = xchg(&s->large, large);
	if (large)	/* another thread's */
		kvfree(large);
}

/* The one copy of a request, and all that is asked of it. */
static int gw_receive(const struct gw_message *m, void *in,
		      const void __user *arg, size_t user_size)
{
	int err;

	err = gw_copy_in(in, m->size, m->min_size, arg, user_size);
	if (err || !m->check)
		return err;
	return m->check(in);
}

enum gw_ioctl { GW_IOCTL_NONE, GW_IOCTL_GET, GW_IOCTL_SET, GW_IOCTL_CALL };

/* @in: room for both directions, holding anything */
static __always_inline int gw_ioctl_run(struct gw_session *s, const struct gw_element *el,
					enum gw_ioctl what, void *in, void __user *arg,
					size_t user_size)
{
	void *out = in + ALIGN(el->in.size, 8);
	int err = 0;

	if (what != GW_IOCTL_GET)
		err = gw_receive(&el->in, in, arg, user_size);
	if (err)
		return err;
	if (what == GW_IOCTL_SET)
		return gw_set(s->inst, s, el, in);
	memset(out, 0, el->out.size);
	if (what == GW_IOCTL_CALL)
		err = gw_call(s->inst, s, el, in, out);
	else
		err = gw_get(s->inst, s, el, out);
	if (err)
		return err;
	return gw_copy_out(arg, user_size, out, el->out.size);
}

static __always_inline int gw_ioctl_run_small(struct gw_session *s,
					      const struct gw_element *el,
					      enum gw_ioctl what, void __user *arg,
					      size_t user_size)
{
	u8 small[GW_IOCTL_SMALL] __aligned(8) __uninitialized;

	return gw_ioctl_run(s, el, what, small, arg, user_size);
}

static noinline int gw_ioctl_run_large(struct gw_session *s, const struct gw_element *el,
				       enum gw_ioctl what, void __user *arg, size_t user_size)
{
	void *large = gw_large_get(s);
	int err;

	if (!large)
		return -ENOMEM;
	err = gw_ioctl_run(s, el, what, large, arg, user_size);
	gw_large_put(s, large);
	return err;
}

/* What a request asks for, and how the file must be open for it. */
static enum gw_ioctl gw_ioctl_choose(const struct gw_element *el, unsigned int dir,
				     fmode_t *mode)
{
	*mode = FMODE_WRITE;
	if (el->kind == GW_CALL)
		return GW_IOCTL_CALL;
	if (el->kind != GW_PROPERTY)
		return GW_IOCTL_NONE;
	if (dir == _IOC_WRITE && el->writable)
		return GW_IOCTL_SET;
	*mode = FMODE_READ;
	return dir == _IOC_READ && el->readable ? GW_IOCTL_GET : GW_IOCTL_NONE;
}

/**
 * gw_ioctl_request() - an ioctl with the number of an element
 * @s: the session, entered
 * @cmd: its number says which element, its size how long @arg is
 * @arg: the caller's structure
 *
 * Return: 0 or a negative errno as in session.h.
 */
long gw_ioctl_request(struct gw_session *s, unsigned int cmd, void __user *arg)
{
	const struct gw_element *el = gw_element(s->inst, _IOC_NR(cmd));
	enum gw_ioctl what;
	fmode_t mode;
	int err;

	if (!el || !(el->carriers & GW_VIA(ioctl)))
		return -ENOTTY;
	what = gw_ioctl_choose(el, _IOC_DIR(cmd), &mode);
	if (!what)
		return -ENOTTY;
	err = s->file->f_mode & mode ? gw_allowed(s->inst, el, s->file) : -EACCES;
	if (!err && gw_ioctl_size(el) <= GW_IOCTL_SMALL)
		err = gw_ioctl_run_small(s, el, what, arg, _IOC_SIZE(cmd));
	else if (!err)
		err = gw_ioctl_run_large(s, el, what, arg, _IOC_SIZE(cmd));
	return gw_done(s->inst, el, err);
}

const struct gw_carrier gw_ioctl_carrier = {
	.name = "ioctl",
};
