// SPDX-License-Identifier: GPL-2.0-only
/*
 * Requests whose message is in the caller's memory. Only this file touches it,
 * before the instance is entered, or a handler's turn begins, and after that;
 * handlers see copies.
 */
#include <linux/slab.h>
#include <linux/uaccess.h>

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

/* Who makes a request. */
struct gw_caller {
	struct gw_instance *inst;	/* of this one, which is not entered */
	struct gw_session *s;		/* NULL: without a session */
	const struct file *opener;	/* who opened this had to be allowed it, too */
};

/* A session keeps the memory of its last large request for the next one. */
static void *gw_large_get(const struct gw_caller *by, const struct gw_element *el)
{
	void *large;

	if (!by->s)
		return kvmalloc(gw_request_size(el), GFP_KERNEL_ACCOUNT);
	large = xchg(&by->s->large, NULL);
	return large ?: kvmalloc(gw_request_largest(by->inst), GFP_KERNEL_ACCOUNT);
}

static void gw_large_put(const struct gw_caller *by, void *large)
{
	if (by->s)
		large = xchg(&by->s->large, large);
	if (large)	/* another thread's, or nobody's */
		kvfree(large);
}

static __always_inline int gw_request_entered(const struct gw_caller *by,
					      const struct gw_element *el,
					      enum gw_request what, const void *in, void *out)
{
	struct gw_instance *inst = by->inst;
	int err;

	if (likely(inst->serial && el->capability < 0) &&
	    !(what == GW_REQUEST_GET && el->carriers & inst->refreshing) &&
	    (by->s || inst->mode & (what == GW_REQUEST_GET ? 0004 : 0002)))
		return gw_request_turn(inst, by->s, el, what, in, out);
	if (!gw_enter(inst))
		return -ENODEV;
	err = by->s ? gw_allowed(inst, el, by->opener) :
		      gw_allowed_anybody(inst, el, by->opener, what != GW_REQUEST_GET);
	if (!err)
		err = gw_request(inst, by->s, el, what, in, out);
	gw_leave(inst);
	return err;
}

/*
 * A caller of our own version, with a value of a machine word, needs one instruction: the
 * usual property.
 */
static __always_inline int gw_user_in(const struct gw_element *el, void *in,
				      const void __user *from, size_t user_size)
{
	if (BITS_PER_LONG == 64 && user_size == sizeof(u64) && el->in.size == sizeof(u64))
		return get_user(*(u64 *)in, (const u64 __user *)from);
	return gw_copy_in(in, el->in.size, el->in.min_size, from, user_size);
}

static __always_inline int gw_user_out(const struct gw_element *el, void __user *to,
				       size_t user_size, const void *out)
{
	if (BITS_PER_LONG == 64 && user_size == sizeof(u64) && el->out.size == sizeof(u64))
		return put_user(*(const u64 *)out, (u64 __user *)to);
	return gw_copy_out(to, user_size, out, el->out.size);
}

/* @in: room for both directions, uninitialised */
static __always_inline int gw_request_copied(const struct gw_caller *by,
					     const struct gw_element *el, enum gw_request what,
					     void *in, sockptr_t arg, size_t user_size)
{
	void *out = in + ALIGN(el->in.size, 8);
	int err = 0;

	if (what != GW_REQUEST_GET)
		err = arg.is_kernel ?
			gw_copy_in_kernel(in, el->in.size, el->in.min_size, arg.kernel, user_size) :
			gw_user_in(el, in, arg.user, user_size);
	if (!err)
		err = gw_request_entered(by, el, what, in, out);
	if (err || what == GW_REQUEST_SET)
		return err;
	return gw_user_out(el, arg.user, user_size, out);
}

static __always_inline int gw_request_small(const struct gw_caller *by,
					    const struct gw_element *el, enum gw_request what,
					    sockptr_t arg, size_t user_size)
{
	u8 small[GW_REQUEST_SMALL] __aligned(8) __uninitialized;

	return gw_request_copied(by, el, what, small, arg, user_size);
}

static noinline int gw_request_large(const struct gw_caller *by, const struct gw_element *el,
				     enum gw_request what, sockptr_t arg, size_t user_size)
{
	void *large = gw_large_get(by, el);
	int err;

	if (!large)
		return -ENOMEM;
	err = gw_request_copied(by, el, what, large, arg, user_size);
	gw_large_put(by, large);
	return err;
}

static __always_inline int gw_request_by(const struct gw_caller *by, const struct gw_element *el,
					 enum gw_request what, sockptr_t arg, size_t user_size)
{
	if (gw_request_size(el) <= GW_REQUEST_SMALL)
		return gw_request_small(by, el, what, arg, user_size);
	return gw_request_large(by, el, what, arg, user_size);
}

/* The kind of request, and the mode its file must be open in. */
static __always_inline enum gw_request gw_request_choose(const struct gw_element *el,
							 unsigned int dir, fmode_t *mode)
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

/* The element that @cmd is for by this carrier, or NULL. */
static __always_inline const struct gw_element *
gw_request_element(const struct gw_instance *inst, u64 via, unsigned int cmd,
		   enum gw_request *what, fmode_t *mode)
{
	const struct gw_element *el = gw_element(inst, _IOC_NR(cmd));

	if (!el || !(el->carriers & via))
		return NULL;
	*what = gw_request_choose(el, _IOC_DIR(cmd), mode);
	return *what ? el : NULL;
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
	const struct gw_caller by = { .inst = s->inst, .s = s, .opener = s->file };
	const struct gw_element *el;
	enum gw_request what;
	int err = -EACCES;
	fmode_t mode;

	el = gw_request_element(s->inst, via, cmd, &what, &mode);
	if (!el)
		return -ENOTTY;
	if (s->file->f_mode & mode)
		err = gw_request_by(&by, el, what, USER_SOCKPTR(arg), _IOC_SIZE(cmd));
	return gw_done(s->inst, el, err);
}

/**
 * gw_bare_request() - the same as gw_user_request(), without a session
 * @inst: the instance, not entered
 * @via: as above
 * @cmd: as above
 * @arg: as above
 *
 * Return: as above; -EPERM where the interface's mode does not let others.
 */
int gw_bare_request(struct gw_instance *inst, u64 via, unsigned int cmd, void __user *arg)
{
	const struct gw_element *el;
	enum gw_request what;
	fmode_t mode;

	el = gw_request_element(inst, via, cmd, &what, &mode);
	if (!el)
		return -ENOTTY;
	return gw_done(inst, el, gw_socket_request(inst, NULL, el, what, USER_SOCKPTR(arg),
						   _IOC_SIZE(cmd)));
}

/**
 * gw_socket_request() - the same without a session, where anybody may ask
 * @inst: the instance, not entered
 * @opener: the file that it comes by, which another may have opened; or NULL
 * @el: the element
 * @what: which
 * @arg: as above; a set's may have been copied by the kernel
 * @user_size: its size in bytes
 *
 * Return: as above; -EPERM also where the interface's mode does not let others.
 */
int gw_socket_request(struct gw_instance *inst, const struct file *opener,
		      const struct gw_element *el, enum gw_request what, sockptr_t arg,
		      size_t user_size)
{
	const struct gw_caller by = { .inst = inst, .opener = opener };

	return gw_request_by(&by, el, what, arg, user_size);
}
