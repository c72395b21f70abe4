// SPDX-License-Identifier: GPL-2.0-only
/* uevent_alerts: sends an event when the temperature is set to more than its limit. */
#include <linux/module.h>

#include "uevent_alerts_kern.gw.h"

static struct uevent_alerts *channel;

static int set_temperature(struct uevent_alerts *m, struct uevent_alerts_session *s, s32 value)
{
	struct uevent_alerts_gw_overheated alert = {
		.temperature = value,
		.limit = uevent_alerts_limit(m),
	};

	if (alert.temperature > alert.limit)
		uevent_alerts_emit_overheated(m, &alert);
	return 0;
}

static const struct uevent_alerts_ops ops = {
	.set_temperature = set_temperature,
};

static int __init uevent_alerts_init(void)
{
	channel = uevent_alerts_register(NULL, NULL, &ops, NULL);
	return PTR_ERR_OR_ZERO(channel);
}

static void __exit uevent_alerts_exit(void)
{
	uevent_alerts_unregister(channel);
}

module_init(uevent_alerts_init);
module_exit(uevent_alerts_exit);

MODULE_DESCRIPTION("Alerts as uevents");
MODULE_LICENSE("GPL");
