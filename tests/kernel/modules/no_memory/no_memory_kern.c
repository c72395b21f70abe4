// SPDX-License-Identifier: GPL-2.0-only
/*
 * A provider whose registration has no memory at one place, and then at the next, until
 * it has seen all; or, with "changes", how its changes are told. For the tests.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>

#include "failing.h"
#include "no_memory_kern.gw.h"

/* Of so many places in sequence, one is tried. */
static unsigned int step = 1;
module_param(step, uint, 0);

static bool changes;
module_param(changes, bool, 0);

static struct no_memory *channel;

/* Of the handlers, which take turns. */
static u32 armed, fails;

/* Whoever tells of a change asks first. */
static int get_armed(struct no_memory *m, struct no_memory_session *s, u32 *value)
{
	*value = armed;
	if (fails)
		failing_arm(fails);
	fails = 0;
	return 0;
}

/* The handlers' turn is not over before both have changed. */
static int change(struct no_memory *m, struct no_memory_session *s,
		  const struct no_memory_gw_change_request *in)
{
	armed = in->value;
	fails = in->nth;
	no_memory_changed_armed(m);
	no_memory_set_behind(m, in->value);
	return 0;
}

static int calm(struct no_memory *m, struct no_memory_session *s,
		struct no_memory_gw_calm_reply *out)
{
	out->failed = failing_disarm();
	return 0;
}

static int nothing(struct no_memory *m, struct no_memory_session *s)
{
	return 0;
}

static int next_rows(struct no_memory *m, struct no_memory_session *s, const u32 *after,
		     struct no_memory_gw_rows *row)
{
	return -ENOENT;
}

static const struct no_memory_ops ops = {
	.get_armed = get_armed,
	.change = change,
	.calm = calm,
	.nothing = nothing,
	.next_rows = next_rows,
};

/* All that netlink_kernel_create() says is that there is no socket: it may be another's. */
static bool says_why(long err)
{
	return err == -ENOMEM || err == -EBUSY;
}

/* Return: 0, 1 it had all, or -EIO it failed otherwise than it should. */
static int try_without(unsigned int nth)
{
	struct no_memory *m;
	bool failed;

	failing_arm(nth);
	m = no_memory_register(NULL, NULL, &ops, NULL);
	failed = failing_disarm();
	if (!IS_ERR(m)) {
		no_memory_unregister(m);
		return !failed;	/* it did without */
	}
	if (failed && says_why(PTR_ERR(m)))
		return 0;
	pr_err("without allocation %u: %pe\n", nth, m);
	return -EIO;
}

static int try_all(void)
{
	unsigned int nth;
	int ret;

	ret = failing_begin();
	if (ret)
		return ret;
	for (nth = 1; !ret; nth += step)
		ret = try_without(nth);
	failing_end();
	pr_info("fewer than %u allocations\n", nth);
	return min(ret, 0);
}

static int __init no_memory_init(void)
{
	int err = changes ? failing_begin() : try_all();

	if (err)
		return err;
	channel = no_memory_register(NULL, NULL, &ops, NULL);
	if (changes && IS_ERR(channel))
		failing_end();
	return PTR_ERR_OR_ZERO(channel);
}

static void __exit no_memory_exit(void)
{
	no_memory_unregister(channel);
	if (changes)
		failing_end();
}

module_init(no_memory_init);
module_exit(no_memory_exit);

MODULE_DESCRIPTION("Gangway's test provider without memory");
MODULE_LICENSE("GPL");
