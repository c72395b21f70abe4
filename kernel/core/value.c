// SPDX-License-Identifier: GPL-2.0-only
/*
 * Stored properties. Each has two copies of its value, one of which is consistent
 * at any moment (a latch): so a reader in an NMI that interrupts the writer gets
 * the old value instead of spinning forever.
 */
#include <linux/overflow.h>
#include <linux/seqlock.h>
#include <linux/slab.h>

#include "core/carrier.h"
#include "core/request.h"
#include "core/value.h"

struct gw_value {
	seqcount_latch_t latch;
	spinlock_t lock;	/* among writers */
	size_t size;
	u8 copies[] __aligned(8);
};

/* Most are a number. Either side may be aligned to less than that. */
static __always_inline void gw_value_copy(void *to, const void *from, size_t size)
{
	if (size == sizeof(u64))
		memcpy(to, from, sizeof(u64));
	else
		memcpy(to, from, size);
}

static __always_inline bool gw_value_is(const void *value, const void *other, size_t size)
{
	u64 a, b;

	if (size != sizeof(u64))
		return !memcmp(value, other, size);
	memcpy(&a, value, sizeof(a));
	memcpy(&b, other, sizeof(b));
	return a == b;
}

static struct gw_value *gw_value_alloc(const struct gw_element *el)
{
	size_t size = max(el->in.size, el->out.size);
	struct gw_value *v;

	v = kvzalloc(struct_size(v, copies, 2 * size), GFP_KERNEL);
	if (!v)
		return NULL;
	seqcount_latch_init(&v->latch);
	spin_lock_init(&v->lock);
	v->size = size;
	if (el->initial) {
		memcpy(v->copies, el->initial, size);
		memcpy(v->copies + size, el->initial, size);
	}
	return v;
}

int gw_values_alloc(struct gw_instance *inst)
{
	int i;

	for (i = GW_ELEMENT_MIN; i <= GW_ELEMENT_MAX; i++) {
		if (!inst->elements[i] || inst->elements[i]->kind != GW_PROPERTY)
			continue;
		inst->values[i] = gw_value_alloc(inst->elements[i]);
		if (!inst->values[i])
			return -ENOMEM;
	}
	return 0;
}

void gw_values_free(struct gw_instance *inst)
{
	int i;

	for (i = GW_ELEMENT_MIN; i <= GW_ELEMENT_MAX; i++)
		kvfree(inst->values[i]);
}

void gw_value_load(const struct gw_instance *inst, const struct gw_element *el,
		   void *out)
{
	const struct gw_value *v = inst->values[el->number];
	unsigned int seq;

	do {
		seq = read_seqcount_latch(&v->latch);
		gw_value_copy(out, v->copies + (seq & 1) * v->size, v->size);
	} while (read_seqcount_latch_retry(&v->latch, seq));
}

/* Under v->lock. */
static __always_inline void gw_value_stored(struct gw_instance *inst,
					    const struct gw_element *el, const void *value)
{
	const struct gw_carrier *c;

	gw_for_each_carrier(c, el->carriers & inst->storing)
		c->value.stored(inst, el, value);
}

/*
 * Without notifying watchers. Context: as gw_value_write(). Return: whether there is
 * anything to tell them: the value that it has is no change, unless a handler says
 * what it is.
 */
bool gw_value_store(struct gw_instance *inst, const struct gw_element *el,
		    const void *in)
{
	struct gw_value *v = inst->values[el->number];
	unsigned long flags;
	bool changed;

	spin_lock_irqsave(&v->lock, flags);
	changed = gw_has_getter(inst, el) || !gw_value_is(v->copies, in, v->size);
	write_seqcount_latch_begin(&v->latch);
	gw_value_copy(v->copies, in, v->size);
	write_seqcount_latch(&v->latch);
	gw_value_copy(v->copies + v->size, in, v->size);
	write_seqcount_latch_end(&v->latch);
	gw_value_stored(inst, el, in);
	spin_unlock_irqrestore(&v->lock, flags);
	return changed;
}

/* To carriers that show what is stored: the value as it is. */
void gw_value_show(struct gw_instance *inst, const struct gw_element *el)
{
	struct gw_value *v = inst->values[el->number];
	unsigned long flags;

	spin_lock_irqsave(&v->lock, flags);
	gw_value_stored(inst, el, v->copies);
	spin_unlock_irqrestore(&v->lock, flags);
}

/* Entered; or its carriers have published nothing yet. */
void gw_tell_changed(struct gw_instance *inst, const struct gw_element *el)
{
	const struct gw_carrier *c;

	/* Fully ordered: after the change, before any check for waiters. */
	(void)atomic_inc_return(&inst->generations[el->number]);
	gw_for_each_carrier(c, el->carriers)
		if (c->value.changed)
			c->value.changed(inst, el);
}

/* The same. */
int gw_value_refresh(struct gw_instance *inst, const struct gw_element *el)
{
	const struct gw_carrier *c;
	int ret = 0;

	gw_for_each_carrier(c, el->carriers & inst->refreshing) {
		int one = c->value.refresh(inst, el);

		ret = ret ?: one;
	}
	return ret;
}

/*
 * For providers. What their other code does may come before the instance is there, and
 * while it is being unregistered, after which nobody looks at its values.
 */

void gw_value_read(const struct gw_instance *inst, const struct gw_element *el,
		   void *out)
{
	if (IS_ERR_OR_NULL(inst))
		memset(out, 0, el->out.size);
	else
		gw_value_load(inst, el, out);
}
EXPORT_SYMBOL_GPL(gw_value_read);

void gw_value_write(struct gw_instance *inst, const struct gw_element *el,
		    const void *in)
{
	if (!gw_enter_given(inst))
		return;
	gw_value_set(inst, el, in);
	gw_leave(inst);
}
EXPORT_SYMBOL_GPL(gw_value_write);

int gw_refresh(struct gw_instance *inst, const struct gw_element *el)
{
	int ret;

	if (!gw_enter_given(inst))
		return 0;
	ret = gw_value_refresh(inst, el);
	gw_leave(inst);
	return ret;
}
EXPORT_SYMBOL_GPL(gw_refresh);

void gw_changed(struct gw_instance *inst, const struct gw_element *el)
{
	if (!gw_enter_given(inst))
		return;
	gw_tell_changed(inst, el);
	gw_leave(inst);
}
EXPORT_SYMBOL_GPL(gw_changed);
