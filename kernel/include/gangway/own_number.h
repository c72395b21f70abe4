/* SPDX-License-Identifier: GPL-2.0-only */
/* What carrier "syscall" has of an element (gw_element.details). */
#ifndef _GANGWAY_OWN_NUMBER_H
#define _GANGWAY_OWN_NUMBER_H

#include <linux/types.h>

/**
 * struct gw_own_number - a system call of an element's own (const, generated)
 * @number: of the system call; 0: it has none
 */
struct gw_own_number {
	u32 number;
};

#endif /* _GANGWAY_OWN_NUMBER_H */
