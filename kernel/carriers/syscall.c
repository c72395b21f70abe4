// SPDX-License-Identifier: GPL-2.0-only
/*
 * Carrier "syscall": properties and calls by system calls, in a kernel whose tables have
 * them: see add-to-kernel. The protocol is in uapi/gangway/syscall.h.
 *
 * The tables name only what is at the end of this file, and are not touched again: who
 * has which of the numbers is settled when an interface is registered. So its module may
 * come and go; but Gangway itself has to be built in.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/nsproxy.h>
#include <linux/printk.h>
#include <linux/rcupdate.h>
#include <linux/sched.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>
#include <linux/unistd.h>

#include <gangway/own_number.h>
#include <gangway/syscall.h>

#include "compat/compat.h"
#include "core/carrier.h"
#include "core/copy.h"
#include "core/directory.h"
#include "core/node.h"
#include "core/request.h"

#if defined(__NR_gangway) && !defined(MODULE)
#define GW_IN_TABLES 1
#else
#define GW_IN_TABLES 0
#endif

static struct gw_directory gw_syscall_devices;

/*
 * Who has which number of its own. An element is written before its instance. It may be
 * the next owner's already when that is read; so it has to say the number, too.
 */
struct gw_syscall_owner {
	struct gw_instance __rcu *inst;
	u16 element;
};

static struct gw_syscall_owner gw_syscall_owners[GW_SYSCALL_LAST + 1 - GW_SYSCALL_FIRST];

/* For changes of those; never held while waiting for anybody. */
static DEFINE_MUTEX(gw_syscall_lock);

/* The number that the element has of its own; 0: none. */
static u32 gw_syscall_number(const struct gw_element *el)
{
	const struct gw_own_number *own = gw_detail(el, GW_CARRIER_syscall);

	return own ? own->number : 0;
}

#if GW_IN_TABLES

/* Any interface. */

static long gw_syscall_find(unsigned int size, void __user *arg)
{
	struct gw_syscall_find find;
	int err;

	err = gw_copy_in(&find, sizeof(find), offsetofend(struct gw_syscall_find, __pad0), arg,
			 size);
	if (err)
		return err;
	if (strnlen(find.device, sizeof(find.device)) == sizeof(find.device) || find.__pad0)
		return -EINVAL;
	find.number = gw_directory_find(&gw_syscall_devices, find.device,
					current->nsproxy->net_ns);
	if (!find.number)
		return -ENODEV;
	return gw_copy_out(arg, size, &find, sizeof(find));
}

static long gw_syscall(unsigned int device, unsigned int request, void __user *arg)
{
	struct gw_instance *inst;
	long err;

	if (_IOC_TYPE(request) != GW_IOC_MAGIC)
		return -ENOTTY;
	if (!device)
		return _IOC_NR(request) == _IOC_NR(GW_SYSCALL_FIND) ?
			gw_syscall_find(_IOC_SIZE(request), arg) : -ENODEV;
	inst = gw_directory_get(&gw_syscall_devices, device, current->nsproxy->net_ns);
	if (!inst)
		return -ENODEV;
	err = gw_bare_request(inst, GW_VIA(syscall), request, arg);
	gw_instance_put(inst);
	return err;
}

/* A number of its own. */

/* The instance that has it, with a reference, or NULL. */
static struct gw_instance *gw_syscall_owner(const struct gw_syscall_owner *owner)
{
	struct gw_instance *inst;

	rcu_read_lock();
	inst = rcu_dereference(owner->inst);
	if (inst && !kref_get_unless_zero(&inst->ref))
		inst = NULL;
	rcu_read_unlock();
	return inst;
}

/* Entered. */
static int gw_syscall_call(struct gw_instance *inst, const struct gw_element *el, s32 in,
			   s32 *out)
{
	int err;

	if (!net_eq(current->nsproxy->net_ns, &init_net))
		return -ENODEV;
	err = gw_allowed_anybody(inst, el, NULL, true);
	if (!err)
		err = gw_request(inst, NULL, el, GW_REQUEST_CALL, &in, out);
	if (!err && IS_ERR_VALUE((long)*out))
		err = -EOVERFLOW;
	return err;
}

static long gw_syscall_own(unsigned int number, int in)
{
	const struct gw_syscall_owner *owner = &gw_syscall_owners[number - GW_SYSCALL_FIRST];
	struct gw_instance *inst = gw_syscall_owner(owner);
	const struct gw_element *el;
	s32 out = 0;
	int err;

	if (!inst)
		return sys_ni_syscall();
	if (!gw_begin(inst))
		return -ENODEV;
	el = gw_element(inst, READ_ONCE(owner->element));
	/* What it points to is the provider's, which may not go before this is over. */
	if (!el || gw_syscall_number(el) != number) {
		gw_leave(inst);
		gw_instance_put(inst);
		return -ENODEV;
	}
	err = gw_end(inst, el, gw_syscall_call(inst, el, in, &out));
	return err ?: out;
}

#endif /* GW_IN_TABLES */

/* Instances. */

/* Without the system calls, what other carriers carry as well is still there. */
static int gw_syscall_missing(const struct gw_interface *iface)
{
	const struct gw_element *el;

	gw_for_each_carried(el, iface, syscall) {
		if (el->carriers != GW_VIA(syscall))
			continue;
		pr_err("%s.%s: this kernel has no system calls of Gangway's, and no module can add one: build one by kernel/add-to-kernel, or give it another carrier as well\n",
		       iface->name, el->name);
		return -EOPNOTSUPP;
	}
	return 0;
}

/* gw_syscall_lock is held. */
static int gw_syscall_take(struct gw_instance *inst, const struct gw_element *el)
{
	u32 number = gw_syscall_number(el);
	unsigned int i = number - GW_SYSCALL_FIRST;
	struct gw_syscall_owner *owner = &gw_syscall_owners[i];
	const struct gw_instance *other;

	if (number < GW_SYSCALL_FIRST || i >= ARRAY_SIZE(gw_syscall_owners))
		return -EINVAL;
	other = rcu_dereference_protected(owner->inst, lockdep_is_held(&gw_syscall_lock));
	if (other) {
		pr_err("%s.%s: the system call %u is %s's already\n", inst->iface->name,
		       el->name, number, other->device);
		return -EBUSY;
	}
	WRITE_ONCE(owner->element, el->number);
	rcu_assign_pointer(owner->inst, inst);
	return 0;
}

static int syscall_publish(struct gw_instance *inst)
{
	const struct gw_element *el;
	int err = 0;

	if (!GW_IN_TABLES)
		return gw_syscall_missing(inst->iface);
	mutex_lock(&gw_syscall_lock);
	gw_for_each_carried(el, inst->iface, syscall) {
		if (gw_syscall_number(el))
			err = gw_syscall_take(inst, el);
		if (err)
			break;
	}
	mutex_unlock(&gw_syscall_lock);
	return err;
}

static void syscall_revoke(struct gw_instance *inst)
{
	unsigned int i;

	mutex_lock(&gw_syscall_lock);
	for (i = 0; i < ARRAY_SIZE(gw_syscall_owners); i++)
		if (rcu_access_pointer(gw_syscall_owners[i].inst) == inst)
			rcu_assign_pointer(gw_syscall_owners[i].inst, NULL);
	mutex_unlock(&gw_syscall_lock);
}

static int syscall_node_add(struct gw_node *node)
{
	return gw_directory_add(&gw_syscall_devices, node);
}

static void syscall_node_del(struct gw_node *node)
{
	gw_directory_del(&gw_syscall_devices, node);
}

static int gw_syscall_init(void)
{
	gw_directory_init(&gw_syscall_devices, GW_CARRIER_syscall, INT_MAX);
	return 0;
}

static void gw_syscall_exit(void)
{
	gw_directory_exit(&gw_syscall_devices);
}

const struct gw_carrier gw_syscall_carrier = {
	.name = "syscall",
	.init = gw_syscall_init,
	.exit = gw_syscall_exit,
	.instance = {
		.publish = syscall_publish,
		.revoke = syscall_revoke,
	},
	.node = {
		.add = syscall_node_add,
		.del = syscall_node_del,
	},
};

#if GW_IN_TABLES

/* What the tables name. */

SYSCALL_DEFINE3(gangway, unsigned int, device, unsigned int, request, void __user *, arg)
{
	return gw_syscall(device, request, arg);
}

#define GW_SYSCALL_OWN(number)					\
	SYSCALL_DEFINE1(gangway_##number, int, request)		\
	{							\
		return gw_syscall_own(number, request);		\
	}

GW_SYSCALL_OWN(548)
GW_SYSCALL_OWN(549)
GW_SYSCALL_OWN(550)
GW_SYSCALL_OWN(551)
GW_SYSCALL_OWN(552)
GW_SYSCALL_OWN(553)
GW_SYSCALL_OWN(554)
GW_SYSCALL_OWN(555)
GW_SYSCALL_OWN(556)
GW_SYSCALL_OWN(557)
GW_SYSCALL_OWN(558)
GW_SYSCALL_OWN(559)
GW_SYSCALL_OWN(560)
GW_SYSCALL_OWN(561)
GW_SYSCALL_OWN(562)

#endif /* GW_IN_TABLES */
