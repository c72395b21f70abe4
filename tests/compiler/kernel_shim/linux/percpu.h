/* SPDX-License-Identifier: MIT */
/* One CPU. */
#define __percpu
#define this_cpu_read(x) (x)
#define this_cpu_inc(x) ((void)(x)++)
#define this_cpu_add(x, v) ((void)((x) += (v)))
