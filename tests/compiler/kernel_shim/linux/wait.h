/* SPDX-License-Identifier: MIT */
#ifndef SHIM_LINUX_WAIT_H
#define SHIM_LINUX_WAIT_H

typedef struct wait_queue_head wait_queue_head_t;

#endif
