// SPDX-License-Identifier: GPL-2.0-only
/*
 * Carriers "param" and "bootparam": properties that are parameters of the
 * provider's module, or of a kernel that has it built in. They are declared in
 * the provider's own translation unit; their operations are here.
 *
 * The kernel parses parameters before the module starts, those of built-in code
 * even before memory can be allocated: what is given then is checked, and kept in
 * the provider's static storage until an instance is registered. The provider's
 * handler is then called for it, once; from then on a parameter is a way to set
 * the property like any other. When the instance is gone, new values are kept
 * again.
 *
 * The kernel calls set and get under kernel_param_lock(), so those of one module
 * never run at the same time. No lock taken under it is held by gw_register() or
 * gw_unregister() while they wait.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/moduleparam.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "core/carrier.h"
#include "core/request.h"
#include "core/value.h"
#include "text/text.h"

/* Protects the private part of struct gw_param, and @value; no handler runs under it. */
static DEFINE_MUTEX(gw_params_lock);

static void gw_param_invert(const struct gw_param *p, void *value)
{
	if (p->inverted)
		*(u8 *)(value + p->el->in.fields->offset) ^= 1;
}

/* Parses text into @scratch. */
static int gw_param_parse(struct gw_param *p, const char *text)
{
	const struct gw_message *in = &p->el->in;
	size_t size = strlen(text);
	int err;

	/* If it is more than a page, sysfs passes on the first page, as if that were all. */
	if (size >= PAGE_SIZE)
		return -EINVAL;
	memset(p->scratch, 0, in->size);
	err = gw_text_parse(in->fields, p->scratch, text, size);
	if (!err && in->check)
		err = in->check(p->scratch);
	if (!err)
		gw_param_invert(p, p->scratch);
	return err;
}

/* Under gw_params_lock: makes @scratch the value. */
static void gw_param_keep(struct gw_param *p)
{
	memcpy(p->value, p->scratch, p->el->in.size);
	p->given = true;
	p->pending = true;
}

/* Under gw_params_lock: the instance that owns it, with a reference; or NULL. */
static struct gw_instance *gw_param_instance(struct gw_param *p)
{
	if (!p->live)
		return NULL;
	kref_get(&p->inst->ref);
	return p->inst;
}

/* As a client of the instance, which is entered. */
static int gw_param_set_live(struct gw_instance *inst, struct gw_param *p)
{
	int err = gw_allowed(inst, p->el, NULL);

	if (!err)
		err = gw_set(inst, NULL, p->el, p->scratch);
	if (err)
		return err;
	mutex_lock(&gw_params_lock);
	gw_param_keep(p);
	mutex_unlock(&gw_params_lock);
	return 0;
}

static int gw_param_give(struct gw_param *p, const char *text)
{
	struct gw_instance *inst;
	int err;

	err = gw_param_parse(p, text);
	if (err)
		return err;
	mutex_lock(&gw_params_lock);
	inst = gw_param_instance(p);
	if (!inst)
		gw_param_keep(p);
	mutex_unlock(&gw_params_lock);
	if (!inst)
		return 0;

	inst = gw_begin(inst);
	return inst ? gw_end(inst, p->el, gw_param_set_live(inst, p)) : -ENODEV;
}

/* As a client of the instance, which is entered. To @scratch. */
static int gw_param_get_live(struct gw_instance *inst, struct gw_param *p)
{
	int err = gw_allowed(inst, p->el, NULL);

	return err ?: gw_request(inst, NULL, p->el, GW_REQUEST_GET, NULL, p->scratch);
}

/* To @scratch. */
static int gw_param_look(struct gw_param *p)
{
	struct gw_instance *inst;

	mutex_lock(&gw_params_lock);
	inst = gw_param_instance(p);
	memcpy(p->scratch, p->value, p->el->in.size);
	mutex_unlock(&gw_params_lock);
	if (!inst)
		return 0;

	inst = gw_begin(inst);
	return inst ? gw_end(inst, p->el, gw_param_get_live(inst, p)) : -ENODEV;
}

/* For the kernel, under kernel_param_lock(). */

/* @text: NULL, a bool was named without a value */
static int gw_param_set(const char *text, const struct kernel_param *kp)
{
	return gw_param_give(kp->arg, text ?: "1");
}

static int gw_param_get(char *to, const struct kernel_param *kp)
{
	/* sysfs requires less than a page. */
	struct gw_text text = { .to = to, .size = PAGE_SIZE - 1, .letters = true };
	struct gw_param *p = kp->arg;
	int err;

	err = gw_param_look(p);
	if (err)
		return err;
	gw_param_invert(p, p->scratch);
	gw_text_value(&text, p->el->out.fields, p->scratch);
	gw_text_char(&text, '\n');
	return text.used > text.size ? -EOVERFLOW : text.used;
}

const struct kernel_param_ops gw_param_ops = {
	.set = gw_param_set,
	.get = gw_param_get,
};
EXPORT_SYMBOL_GPL(gw_param_ops);

const struct kernel_param_ops gw_param_bool_ops = {
	.flags = KERNEL_PARAM_OPS_FL_NOARG,
	.set = gw_param_set,
	.get = gw_param_get,
};
EXPORT_SYMBOL_GPL(gw_param_bool_ops);

int __init gw_bootparam_set(const char *module, struct gw_param *p, const char *rest)
{
	bool alone = !*rest && p->el->in.fields->type == GW_BOOL;
	int err;

	if (*rest != '=' && !alone)
		return 0;
	err = gw_param_give(p, alone ? "1" : rest + 1);
	if (err)
		pr_err("%s.%s%s on the kernel's command line is refused: error %d\n",
		       module, p->name, rest, err);
	return 1;
}

/* Instances. */

/* The instance takes ownership of all parameters of its interface, or none. */
static int gw_params_own(struct gw_instance *inst)
{
	const struct gw_interface *iface = inst->iface;
	struct gw_param *p;
	int err = 0;

	mutex_lock(&gw_params_lock);
	if (iface->params->inst == inst)
		goto out;	/* done: some are given at load, some at boot */
	if (iface->params->inst)
		err = -EEXIST;
	for (p = iface->params; !err && p < iface->params + iface->n_params; p++) {
		p->inst = inst;
		p->pending = p->given;
		if (p->given)
			gw_value_set(inst, p->el, p->value);
	}
out:
	mutex_unlock(&gw_params_lock);
	return err;
}

/*
 * The next that was given a value for which the handler has not been called, and
 * that value. NULL: it has been called for all; if @live, it is called at once from
 * now on.
 */
static struct gw_param *gw_params_next(const struct gw_interface *iface, void *value,
				       bool live)
{
	struct gw_param *p, *next = NULL;

	mutex_lock(&gw_params_lock);
	for (p = iface->params; !next && p < iface->params + iface->n_params; p++)
		if (p->pending)
			next = p;
	if (next) {
		next->pending = false;
		memcpy(value, next->value, next->el->in.size);
	} else if (live) {
		for (p = iface->params; p < iface->params + iface->n_params; p++)
			p->live = true;
	}
	mutex_unlock(&gw_params_lock);
	return next;
}

/* Passes the instance the values that its parameters were given. */
static int gw_params_replay(struct gw_instance *inst, bool live)
{
	const struct gw_interface *iface = inst->iface;
	struct gw_param *p;
	u32 i, size = 0;
	void *value;
	int err = 0;

	for (i = 0; i < iface->n_params; i++)
		size = max(size, iface->params[i].el->in.size);
	value = kmalloc(size, GFP_KERNEL);
	if (!value)
		return -ENOMEM;
	while (!err && (p = gw_params_next(iface, value, live))) {
		err = gw_set(inst, NULL, p->el, value);
		if (err)
			pr_err("%s: parameter %s: its handler refused the value: error %d\n",
			       iface->module, p->name, err);
	}
	kfree(value);
	return err;
}

/* Before any other carrier can set them. */
static int param_claim(struct gw_instance *inst)
{
	return gw_params_own(inst) ?: gw_params_replay(inst, false);
}

/* What was given meanwhile; from now on each is a way to set the property. */
static int param_publish(struct gw_instance *inst)
{
	return gw_params_replay(inst, true);
}

/* The instance is dead and drained, or was refused: new values are kept again. */
static void param_revoke(struct gw_instance *inst)
{
	const struct gw_interface *iface = inst->iface;
	struct gw_param *p;

	mutex_lock(&gw_params_lock);
	for (p = iface->params; p < iface->params + iface->n_params; p++) {
		if (p->inst != inst)
			continue;
		p->inst = NULL;
		p->live = false;
	}
	mutex_unlock(&gw_params_lock);
}

#define GW_PARAM_INSTANCE {		\
	.claim = param_claim,	\
	.publish = param_publish,	\
	.revoke = param_revoke,	\
}

const struct gw_carrier gw_param_carrier = {
	.name = "param",
	.instance = GW_PARAM_INSTANCE,
};

const struct gw_carrier gw_bootparam_carrier = {
	.name = "bootparam",
	.instance = GW_PARAM_INSTANCE,
};
