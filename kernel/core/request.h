/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Requests: how every carrier of properties, calls and tables handles one, once
 * it is in kernel memory. Everything is called between gw_enter() and gw_leave(),
 * but gw_request_turn(), and may sleep. @s: NULL for a carrier without sessions.
 */
#ifndef _GANGWAY_REQUEST_H
#define _GANGWAY_REQUEST_H

#include <linux/sockptr.h>
#include <linux/string.h>

#include "core/instance.h"

struct file;
struct net;

enum gw_request { GW_REQUEST_NONE, GW_REQUEST_GET, GW_REQUEST_SET, GW_REQUEST_CALL };

struct user_namespace *gw_user_ns(const struct net *net, int capability);
int gw_privileged(const struct gw_instance *inst, const struct gw_element *el,
		  const struct file *opener);
int gw_allowed_anybody(const struct gw_instance *inst, const struct gw_element *el,
		       const struct file *opener, bool write);

int gw_failure(struct gw_instance *inst, const struct gw_element *el, int err);

/* Else a get gives the stored value, at once. */
static inline bool gw_has_getter(const struct gw_instance *inst, const struct gw_element *el)
{
	return el->get && *(void * const *)(inst->ops + el->handler);
}

int gw_get(struct gw_instance *inst, struct gw_session *s,
	   const struct gw_element *el, void *out);
int gw_set(struct gw_instance *inst, struct gw_session *s,
	   const struct gw_element *el, const void *in);
int gw_call(struct gw_instance *inst, struct gw_session *s,
	    const struct gw_element *el, const void *in, void *out);
int gw_next(struct gw_instance *inst, struct gw_session *s,
	    const struct gw_element *el, const void *after, void *row);

/*
 * If the element requires a capability, both must have it: the file's opener, lest
 * it be passed to a setuid program, and its user. @opener: NULL when the opener
 * is not known. Return: 0 or -EPERM.
 */
static inline int gw_allowed(const struct gw_instance *inst, const struct gw_element *el,
			     const struct file *opener)
{
	return el->capability < 0 ? 0 : gw_privileged(inst, el, opener);
}

/**
 * gw_request() - a get, set or call over kernel memory
 * @inst: the instance
 * @s: the session, or NULL
 * @el: the element, which has this kind of request
 * @what: which
 * @in: @el->in.size bytes as the caller gave them; unused by a get
 * @out: room for @el->out.size bytes; unused by a set
 *
 * Return: 0, -EINVAL or -ERANGE a value is outside its type or range, or the
 * handler's error.
 */
static __always_inline int gw_request(struct gw_instance *inst, struct gw_session *s,
				      const struct gw_element *el, enum gw_request what,
				      const void *in, void *out)
{
	int err;

	if (what != GW_REQUEST_GET && el->in.check) {
		err = el->in.check(in);
		if (err)
			return err;
	}
	if (what == GW_REQUEST_SET)
		return gw_set(inst, s, el, in);
	memset(out, 0, el->out.size);
	return what == GW_REQUEST_CALL ? gw_call(inst, s, el, in, out) :
					 gw_get(inst, s, el, out);
}

int gw_request_turn(struct gw_instance *inst, struct gw_session *s,
		    const struct gw_element *el, enum gw_request what,
		    const void *in, void *out);

/* user_request.c */
int gw_user_request(struct gw_session *s, u64 via, unsigned int cmd, void __user *arg);
int gw_bare_request(struct gw_instance *inst, u64 via, unsigned int cmd, void __user *arg);
int gw_socket_request(struct gw_instance *inst, const struct file *opener,
		      const struct gw_element *el, enum gw_request what, sockptr_t arg,
		      size_t user_size);

#endif /* _GANGWAY_REQUEST_H */
