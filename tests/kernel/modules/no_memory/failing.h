/* SPDX-License-Identifier: GPL-2.0-only */
/* Allocations that fail: of one task, the one with a certain number. */
#ifndef FAILING_H
#define FAILING_H

int failing_begin(void);
void failing_end(void);
void failing_arm(unsigned int nth);
bool failing_disarm(void);

#endif /* FAILING_H */
