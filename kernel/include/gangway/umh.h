/* SPDX-License-Identifier: GPL-2.0-only */
/* What carrier "umh" has of an event (gw_element.details). */
#ifndef _GANGWAY_UMH_H
#define _GANGWAY_UMH_H

#define GW_UMH_WORDS 16

/**
 * struct gw_umh_command - what the kernel starts for each event (const, generated)
 * @argv: the program's absolute path and its arguments; the rest is NULL, the last always
 */
struct gw_umh_command {
	const char *argv[GW_UMH_WORDS];
};

#endif /* _GANGWAY_UMH_H */
