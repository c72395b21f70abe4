// SPDX-License-Identifier: GPL-2.0-only
/* 6.4: struct class, its devnode and its dev_uevent take const pointers. */
#include <linux/device.h>

#if GW_PROBE
#define MAYBE_CONST const
#else
#define MAYBE_CONST
#endif

static char *devnode(MAYBE_CONST struct device *dev, umode_t *mode)
{
	return NULL;
}

static int uevent(MAYBE_CONST struct device *dev, struct kobj_uevent_env *env)
{
	return 0;
}

static MAYBE_CONST struct class probed = {
	.devnode = devnode,
	.dev_uevent = uevent,
};

static int __maybe_unused probe(void)
{
	return class_register(&probed);
}
