/* SPDX-License-Identifier: MIT */
/* Keys are ordinary variables. */
#define DECLARE_STATIC_KEY_FALSE(name) extern int name
#define static_branch_unlikely(key) (*(key))
