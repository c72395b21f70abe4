// SPDX-License-Identifier: GPL-2.0-only
/* 6.17: binary attributes of sysfs are const. */
#include <linux/sysfs.h>

#if GW_PROBE
#define MAYBE_CONST const
#else
#define MAYBE_CONST
#endif

static ssize_t probed_read(struct file *file, struct kobject *kobj,
			   MAYBE_CONST struct bin_attribute *attr, char *buf,
			   loff_t pos, size_t count)
{
	return 0;
}

static MAYBE_CONST BIN_ATTR_RO(probed, 0);

static MAYBE_CONST struct bin_attribute *probed[] = {
	&bin_attr_probed,
	NULL
};

static const struct attribute_group group __maybe_unused = {
	.bin_attrs = probed,
};
