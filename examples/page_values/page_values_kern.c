// SPDX-License-Identifier: GPL-2.0-only
/*
 * page_values: a number that programs store in a page, and what the module makes
 * of it. Nobody calls the module: it looks, a hundred times a second.
 */
#define pr_fmt(fmt) KBUILD_MODNAME ": " fmt

#include <linux/module.h>
#include <linux/workqueue.h>

#include "page_values_kern.gw.h"

static struct page_values *channel;
static u64 turns;

static void on_turn(struct work_struct *work);
static DECLARE_DELAYED_WORK(turn, on_turn);

static void on_turn(struct work_struct *work)
{
	int fresh = page_values_refresh_number(channel);
	s32 number = page_values_number(channel);
	struct page_values_gw_state state = {
		.value = {
			.number = number,
			.twice = 2 * number,
			.turns = ++turns,
		},
	};

	if (fresh > 0)
		pr_info("the number is %d\n", number);
	else if (fresh == -ERANGE)
		pr_info("a number out of range was requested\n");
	page_values_set_state(channel, &state);
	schedule_delayed_work(&turn, HZ / 100);
}

static const struct page_values_ops ops = { };

static int __init page_values_init(void)
{
	channel = page_values_register(NULL, NULL, &ops, NULL);
	if (IS_ERR(channel))
		return PTR_ERR(channel);
	schedule_delayed_work(&turn, 0);
	return 0;
}

static void __exit page_values_exit(void)
{
	cancel_delayed_work_sync(&turn);
	page_values_unregister(channel);
}

module_init(page_values_init);
module_exit(page_values_exit);

MODULE_DESCRIPTION("Values in memory that the kernel and its programs share");
MODULE_LICENSE("GPL");
