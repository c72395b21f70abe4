// SPDX-License-Identifier: GPL-2.0-only
/* edu_interrupt, for a kernel without PCI: there is nothing to drive. */
#include <linux/module.h>

MODULE_DESCRIPTION("No driver for QEMU's device edu");
MODULE_LICENSE("GPL");
