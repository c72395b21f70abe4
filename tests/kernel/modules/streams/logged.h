/* SPDX-License-Identifier: GPL-2.0-only */
/* A part of the module. */
int logged_begin(void);
void logged_end(void);
