// SPDX-License-Identifier: GPL-2.0-only
/* Code that was generated from descriptions with this kernel's own names; see describe. */
#include "headers.h"
#include "names.h"

MODULE_DESCRIPTION("Gangway test: names that the kernel has too");
MODULE_LICENSE("GPL");
