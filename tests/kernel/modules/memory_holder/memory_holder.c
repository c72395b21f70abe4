// SPDX-License-Identifier: GPL-2.0-only
/* Who writes its parameter keeps all of its process from mapping memory, until it is killed. */
#include <linux/mm.h>
#include <linux/module.h>
#include <linux/sched.h>
#include <linux/wait.h>

static DECLARE_WAIT_QUEUE_HEAD(nobody);

static int hold(const char *text, const struct kernel_param *param)
{
	int err;

	mmap_write_lock(current->mm);
	err = wait_event_killable(nobody, false);
	mmap_write_unlock(current->mm);
	return err;
}

static const struct kernel_param_ops hold_ops = { .set = hold };
module_param_cb(hold, &hold_ops, NULL, 0200);

MODULE_DESCRIPTION("Holds mmap_lock");
MODULE_LICENSE("GPL");
