// SPDX-License-Identifier: GPL-2.0-only
/*
 * Streams that Gangway keeps: memory that programs read, write, truncate and map,
 * and that the provider has functions for. Its lock is held for copies within the
 * kernel only. Or a carrier keeps them, and is asked here.
 */
#include <linux/bug.h>
#include <linux/err.h>
#include <linux/mm.h>
#include <linux/rcupdate.h>
#include <linux/string.h>
#include <linux/vmalloc.h>

#include "compat/compat.h"
#include "core/carrier.h"
#include "core/context.h"
#include "core/request.h"
#include "core/stream.h"

/* Under lock. Whoever needs it first is charged, by their memory cgroup. */
static int gw_store_prepare(struct gw_stream *st)
{
	if (st->area.address)
		return 0;
	return gw_area_alloc(&st->area, NUMA_NO_NODE, PAGE_ALIGN(st->type.store) >> PAGE_SHIFT, 0);
}

/* Under lock. What is cut off is zeroed, and so is what is added: it may have been mapped. */
static int gw_store_resize(struct gw_stream *st, u64 size)
{
	const u64 from = min(size, st->size);
	int err;

	if (size > st->type.store)
		return -EFBIG;
	if (size == st->size)
		return 0;
	err = gw_store_prepare(st);
	if (err)
		return err;
	memset(st->area.address + from, 0, max(size, st->size) - from);
	st->size = size;
	return 0;
}

/* Under lock. */
static ssize_t gw_store_put(struct gw_stream *st, u64 pos, const void *buf, size_t n)
{
	int err;

	if (pos >= st->type.store)
		return -ENOSPC;
	n = min_t(u64, n, st->type.store - pos);
	err = gw_store_prepare(st);
	if (!err && pos > st->size)
		err = gw_store_resize(st, pos);
	if (err)
		return err;
	memcpy(st->area.address + pos, buf, n);
	st->size = max(st->size, pos + n);
	return n;
}

/* What keeps a stream that has no store. */
static const struct gw_store_facet *gw_store_keeper(const struct gw_element *el)
{
	const struct gw_carrier *c;

	gw_for_each_carrier(c, el->carriers)
		if (c->store.write)
			break;
	return c ? &c->store : NULL;
}

static const struct gw_store_facet *gw_store_elsewhere(const struct gw_stream *st,
						       const struct gw_element *el)
{
	return st->type.store ? NULL : gw_store_keeper(el);
}

/*
 * Of what a provider hands in. -ENODEV: that is no instance; -EWOULDBLOCK: it calls from
 * where nobody may sleep, as far as this kernel can tell, so that nothing does.
 */
static struct gw_stream *gw_store_of(const struct gw_instance *inst, const struct gw_element *el)
{
	if (WARN_ONCE(gw_context_now() != GW_PROCESS || rcu_preempt_depth(),
		      "gangway: stream %s is worked on in atomic context, but that sleeps\n",
		      el->name))
		return ERR_PTR(-EWOULDBLOCK);
	might_sleep();
	return IS_ERR_OR_NULL(inst) ? ERR_PTR(-ENODEV) : gw_stream_of(inst, el);
}

s64 gw_store_size(struct gw_instance *inst, const struct gw_element *el)
{
	const struct gw_stream *st = gw_store_of(inst, el);
	const struct gw_store_facet *elsewhere;

	if (IS_ERR(st))
		return PTR_ERR(st);
	elsewhere = gw_store_elsewhere(st, el);
	return elsewhere ? elsewhere->size(inst, el) : READ_ONCE(st->size);
}
EXPORT_SYMBOL_GPL(gw_store_size);

int gw_store_truncate(struct gw_instance *inst, const struct gw_element *el, u64 size)
{
	struct gw_stream *st = gw_store_of(inst, el);
	const struct gw_store_facet *elsewhere;
	int err;

	if (IS_ERR(st))
		return PTR_ERR(st);
	elsewhere = gw_store_elsewhere(st, el);
	if (elsewhere)
		return elsewhere->truncate(inst, el, size);
	mutex_lock(&st->lock);
	err = gw_store_resize(st, size);
	mutex_unlock(&st->lock);
	return err;
}
EXPORT_SYMBOL_GPL(gw_store_truncate);

ssize_t gw_store_read(struct gw_instance *inst, const struct gw_element *el, u64 pos,
		      void *buf, size_t n)
{
	struct gw_stream *st = gw_store_of(inst, el);
	const struct gw_store_facet *elsewhere;

	if (IS_ERR(st))
		return PTR_ERR(st);
	elsewhere = gw_store_elsewhere(st, el);
	if (elsewhere)
		return elsewhere->read(inst, el, pos, buf, n);
	mutex_lock(&st->lock);
	n = pos < st->size ? min_t(u64, n, st->size - pos) : 0;
	if (n)
		memcpy(buf, st->area.address + pos, n);
	mutex_unlock(&st->lock);
	return n;
}
EXPORT_SYMBOL_GPL(gw_store_read);

ssize_t gw_store_write(struct gw_instance *inst, const struct gw_element *el, u64 pos,
		       const void *buf, size_t n)
{
	struct gw_stream *st = gw_store_of(inst, el);
	const struct gw_store_facet *elsewhere;
	ssize_t ret;

	if (IS_ERR(st))
		return PTR_ERR(st);
	elsewhere = gw_store_elsewhere(st, el);
	if (elsewhere)
		return elsewhere->write(inst, el, pos, buf, n);
	mutex_lock(&st->lock);
	ret = gw_store_put(st, pos == GW_STORE_END ? st->size : pos, buf, n);
	mutex_unlock(&st->lock);
	return ret;
}
EXPORT_SYMBOL_GPL(gw_store_write);

/* At the end, where nobody else writes meanwhile. @pos: receives where that was. */
ssize_t gw_store_append(struct gw_stream *st, u64 *pos, const void *buf, size_t n)
{
	ssize_t ret;

	mutex_lock(&st->lock);
	*pos = st->size;
	ret = gw_store_put(st, st->size, buf, n);
	mutex_unlock(&st->lock);
	return ret;
}

/* Return: 0, -ENODEV there is nothing to map, -EACCES, -EPERM, -EINVAL not shared, too large. */
int gw_store_mmap(struct gw_session *s, const struct gw_element *el, struct vm_area_struct *vma)
{
	struct gw_stream *st = gw_stream_of(s->inst, el);
	int err;

	if (!st->type.store)
		return -ENODEV;
	if (!el->readable || (!el->writable && vma->vm_flags & VM_WRITE))
		return -EACCES;
	/* If the file is open for reading only, a shared mapping is not VM_SHARED. */
	if (!(vma->vm_flags & VM_MAYSHARE))
		return -EINVAL;
	err = gw_allowed(s->inst, el, s->file);
	if (err)
		return err;
	mutex_lock(&st->lock);
	err = gw_store_prepare(st);
	mutex_unlock(&st->lock);
	if (err)
		return err;
	if (!el->writable)
		gw_vm_flags_clear(vma, VM_MAYWRITE);
	gw_vm_flags_set(vma, VM_DONTEXPAND | VM_DONTDUMP);
	return remap_vmalloc_range(vma, st->area.address, vma->vm_pgoff);
}
