/* SPDX-License-Identifier: MIT */
#define EXPORT_SYMBOL_GPL(name)
