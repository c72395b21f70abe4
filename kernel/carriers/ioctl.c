// SPDX-License-Identifier: GPL-2.0-only
/*
 * Carrier "ioctl": properties and calls as numbered requests on the session's
 * file. Here is all that touches the caller's memory; handlers see copies.
 */
#include <linux/fs.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "../carrier.h"

/* Requests up to this size, both directions together, need no allocation. */
#define GW_IOCTL_SMALL 512

/* Zeroed room for what comes in and for what goes out. */
struct gw_buffers {
	void *in;
	void *out;
	void *large;
	u8 small[GW_IOCTL_SMALL] __aligned(8);
};

static int gw_buffers_get(struct gw_buffers *b, const struct gw_element *el)
{
	size_t in = ALIGN(el->in.size, 8);
	size_t size = in + el->out.size;

	b->large = NULL;
	if (size <= sizeof(b->small)) {
		b->in = memset(b->small, 0, size);
	} else {
		b->large = kvzalloc(size, GFP_KERNEL_ACCOUNT);
		if (!b->large)
			return -ENOMEM;
		b->in = b->large;
	}
	b->out = b->in + in;
	return 0;
}

static void gw_buffers_put(struct gw_buffers *b)
{
	kvfree(b->large);
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

static int gw_ioctl_get(struct gw_session *s, const struct gw_element *el,
			struct gw_buffers *b, void __user *arg, size_t user_size)
{
	int err;

	err = gw_get(s->inst, s, el, b->out);
	if (err)
		return err;
	return gw_copy_out(arg, user_size, b->out, el->out.size);
}

static int gw_ioctl_set(struct gw_session *s, const struct gw_element *el,
			struct gw_buffers *b, void __user *arg, size_t user_size)
{
	int err;

	err = gw_receive(&el->in, b->in, arg, user_size);
	if (err)
		return err;
	return gw_set(s->inst, s, el, b->in);
}

static int gw_ioctl_call(struct gw_session *s, const struct gw_element *el,
			 struct gw_buffers *b, void __user *arg, size_t user_size)
{
	int err;

	err = gw_receive(&el->in, b->in, arg, user_size);
	if (err)
		return err;
	err = gw_call(s->inst, s, el, b->in, b->out);
	if (err)
		return err;
	return gw_copy_out(arg, user_size, b->out, el->out.size);
}

typedef int (*gw_ioctl_t)(struct gw_session *s, const struct gw_element *el,
			  struct gw_buffers *b, void __user *arg,
			  size_t user_size);

/* What a request asks for, and how the file must be open for it. */
static gw_ioctl_t gw_ioctl_choose(const struct gw_element *el, unsigned int dir,
				  fmode_t *mode)
{
	*mode = FMODE_WRITE;
	if (el->kind == GW_CALL)
		return gw_ioctl_call;
	if (el->kind != GW_PROPERTY)
		return NULL;
	if (dir == _IOC_WRITE && el->writable)
		return gw_ioctl_set;
	*mode = FMODE_READ;
	return dir == _IOC_READ && el->readable ? gw_ioctl_get : NULL;
}

static int gw_ioctl_run(struct gw_session *s, const struct gw_element *el,
			gw_ioctl_t run, void __user *arg, size_t user_size)
{
	struct gw_buffers b;
	int err;

	err = gw_allowed(s->inst, el, s->file);
	if (err)
		return err;
	err = gw_buffers_get(&b, el);
	if (err)
		return err;
	err = run(s, el, &b, arg, user_size);
	gw_buffers_put(&b);
	return err;
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
	gw_ioctl_t run;
	fmode_t mode;
	int err;

	if (!el || !(el->carriers & GW_VIA(ioctl)))
		return -ENOTTY;
	run = gw_ioctl_choose(el, _IOC_DIR(cmd), &mode);
	if (!run)
		return -ENOTTY;
	if (s->file->f_mode & mode)
		err = gw_ioctl_run(s, el, run, arg, _IOC_SIZE(cmd));
	else
		err = -EACCES;
	return gw_done(s->inst, el, err);
}

const struct gw_carrier gw_ioctl_carrier = {
	.name = "ioctl",
};
