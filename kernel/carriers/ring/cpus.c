// SPDX-License-Identifier: GPL-2.0-only
/* The sub-rings of subscriptions: their memory, and CPUs that come online. */
#include <linux/cpuhotplug.h>
#include <linux/memcontrol.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

#include "carriers/ring/ring.h"

/*
 * All subscriptions, for CPUs that come online. Sub-rings are made without the lock:
 * before a subscription is on the list by its session, then by the worker alone.
 */
static DEFINE_SPINLOCK(gw_rings_lock);
static LIST_HEAD(gw_rings);

void gw_cpu_ring_free(struct gw_cpu_ring *ring)
{
	if (!ring)
		return;
	gw_area_free(&ring->area);
	kfree(ring);
}

/* Creates a CPU's sub-ring. */
int gw_cpu_ring_add(struct gw_ring_subscription *rs, int cpu)
{
	struct gw_ring_tail *tails = (void *)rs->control + GW_RING_TAIL_OFFSET(0);
	unsigned int data_pages = rs->bytes >> PAGE_SHIFT;
	struct gw_cpu_ring *ring;
	int err;

	err = gw_charge(&rs->payer, 1 + data_pages);
	if (err)
		return err;
	err = -ENOMEM;
	ring = kzalloc_node(sizeof(*ring), GFP_KERNEL_ACCOUNT, cpu_to_node(cpu));
	if (!ring)
		goto err_charge;
	err = gw_area_alloc(&ring->area, cpu_to_node(cpu), 1 + data_pages, data_pages);
	if (err)
		goto err_ring;
	gw_ring_init(&ring->core, ring->area.address,
		     ring->area.address + PAGE_SIZE, rs->bytes, &tails[cpu],
		     rs->flags);
	ring->core.wake = &rs->control->wake;
	ring->of = rs;
	/* Pairs with gw_cpu_ring(). */
	smp_store_release(&rs->rings[cpu], ring);
	rs->n_rings++;
	return 0;

err_ring:
	kfree(ring);
err_charge:
	gw_uncharge(&rs->payer, 1 + data_pages);
	return err;
}

/* CPUs that come online: until they have a sub-ring, their records are counted as lost. */

static void gw_ring_grow_one(struct gw_ring_subscription *rs, int cpu)
{
	struct mem_cgroup *memcg, *old;

	if ((u64)rs->bytes * (rs->n_rings + 1) > GW_RING_TOTAL_MAX)
		return;
	memcg = get_mem_cgroup_from_mm(rs->payer.mm);
	old = set_active_memcg(memcg);
	if (!gw_cpu_ring_add(rs, cpu))
		WRITE_ONCE(rs->control->generation, rs->control->generation + 1);
	set_active_memcg(old);
	mem_cgroup_put(memcg);
}

/* One that this pass has not looked at, with a reference to it and its instance; or NULL. */
static struct gw_ring_subscription *gw_ring_next_of(unsigned int pass)
{
	struct gw_ring_subscription *rs, *found = NULL;

	spin_lock(&gw_rings_lock);
	list_for_each_entry(rs, &gw_rings, link) {
		if (rs->pass == pass)
			continue;
		rs->pass = pass;
		kref_get(&rs->ref);
		kref_get(&rs->sub.inst->ref);	/* its session has one as long as it is listed */
		found = rs;
		break;
	}
	spin_unlock(&gw_rings_lock);
	return found;
}

/*
 * In a worker, since charging memory takes a lock under which others wait for
 * CPUs.
 */
static void gw_ring_grow(struct work_struct *work)
{
	static unsigned int pass;
	struct gw_ring_subscription *rs;
	struct gw_instance *inst;
	int cpu;

	pass++;
	while ((rs = gw_ring_next_of(pass))) {
		for_each_online_cpu(cpu)
			if (!rs->rings[cpu])
				gw_ring_grow_one(rs, cpu);
		gw_subscription_refresh(&rs->sub);
		inst = rs->sub.inst;
		gw_ring_put(rs);
		gw_instance_put(inst);
	}
}

static DECLARE_WORK(gw_ring_grow_work, gw_ring_grow);
static int gw_ring_cpu_state;

/* From now on the subscription gets sub-rings for CPUs that come online, or just have. */
void gw_ring_cpus_follow(struct gw_ring_subscription *rs)
{
	int cpu;

	spin_lock(&gw_rings_lock);
	list_add(&rs->link, &gw_rings);
	spin_unlock(&gw_rings_lock);
	for_each_online_cpu(cpu)
		if (!gw_cpu_ring(rs, cpu))
			schedule_work(&gw_ring_grow_work);
}

/* From now on it gets none but those that are being made. */
void gw_ring_cpus_forget(struct gw_ring_subscription *rs)
{
	spin_lock(&gw_rings_lock);
	list_del(&rs->link);
	spin_unlock(&gw_rings_lock);
}

static int gw_ring_cpu_online(unsigned int cpu)
{
	schedule_work(&gw_ring_grow_work);
	return 0;
}

int gw_ring_cpus_init(void)
{
	gw_ring_cpu_state = cpuhp_setup_state_nocalls(CPUHP_AP_ONLINE_DYN,
						      "gangway/ring:online",
						      gw_ring_cpu_online, NULL);
	return min(gw_ring_cpu_state, 0);
}

void gw_ring_cpus_exit(void)
{
	cpuhp_remove_state_nocalls(gw_ring_cpu_state);
	cancel_work_sync(&gw_ring_grow_work);
}
