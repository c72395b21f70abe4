// SPDX-License-Identifier: GPL-2.0-only
/*
 * process_list: a table of all processes. From one read to the next nothing may
 * be held that keeps processes from going; hence no place in a list is kept, and
 * each row is looked up again, as the first process with a greater number.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/cred.h>
#include <linux/module.h>
#include <linux/pid.h>
#include <linux/pid_namespace.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/uidgid.h>

#include "process_list_kern.gw.h"

static struct process_list *channel;

/*
 * The first process after *@nr, which becomes its number. Most numbers that are
 * passed over are of threads.
 */
static struct task_struct *process_after(pid_t *nr, struct pid_namespace *ns)
{
	struct task_struct *task = NULL;
	struct pid *pid;

	while (!task && (pid = find_ge_pid(*nr + 1, ns))) {
		*nr = pid_nr_ns(pid, ns);
		task = pid_task(pid, PIDTYPE_TGID);
	}
	return task;
}

static void process_describe(struct process_list_gw_processes *row,
			     struct task_struct *task, struct pid_namespace *ns)
{
	/* Of one that is being reaped, the parent is no longer to be looked at. */
	if (pid_alive(task))
		row->ppid = task_tgid_nr_ns(rcu_dereference(task->real_parent), ns);
	row->uid = from_kuid_munged(current_user_ns(), task_cred_xxx(task, euid));
	row->threads = get_nr_threads(task);
	row->state = task_state_index(task);
	get_task_comm(row->name, task);
}

/* With seq_file there are no sessions: @s is NULL, and who reads is current. */
static int next_processes(struct process_list *m, struct process_list_session *s,
			  const __s32 *after, struct process_list_gw_processes *row)
{
	struct pid_namespace *ns = task_active_pid_ns(current);
	struct task_struct *task;
	pid_t nr = after ? *after : 0;

	rcu_read_lock();
	task = process_after(&nr, ns);
	if (task) {
		row->pid = nr;
		process_describe(row, task, ns);
	}
	rcu_read_unlock();
	return task ? 0 : -ENOENT;
}

static const struct process_list_ops ops = {
	.next_processes = next_processes,
};

static int __init process_list_init(void)
{
	channel = process_list_register(NULL, NULL, &ops, NULL);
	return PTR_ERR_OR_ZERO(channel);
}

static void __exit process_list_exit(void)
{
	process_list_unregister(channel);
}

module_init(process_list_init);
module_exit(process_list_exit);

MODULE_DESCRIPTION("Lists all processes");
MODULE_LICENSE("GPL");
