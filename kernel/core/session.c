// SPDX-License-Identifier: GPL-2.0-only
/*
 * Sessions: the file operations of /dev/gangway. A session outlives its
 * instance, and then says so to whatever is asked of it.
 */
#include <linux/compat.h>
#include <linux/cred.h>
#include <linux/fs.h>
#include <linux/nsproxy.h>
#include <linux/slab.h>

#include "core/carrier.h"
#include "carriers/page.h"

static atomic64_t gw_last_session;

void *gw_session_priv(const struct gw_session *s)
{
	return s->priv;
}
EXPORT_SYMBOL_GPL(gw_session_priv);

void gw_session_set_priv(struct gw_session *s, void *priv)
{
	s->priv = priv;
}
EXPORT_SYMBOL_GPL(gw_session_set_priv);

/* Under lifecycle: puts the session on the list, if there is room. */
static int gw_session_list(struct gw_session *s)
{
	struct gw_instance *inst = s->inst;
	int err = 0;

	spin_lock(&inst->sessions_lock);
	if (inst->n_sessions >= inst->iface->max_sessions) {
		err = -EUSERS;
	} else {
		inst->n_sessions++;
		list_add(&s->link, &inst->sessions);
	}
	spin_unlock(&inst->sessions_lock);
	return err;
}

/* Under lifecycle; false: somebody else has done it. */
static bool gw_session_unlist(struct gw_session *s)
{
	struct gw_instance *inst = s->inst;
	bool listed;

	spin_lock(&inst->sessions_lock);
	listed = !list_empty(&s->link);
	if (listed) {
		inst->n_sessions--;
		list_del_init(&s->link);
	}
	spin_unlock(&inst->sessions_lock);
	return listed;
}

/* Lets the provider refuse, as a handler like all others. */
static int gw_session_admit(struct gw_session *s)
{
	struct gw_instance *inst = s->inst;
	const struct gw_ops_head *ops = inst->ops;
	int err;

	if (!inst->iface->open || !ops->open)
		return 0;
	err = gw_lock_handlers(inst);
	if (err)
		return err;
	err = inst->iface->open(inst, s);
	gw_unlock_handlers(inst);
	return err;
}

static int gw_session_begin(struct gw_session *s)
{
	struct gw_instance *inst = s->inst;
	int err;

	if (!gw_enter(inst))
		return -ENODEV;
	err = -ERESTARTSYS;
	if (mutex_lock_interruptible(&inst->lifecycle))
		goto out;
	err = gw_session_list(s);
	if (!err) {
		err = gw_session_admit(s);
		if (err)
			gw_session_unlist(s);
	}
	mutex_unlock(&inst->lifecycle);
out:
	gw_leave(inst);
	return err;
}

/*
 * Under lifecycle. As long as a session is listed, its instance cannot have
 * left gw_sessions_close(), so the provider is there.
 */
static void gw_session_dismiss(struct gw_session *s)
{
	struct gw_instance *inst = s->inst;
	const struct gw_ops_head *ops = inst->ops;
	const struct gw_interface *iface = inst->iface;

	if (!gw_session_unlist(s) || !iface->close || !ops->close)
		return;
	if (!iface->concurrent)
		mutex_lock(&inst->handlers);
	iface->close(inst, s);
	if (!iface->concurrent)
		mutex_unlock(&inst->handlers);
}

/* The instance is dead: whoever polls must look again. */
void gw_sessions_wake(struct gw_instance *inst)
{
	struct gw_session *s;

	spin_lock(&inst->sessions_lock);
	list_for_each_entry(s, &inst->sessions, link)
		wake_up_all(&s->wait);
	spin_unlock(&inst->sessions_lock);
}

/* The instance is dead and drained: the provider hears of each session's end. */
void gw_sessions_close(struct gw_instance *inst)
{
	struct gw_session *s;

	mutex_lock(&inst->lifecycle);
	while ((s = list_first_entry_or_null(&inst->sessions, struct gw_session, link)))
		gw_session_dismiss(s);
	mutex_unlock(&inst->lifecycle);
}

static int gw_open(struct inode *inode, struct file *file)
{
	struct gw_instance *inst;
	struct gw_session *s;
	int err;

	inst = gw_instance_find(iminor(inode), current->nsproxy->net_ns);
	if (!inst)
		return -ENODEV;
	s = kzalloc(sizeof(*s), GFP_KERNEL_ACCOUNT);
	if (!s) {
		err = -ENOMEM;
		goto err_inst;
	}
	s->inst = inst;
	s->file = file;
	s->id = atomic64_inc_return(&gw_last_session);
	INIT_LIST_HEAD(&s->link);
	init_waitqueue_head(&s->wait);
	mutex_init(&s->subscribing);
	err = gw_session_begin(s);
	if (err)
		goto err_session;
	file->private_data = s;
	return nonseekable_open(inode, file);

err_session:
	kfree(s);
err_inst:
	gw_instance_put(inst);
	return err;
}

static int gw_release(struct inode *inode, struct file *file)
{
	struct gw_session *s = file->private_data;

	if (s->sub)
		s->sub->carrier->release(s->sub);
	mutex_lock(&s->inst->lifecycle);
	gw_session_dismiss(s);
	mutex_unlock(&s->inst->lifecycle);
	gw_instance_put(s->inst);
	kvfree(s->large);
	kfree(s);
	return 0;
}

/* What the session has subscribed to, or NULL. */
static struct gw_subscription *gw_session_sub(struct gw_session *s)
{
	/* Pairs with gw_subscribe(). */
	return smp_load_acquire(&s->sub);
}

static long gw_info(struct gw_session *s, unsigned int cmd, void __user *arg)
{
	struct gw_instance *inst = s->inst;
	struct gw_info info = {
		.abi = GW_ABI_VERSION,
		.description_size = inst->iface->description_size,
		.session = s->id,
	};
	u32 i;

	for (i = GW_ELEMENT_MIN; i <= GW_ELEMENT_MAX; i++)
		if (inst->elements[i])
			info.elements = i;
	strscpy(info.device, inst->device, sizeof(info.device));
	return gw_copy_out(arg, _IOC_SIZE(cmd), &info, sizeof(info));
}

static long gw_subscribe(struct gw_session *s, unsigned int cmd, void __user *arg)
{
	const fmode_t both = FMODE_READ | FMODE_WRITE;
	struct gw_subscription *sub;
	struct gw_subscribe args;
	int err;

	if ((s->file->f_mode & both) != both)
		return -EACCES;
	err = gw_copy_in(&args, sizeof(args), sizeof(args), arg, _IOC_SIZE(cmd));
	if (err)
		return err;

	if (mutex_lock_interruptible(&s->subscribing))
		return -ERESTARTSYS;
	if (s->sub) {
		err = -EBUSY;
		goto out;
	}
	sub = gw_ring_subscribe(s, &args);
	if (IS_ERR(sub)) {
		err = PTR_ERR(sub);
		goto out;
	}
	err = gw_copy_out(arg, _IOC_SIZE(cmd), &args, sizeof(args));
	if (err) {
		sub->carrier->release(sub);
		goto out;
	}
	/* Pairs with gw_session_sub(). */
	smp_store_release(&s->sub, sub);
out:
	mutex_unlock(&s->subscribing);
	return err;
}

static int gw_count_element(struct gw_instance *inst, struct gw_counters *c)
{
	const struct gw_element *el = gw_element(inst, c->element);
	int cpu;

	if (!el)
		return -ENOTTY;
	c->subscribers = gw_subscribers(inst, el);
	for_each_possible_cpu(cpu) {
		const struct gw_count *count =
			per_cpu_ptr(inst->counts, cpu) + el->number;

		c->used += READ_ONCE(count->used);
		c->failed += READ_ONCE(count->failed);
		c->lost += READ_ONCE(count->lost);
	}
	return 0;
}

static int gw_count_subscription(struct gw_session *s, struct gw_counters *c)
{
	struct gw_subscription *sub = gw_session_sub(s);

	if (!sub)
		return -EINVAL;
	c->subscribers = 1;
	sub->carrier->count(sub, c);
	return 0;
}

static long gw_counters(struct gw_session *s, unsigned int cmd, void __user *arg)
{
	struct gw_counters in, c = { };
	int err;

	err = gw_copy_in(&in, sizeof(in), sizeof(in), arg, _IOC_SIZE(cmd));
	if (err)
		return err;
	c.element = in.element;
	err = c.element ? gw_count_element(s->inst, &c) :
			  gw_count_subscription(s, &c);
	if (err)
		return err;
	return gw_copy_out(arg, _IOC_SIZE(cmd), &c, sizeof(c));
}

/* What is asked of the session itself. */
static noinline long gw_control(struct gw_session *s, unsigned int cmd, void __user *arg)
{
	switch (_IOC_NR(cmd)) {
	case _IOC_NR(GW_IOC_INFO):
		return gw_info(s, cmd, arg);
	case _IOC_NR(GW_IOC_SUBSCRIBE):
		return gw_subscribe(s, cmd, arg);
	case _IOC_NR(GW_IOC_COUNTERS):
		return gw_counters(s, cmd, arg);
	}
	return -ENOTTY;
}

static long gw_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct gw_session *s = file->private_data;
	long ret = -ENOTTY;

	if (!gw_enter(s->inst))
		return -ENODEV;
	if (_IOC_TYPE(cmd) == GW_IOC_MAGIC && _IOC_NR(cmd) <= GW_ELEMENT_MAX)
		ret = gw_ioctl_request(s, cmd, (void __user *)arg);
	else if (_IOC_TYPE(cmd) == GW_IOC_MAGIC)
		ret = gw_control(s, cmd, (void __user *)arg);
	gw_leave(s->inst);
	return ret;
}

static __poll_t gw_poll(struct file *file, poll_table *wait)
{
	struct gw_session *s = file->private_data;
	struct gw_subscription *sub;
	__poll_t ready = 0;

	poll_wait(file, &s->wait, wait);
	sub = gw_session_sub(s);
	if (sub)
		ready = sub->carrier->poll(sub);
	if (gw_dying(s->inst))
		ready |= EPOLLHUP | EPOLLERR;
	return ready;
}

static int gw_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct gw_session *s = file->private_data;
	struct gw_subscription *sub;
	int err = -ENODEV;

	if (!gw_enter(s->inst))
		return err;
	sub = gw_session_sub(s);
	if (gw_page_maps(vma))
		err = gw_page_mmap(s, vma);
	else if (sub)
		err = sub->carrier->mmap(sub, vma);
	gw_leave(s->inst);
	return err;
}

const struct file_operations gw_session_fops = {
	.owner = THIS_MODULE,
	.open = gw_open,
	.release = gw_release,
	.unlocked_ioctl = gw_ioctl,
	.compat_ioctl = compat_ptr_ioctl,
	.poll = gw_poll,
	.mmap = gw_mmap,
	.llseek = noop_llseek,
};
