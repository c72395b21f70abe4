// SPDX-License-Identifier: GPL-2.0-only
/*
 * Carrier "genetlink": requests that their senders run.
 *
 * A worker costs more than all the rest of a request. So one that need not wait is lent
 * to who sent it: sendmsg() first leaves netlink, with its locks, and on the way back to
 * the program, as the task's own work, runs the request and answers it. Nobody else
 * depends on that: until it has begun it can be taken back, and another's request does
 * not wait for it.
 *
 * Not lent is what would keep a sender who does not expect it: one whose socket does not
 * block, or who would have to wait for a handler first, or has one already, whose handler
 * may be waiting for what this one does. A kernel thread has no way back.
 */
#include <linux/file.h>
#include <linux/module.h>
#include <linux/rcupdate.h>
#include <linux/sched/signal.h>
#include <linux/task_work.h>
#include <net/sock.h>

#include "carriers/genetlink/genl.h"

/*
 * What a task does for us ends with instructions that no count covers. On a kernel that
 * preempts, only RCU of tasks tells when they have been executed.
 */
#define GW_GENL_LENDS (!IS_ENABLED(CONFIG_PREEMPTION) || IS_ENABLED(CONFIG_TASKS_RCU))

/* Would its handler have to wait for another first? */
static bool gw_genl_is_taken(struct gw_instance *inst)
{
	return inst->serial && mutex_is_locked(&inst->handlers);
}

/*
 * Is it still the sender's, who begins it now? Those who are about to end, or would wait
 * for somebody, leave it to a worker.
 */
static bool gw_genl_take(struct gw_genl_request *r)
{
	bool taken = false;

	spin_lock(&gw_genl_requests_lock);
	if (r->lent) {
		r->lent = false;
		taken = !r->abandoned && !gw_genl_is_taken(r->g->inst) &&
			!(current->flags & PF_EXITING) && !fatal_signal_pending(current);
		if (!taken)
			gw_genl_request_to_worker(r);
	}
	spin_unlock(&gw_genl_requests_lock);
	return taken;
}

static void gw_genl_visit(struct callback_head *visit)
{
	struct gw_genl_request *r = container_of(visit, struct gw_genl_request, visit);

	if (gw_genl_take(r))
		gw_genl_request_serve(r);
	spin_lock(&gw_genl_requests_lock);
	r->sender = NULL;
	spin_unlock(&gw_genl_requests_lock);
	gw_genl_request_put(r);
	module_put(THIS_MODULE);
}

/* Would current be kept by what it did not ask for, or never come? */
static bool gw_genl_minds(const struct gw_genl_request *r)
{
	const struct file *file = r->sk->sk_socket->file;

	return current->flags & (PF_KTHREAD | PF_IO_WORKER) ||
	       !file || file->f_flags & O_NONBLOCK ||
	       gw_genl_is_taken(r->g->inst);
}

/**
 * gw_genl_lend() - have its sender run a request
 * @r: a get, a set or a call, which waits for no other
 *
 * Context: of .doit, so current is the sender; gw_genl_requests_lock is held.
 * Return: false: a worker has to.
 */
bool gw_genl_lend(struct gw_genl_request *r)
{
	if (!GW_GENL_LENDS || gw_genl_minds(r) || gw_genl_has_lent())
		return false;
	init_task_work(&r->visit, gw_genl_visit);
	if (task_work_add(current, &r->visit, TWA_RESUME))
		return false;
	refcount_inc(&r->users);
	r->lent = true;
	r->sender = current;
	__module_get(THIS_MODULE);
	return true;
}

static bool gw_genl_is_handled(const struct k_sigaction *action)
{
	return action->sa.sa_handler != SIG_DFL && action->sa.sa_handler != SIG_IGN;
}

/**
 * gw_genl_restarts() - would a system call that was interrupted now begin again?
 *
 * A sender's has returned already, so its request begins again, in a worker. But whoever
 * wants signals to interrupt is told so. A worker is interrupted for good.
 */
bool gw_genl_restarts(void)
{
	/* A task's own stays. */
	struct sighand_struct *sighand = rcu_dereference_protected(current->sighand, true);
	bool restarts = true;
	sigset_t pending;
	int i;

	if (current->flags & PF_KTHREAD)
		return false;
	spin_lock_irq(&sighand->siglock);
	sigorsets(&pending, &current->pending.signal, &current->signal->shared_pending.signal);
	sigandnsets(&pending, &pending, &current->blocked);
	for (i = 0; i < _NSIG; i++) {
		const struct k_sigaction *action = &sighand->action[i];

		if (sigismember(&pending, 1 + i) && gw_genl_is_handled(action) &&
		    !(action->sa.sa_flags & SA_RESTART))
			restarts = false;
	}
	spin_unlock_irq(&sighand->siglock);
	return restarts;
}

/* There is no request. Waits for senders to leave this code. */
void gw_genl_senders_exit(void)
{
	if (GW_GENL_LENDS)
		synchronize_rcu_tasks();
}
