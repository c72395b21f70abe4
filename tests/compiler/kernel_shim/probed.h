/* SPDX-License-Identifier: GPL-2.0-only */
/* User space has nothing that only some kernels have: see kernel/compat. */
