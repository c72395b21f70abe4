/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Hexadecimal digits, wherever this kernel has them. Apart from compat.h for what
 * also compiles in user space.
 */
#ifndef _GANGWAY_COMPAT_HEX_H
#define _GANGWAY_COMPAT_HEX_H

#include "probed.h"

#if GW_HAVE_HEX_HEADER
#include <linux/hex.h>
#else
#include <linux/kernel.h>
#endif

#endif /* _GANGWAY_COMPAT_HEX_H */
