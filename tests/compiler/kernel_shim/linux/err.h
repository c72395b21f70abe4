/* SPDX-License-Identifier: MIT */
#ifndef SHIM_LINUX_ERR_H
#define SHIM_LINUX_ERR_H

#define likely(x) __builtin_expect(!!(x), 1)
#define unlikely(x) __builtin_expect(!!(x), 0)
#define READ_ONCE(x) (x)
#define IS_ERR_OR_NULL(p) (!(p) || (unsigned long)(p) >= -4095UL)
#ifndef __always_inline
#define __always_inline inline __attribute__((always_inline))
#endif

#endif
