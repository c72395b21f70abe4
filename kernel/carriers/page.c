// SPDX-License-Identifier: GPL-2.0-only
/*
 * Carrier "page": values in memory shared with clients. The protocol is in
 * uapi/gangway/page.h. The values that the kernel trusts stay in core/value.c;
 * here are the copies for clients, and clients' requests.
 */
#include <linux/mm.h>
#include <linux/slab.h>
#include <linux/vmalloc.h>

#include <gangway/page_core.h>

#include "compat/compat.h"
#include "core/carrier.h"
#include "core/memory.h"
#include "core/session.h"
#include "core/value.h"

/* How often to retry copying a request that changes meanwhile. */
#define GW_REQUEST_TRIES 16

struct gw_pages {
	struct gw_area shown;
	struct gw_area requested;		/* if there is anything to set */
	struct gw_page_place places[GW_NUMBERS];
	spinlock_t lock;		/* protects the next two */
	u64 seen[GW_NUMBERS];		/* state of the last request that was handled */
	void *copy;			/* of a request */
};

static_assert(ARRAY_SIZE(((struct gw_page *)0)->places) == GW_NUMBERS);

static struct gw_pages *gw_pages(const struct gw_instance *inst)
{
	return gw_state(inst, GW_CARRIER_page);
}

static struct gw_page_value *gw_page_value(const struct gw_pages *p, const struct gw_area *area,
					   const struct gw_element *el)
{
	return area->address + p->places[el->number].offset;
}

static void page_stored(struct gw_instance *inst, const struct gw_element *el,
			const void *value)
{
	struct gw_pages *p = gw_pages(inst);

	if (p && el->readable)	/* else it is there for its place, and to say that it is gone */
		gw_page_write(gw_page_value(p, &p->shown, el), el->out.size, value);
}

/* Requests. */

/* Under p->lock. Return: 1 p->copy is new and valid, 0 nothing new, or an error. */
static int gw_request_take(struct gw_pages *p, const struct gw_element *el)
{
	const struct gw_page_value *request = gw_page_value(p, &p->requested, el);
	u64 *seen = &p->seen[el->number];
	int tries = GW_REQUEST_TRIES;
	u64 state;

	do {
		if (READ_ONCE(request->state) == *seen)
			return 0;
		if (gw_page_read_request(request, el->in.size, p->copy, &state)) {
			*seen = state;
			return el->in.check ? el->in.check(p->copy) ?: 1 : 1;
		}
	} while (--tries);
	return -EAGAIN;
}

static int page_refresh(struct gw_instance *inst, const struct gw_element *el)
{
	struct gw_pages *p = gw_pages(inst);
	unsigned long flags;
	bool changed = false;
	int ret;

	if (!p || !el->writable)
		return 0;
	spin_lock_irqsave(&p->lock, flags);
	ret = gw_request_take(p, el);
	if (ret > 0)
		changed = gw_value_store(inst, el, p->copy);
	spin_unlock_irqrestore(&p->lock, flags);
	if (ret && ret != -EAGAIN)
		gw_done(inst, el, min(ret, 0));
	if (changed && el->notify)
		gw_tell_changed(inst, el);
	return ret;
}

/* The session's file. */

static int page_mmap(struct gw_session *s, struct vm_area_struct *vma, u64 offset)
{
	bool requests = offset == GW_PAGE_REQUESTS - GW_PAGE_VALUES;
	struct gw_pages *p = gw_pages(s->inst);
	struct gw_area *area;

	if (offset && !requests)
		return -EINVAL;
	area = requests ? &p->requested : &p->shown;
	if (!area->address)
		return -ENXIO;
	/* If the file is open for reading only, a shared mapping is not VM_SHARED. */
	if (!(vma->vm_flags & VM_MAYSHARE))
		return -EINVAL;
	if (requests && !(vma->vm_flags & VM_SHARED))
		return -EACCES;
	if (!requests && vma->vm_flags & VM_WRITE)
		return -EPERM;
	if (!requests)
		gw_vm_flags_clear(vma, VM_MAYWRITE);
	gw_vm_flags_set(vma, VM_DONTEXPAND | VM_DONTDUMP);
	return remap_vmalloc_range(vma, area->address, 0);
}

/* Lifetime. */

/* Assigns each value its place. Return: bytes of the area. */
static u32 gw_page_plan(struct gw_instance *inst, struct gw_pages *p, bool *settable)
{
	u32 at = ALIGN(sizeof(struct gw_page), GW_PAGE_UNIT);
	int i;

	for (i = GW_ELEMENT_MIN; i <= GW_ELEMENT_MAX; i++) {
		const struct gw_element *el = inst->elements[i];

		if (!el || !(el->carriers & GW_VIA(page)))
			continue;
		p->places[i] = (struct gw_page_place){ .offset = at, .size = el->out.size };
		at += GW_PAGE_SLOT(el->out.size);
		*settable |= el->writable;
	}
	return PAGE_ALIGN(at);
}

static void gw_page_fill(struct gw_pages *p, u32 bytes)
{
	struct gw_page *page = p->shown.address;

	page->magic = GW_PAGE_MAGIC;
	page->abi = GW_PAGE_ABI;
	page->bytes = bytes;
	memcpy(page->places, p->places, sizeof(page->places));
}

/* Existing mappings keep the pages. */
static void gw_pages_free(struct gw_pages *p)
{
	if (!p)
		return;
	gw_area_free(&p->requested);
	gw_area_free(&p->shown);
	kvfree(p->copy);
	kfree(p);
}

static void page_free(struct gw_instance *inst)
{
	gw_pages_free(gw_pages(inst));
}

static int page_publish(struct gw_instance *inst)
{
	bool settable = false;
	struct gw_pages *p;
	int err = -ENOMEM;
	u32 bytes;
	int i;

	p = kzalloc(sizeof(*p), GFP_KERNEL);
	if (!p)
		return -ENOMEM;
	spin_lock_init(&p->lock);
	bytes = gw_page_plan(inst, p, &settable);
	p->copy = kvmalloc(bytes, GFP_KERNEL);
	if (!p->copy)
		goto err;
	err = gw_area_alloc(&p->shown, NUMA_NO_NODE, bytes >> PAGE_SHIFT, 0);
	if (!err && settable)
		err = gw_area_alloc(&p->requested, NUMA_NO_NODE, bytes >> PAGE_SHIFT, 0);
	if (err)
		goto err;
	gw_page_fill(p, bytes);
	gw_state_publish(inst, GW_CARRIER_page, p);
	/* From here on whoever sets a value shows it, too. */
	for (i = GW_ELEMENT_MIN; i <= GW_ELEMENT_MAX; i++)
		if (p->places[i].offset)
			gw_value_show(inst, inst->elements[i]);
	return 0;

err:
	gw_pages_free(p);
	return err;
}

/* Values no longer change; marks them so for whoever has mapped them. */
static void page_revoke(struct gw_instance *inst)
{
	struct gw_pages *p = gw_pages(inst);
	int i;

	for (i = GW_ELEMENT_MIN; p && i <= GW_ELEMENT_MAX; i++) {
		struct gw_page_value *value = p->shown.address + p->places[i].offset;

		if (p->places[i].offset) /* readers acquire it: page.h */
			smp_store_release(&value->state, value->state | GW_PAGE_GONE);
	}
}

const struct gw_carrier gw_page_carrier = {
	.name = "page",
	.instance = {
		.publish = page_publish,
		.revoke = page_revoke,
		.free = page_free,
	},
	.session = {
		.mmap = page_mmap,
	},
	.value = {
		.refresh = page_refresh,
		.stored = page_stored,
	},
};
