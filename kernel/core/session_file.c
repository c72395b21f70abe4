// SPDX-License-Identifier: GPL-2.0-only
/*
 * The file operations of /dev/gangway. A session may outlive its instance; then
 * every request fails with ENODEV.
 */
#include <linux/fs.h>
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/nsproxy.h>

#include "compat/compat.h"
#include "core/carrier.h"
#include "core/copy.h"
#include "core/node.h"
#include "core/session.h"
#include "core/stream.h"

static int gw_open(struct inode *inode, struct file *file)
{
	const struct gw_carrier *c;
	struct gw_instance *inst;
	struct gw_session *s;
	int err;

	inst = gw_instance_find(iminor(inode), current->nsproxy->net_ns);
	if (!inst)
		return -ENODEV;
	s = gw_session_open(file, inst);
	if (IS_ERR(s)) {
		gw_instance_put(inst);
		return PTR_ERR(s);
	}
	file->private_data = s;
	c = gw_session_carrier(inst, open);
	err = c ? c->session.open(s, inode) : nonseekable_open(inode, file);
	if (err)
		gw_session_close(s);
	return err;
}

static int gw_release(struct inode *inode, struct file *file)
{
	gw_session_close(file->private_data);
	return 0;
}

/* Requests: each enters the instance, but not while it touches the caller's memory. */

static long gw_info(struct gw_session *s, unsigned int cmd, void __user *arg)
{
	struct gw_instance *inst = s->inst;
	struct gw_info info = {
		.abi = GW_ABI_VERSION,
		.session = s->id,
	};
	u32 i;

	if (!gw_enter(inst))
		return -ENODEV;
	info.description_size = inst->iface->description_size;
	gw_leave(inst);
	for (i = GW_ELEMENT_MIN; i <= GW_ELEMENT_MAX; i++)
		if (inst->elements[i])
			info.elements = i;
	strscpy(info.device, inst->device, sizeof(info.device));
	return gw_copy_out(arg, _IOC_SIZE(cmd), &info, sizeof(info));
}

/* Requests to the session itself. */
static noinline long gw_control(struct gw_session *s, unsigned int cmd, void __user *arg)
{
	switch (_IOC_NR(cmd)) {
	case _IOC_NR(GW_IOC_INFO):
		return gw_info(s, cmd, arg);
	case _IOC_NR(GW_IOC_SUBSCRIBE):
		return gw_subscribe(s, cmd, arg);
	case _IOC_NR(GW_IOC_COUNTERS):
		return gw_counters(s, cmd, arg);
	case _IOC_NR(GW_IOC_STREAM_SIZE):
	case _IOC_NR(GW_IOC_STREAM_TRUNCATE):
		return gw_stream_control(s, cmd, arg);
	}
	return -ENOTTY;
}

static long gw_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct gw_session *s = file->private_data;

	if (gw_dying(s->inst) && _IOC_NR(cmd) != _IOC_NR(GW_IOC_COUNTERS))
		return -ENODEV;
	if (_IOC_TYPE(cmd) != GW_IOC_MAGIC)
		return -ENOTTY;
	if (_IOC_NR(cmd) <= GW_ELEMENT_MAX && s->inst->ioctl)
		return s->inst->ioctl(s, cmd, (void __user *)arg);
	return gw_control(s, cmd, (void __user *)arg);
}

/* Operations of the first carrier that has such a function. */

static ssize_t gw_read(struct kiocb *iocb, struct iov_iter *to)
{
	struct gw_session *s = iocb->ki_filp->private_data;
	const struct gw_carrier *c = gw_session_carrier(s->inst, read);

	return c ? c->session.read(s, iocb, to) : -EINVAL;
}

static ssize_t gw_write(struct kiocb *iocb, struct iov_iter *from)
{
	struct gw_session *s = iocb->ki_filp->private_data;
	const struct gw_carrier *c = gw_session_carrier(s->inst, write);

	return c ? c->session.write(s, iocb, from) : -EINVAL;
}

static loff_t gw_llseek(struct file *file, loff_t offset, int whence)
{
	struct gw_session *s = file->private_data;
	const struct gw_carrier *c = gw_session_carrier(s->inst, llseek);

	return c ? c->session.llseek(s, offset, whence) : -ESPIPE;
}

static int gw_fasync(int fd, struct file *file, int on)
{
	struct gw_session *s = file->private_data;
	const struct gw_carrier *c = gw_session_carrier(s->inst, fasync);

	return c ? c->session.fasync(s, fd, on) : 0;	/* as without it */
}

static int gw_uring_cmd(struct io_uring_cmd *cmd, unsigned int issue_flags)
{
	struct gw_session *s = cmd->file->private_data;
	const struct gw_carrier *c = gw_session_carrier(s->inst, uring_cmd);

	return c ? c->session.uring_cmd(s, cmd, issue_flags) : -EOPNOTSUPP;
}

/* Operations of each carrier for its own part. */

/*
 * Who has subscribed on a session waits for records: its file's own content, which may
 * always be ready, is for others.
 */
static __poll_t gw_poll(struct file *file, poll_table *wait)
{
	struct gw_session *s = file->private_data;
	const struct gw_carrier *c;
	__poll_t ready = 0;
	u64 left;

	poll_wait(file, &s->wait, wait);
	/* Pairs with gw_subscribe_done(). */
	left = smp_load_acquire(&s->subscribed);
	c = left ? NULL : gw_session_carrier(s->inst, content_poll);
	if (c)
		ready = c->session.content_poll(s, wait);
	for (; left; left &= left - 1) {
		u32 id = __ffs64(left);

		ready |= gw_carriers[id]->session.poll(s->subscriptions[id]);
	}
	if (gw_dying(s->inst))
		ready |= EPOLLHUP | EPOLLERR;
	return ready;
}

/* Entered. Offsets below those of the first carrier are of the file's own content. */
static int gw_mmap_part(struct gw_session *s, struct vm_area_struct *vma)
{
	const u64 offset = (u64)vma->vm_pgoff << PAGE_SHIFT;
	const u64 id = offset >> GW_CARRIER_OFFSET_SHIFT;
	const struct gw_carrier *c = NULL;

	if (!id) {
		c = gw_session_carrier(s->inst, content_mmap);
		return c ? c->session.content_mmap(s, vma) : -ENODEV;
	}
	if (id < GW_CARRIER_IDS && s->inst->carriers & BIT_ULL(id))
		c = gw_carriers[array_index_nospec(id, GW_CARRIER_IDS)];
	return c && c->session.mmap ?
		c->session.mmap(s, vma, offset - GW_CARRIER_OFFSET(id)) : -ENODEV;
}

static int gw_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct gw_session *s = file->private_data;
	int err;

	if (!gw_enter(s->inst))
		return -ENODEV;
	err = gw_mmap_part(s, vma);
	gw_leave(s->inst);
	return err;
}

const struct file_operations gw_session_fops = {
	.owner = THIS_MODULE,
	.open = gw_open,
	.release = gw_release,
	.unlocked_ioctl = gw_ioctl,
	.compat_ioctl = compat_ptr_ioctl,
	.read_iter = gw_read,
	.write_iter = gw_write,
	.splice_read = gw_splice_read,
	.splice_write = iter_file_splice_write,
	.fasync = gw_fasync,
	.uring_cmd = gw_uring_cmd,
	.poll = gw_poll,
	.mmap = gw_mmap,
	.llseek = gw_llseek,
};
