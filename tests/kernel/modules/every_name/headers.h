/* SPDX-License-Identifier: GPL-2.0-only */
/* What generated code includes, and some of what modules include beside it. */
#include <linux/errno.h>
#include <linux/input.h>
#include <linux/kernel.h>
#include <linux/rtc.h>
#include <linux/slab.h>

#include <gangway/provider.h>
