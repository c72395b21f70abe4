// SPDX-License-Identifier: GPL-2.0-only
/*
 * Requests whose message is in the caller's memory. Only this file touches it,
 * before the instance is entered and after it has been left; handlers see copies.
 */
#include <linux/slab.h>

#include "core/copy.h"
#include "core/request.h"
#include "core/session.h"

/* Requests up to this size, both directions together, need no allocation. */
#define GW_REQUEST_SMALL 512

/* The input, followed by the output. */
static size_t gw_request_size(const struct gw_element *el)
{
	return ALIGN(el->in.size, 8) + el->out.size;
}

static size_t gw_request_largest(const struct gw_instance *inst)
{
	size_t size = 0;
	int i;

	for (i = GW_ELEMENT_MIN; i <= GW_ELEMENT_MAX; i++)
		if (inst->elements[i])
			size = max(size, gw_request_size(inst->elements[i]));
	return size;
}

/* A session keeps the memory of its last large request for the next one. */
static void *gw_large_get(struct gw_session *s)
{
	void *large = xchg(&s->large, NULL);

	return large ?: kvmalloc(gw_request_largest(s->inst), GFP_KERNEL_ACCOUNT);
}

static void gw_large_put(struct gw_session *s, void *large)
{
	large = xchg(&s->large, large);
	if (large)	/* another thread's */
		kvfree(large);
}

static __always_inline int gw_request_entered(struct gw_session *s, const struct gw_element *el,
					      enum gw_request what, const void *in, void *out)
{
	int err;

	if (!gw_enter(s->inst))
		return -ENODEV;
	err = gw_allowed(s->inst, el, s->file);
	if (!err)
		err = gw_request(s->inst, s, el, what, in, out);
	gw_leave(s->inst);
	return err;
}

/* @in: room for both directions, uninitialised */
static __always_inline int gw_request_copied(struct gw_session *s, const struct gw_element *el,
					     enum gw_request what, void *in,
					     void __user *arg, size_t user_size)
{
	void *out = in + ALIGN(el->in.size, 8);
	int err = 0;

	if (what != GW_REQUEST_GET)
		err = gw_copy_in(in, el->in.size, el->in.min_size, arg, user_size);
	if (!err)
		err = gw_request_entered(s, el, what, in, out);
	if (err || what == GW_REQUEST_SET)
		return err;
	return gw_copy_out(arg, user_size, out, el->out.size);
}

static __always_inline int gw_request_small(struct gw_session *s, const struct gw_element *el,
					    enum gw_request what, void __user *arg,
					    size_t user_size)
{
	u8 small[GW_REQUEST_SMALL] __aligned(8) __uninitialized;

	return gw_request_copied(s, el, what, small, arg, user_size);
}

static noinline int gw_request_large(struct gw_session *s, const struct gw_element *el,
				     enum gw_request what, void __user *arg, size_t user_size)
{
	void *large = gw_large_get(s);
	int err;

	if (!large)
		return -ENOMEM;
	err = gw_request_copied(s, el, what, large, arg, user_size);
	gw_large_put(s, large);
	return err;
}

static __always_inline int gw_request_sized(struct gw_session *s, const struct gw_element *el,
					    enum gw_request what, void __user *arg,
					    size_t user_size)
{
	if (gw_request_size(el) <= GW_REQUEST_SMALL)
		return gw_request_small(s, el, what, arg, user_size);
	return gw_request_large(s, el, what, arg, user_size);
}

/* The kind of request, and the mode its file must be open in. */
static enum gw_request gw_request_choose(const struct gw_element *el, unsigned int dir,
					 fmode_t *mode)
{
	*mode = FMODE_WRITE;
	if (el->kind == GW_CALL)
		return GW_REQUEST_CALL;
	if (el->kind != GW_PROPERTY)
		return GW_REQUEST_NONE;
	if (dir == _IOC_WRITE && el->writable)
		return GW_REQUEST_SET;
	*mode = FMODE_READ;
	return dir == _IOC_READ && el->readable ? GW_REQUEST_GET : GW_REQUEST_NONE;
}

/**
 * gw_user_request() - a get, set or call in the caller's memory
 * @s: the session, not entered
 * @via: GW_VIA() of the carrier that it came by
 * @cmd: which, as session.h has it: number, direction, size of the structure
 * @arg: the caller's structure: the request, and then the reply in its place
 *
 * Context: process; a thread with the caller's memory and credentials.
 * Return: 0 or a negative errno as in session.h.
 */
int gw_user_request(struct gw_session *s, u64 via, unsigned int cmd, void __user *arg)
{
	const struct gw_element *el = gw_element(s->inst, _IOC_NR(cmd));
	enum gw_request what;
	int err = -EACCES;
	fmode_t mode;

	if (!el || !(el->carriers & via))
		return -ENOTTY;
	what = gw_request_choose(el, _IOC_DIR(cmd), &mode);
	if (!what)
		return -ENOTTY;
	if (s->file->f_mode & mode)
		err = gw_request_sized(s, el, what, arg, _IOC_SIZE(cmd));
	return gw_done(s->inst, el, err);
}
