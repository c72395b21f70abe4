// SPDX-License-Identifier: GPL-2.0-only
#include <linux/module.h>

#include "../../bench/fill.h"
#include "carriers/ring/ring.h"
#include "stage.h"

const char stage_compiler[] = __VERSION__;

void *stage_instance(void *memory, unsigned long size)
{
	struct gw_instance *inst = memory;
	unsigned int event;

	if (size < sizeof(*inst))
		return NULL;
	memset(inst, 0, sizeof(*inst));
	INIT_LIST_HEAD(&inst->subscriptions);
	inst->emitter.counts = (struct gw_count __percpu __force *)STAGE_COUNTS;
	for (event = 0; event < GW_NUMBERS; event++)
		this_cpu_write(inst->emitter.counts[event].fast, GW_FAST_NOBODY);
	preempt_count_set(INIT_PREEMPT_COUNT);
	return inst;
}

void *stage_subscribe(void *instance, unsigned int event, const void *carrier,
		      const struct stage_ring *ring, void *memory, unsigned long size)
{
	struct gw_instance *inst = instance;
	struct gw_ring_subscription *rs = memory;
	struct gw_cpu_ring *cpu_ring = memory + struct_size(rs, rings, 1);
	static struct gw_ring *both[3];

	if (size < struct_size(rs, rings, 1) + sizeof(*cpu_ring))
		return NULL;
	memset(memory, 0, size);
	rs->sub.inst = inst;
	rs->sub.carrier = carrier;
	set_bit(event, rs->sub.events);
	rs->control = ring->control;
	rs->bytes = ring->bytes;
	rs->flags = ring->flags;
	rs->rings[0] = cpu_ring;
	gw_ring_init(&cpu_ring->core, ring->area, ring->area + PAGE_SIZE, ring->bytes,
		     ring->control + GW_RING_TAIL_OFFSET(0), ring->flags);
	cpu_ring->core.wake = &rs->control->wake;
	cpu_ring->of = rs;

	list_add_tail(&rs->sub.link, &inst->subscriptions);
	if (rcu_access_pointer(inst->first[event])) {
		both[0] = (void *)this_cpu_read(inst->emitter.counts[event].fast);
		both[1] = rs->sub.carrier->sink.fast(&rs->sub, 0);
		this_cpu_write(inst->emitter.counts[event].fast,
			       (unsigned long)both | GW_FAST_SHARED);
	} else {
		RCU_INIT_POINTER(inst->first[event], &rs->sub);
		this_cpu_write(inst->emitter.counts[event].fast,
			       (unsigned long)rs->sub.carrier->sink.fast(&rs->sub, 0));
	}
	return rs;
}

int stage_control(void *record, unsigned int count)
{
	u32 i;

	for (i = 0; i < count; i++) {
		bench_fill(record, 64, i);
		barrier();	/* each of them */
	}
	return 0;
}

MODULE_DESCRIPTION("The stage on which the instructions of the ring are counted");
MODULE_LICENSE("GPL");
