/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Every difference between kernels, and nothing else. What a kernel has is
 * found out by trying: each file of probes/ is a test that compiles in exactly
 * one of its two forms, and probe.sh writes down which.
 */
#ifndef _GANGWAY_COMPAT_H
#define _GANGWAY_COMPAT_H

#include <linux/mm.h>

#include "probed.h"

/* Callbacks of struct class, and class_register(), take const pointers. */
#if GW_HAVE_CLASS_CONST
#define GW_CLASS_CONST const
#else
#define GW_CLASS_CONST
#endif

/* Flags of a mapping are changed by functions. */
static inline void gw_vm_flags_set(struct vm_area_struct *vma, vm_flags_t flags)
{
#if GW_HAVE_VM_FLAGS
	vm_flags_set(vma, flags);
#else
	vma->vm_flags |= flags;
#endif
}

static inline void gw_vm_flags_clear(struct vm_area_struct *vma, vm_flags_t flags)
{
#if GW_HAVE_VM_FLAGS
	vm_flags_clear(vma, flags);
#else
	vma->vm_flags &= ~flags;
#endif
}

/* __string() remembers its source, __assign_str() does not want it again. */
#if GW_HAVE_ASSIGN_STR_ONE
#define gw_assign_str(field, ...) __assign_str(field)
#else
#define gw_assign_str(field, source) __assign_str(field, source)
#endif

#endif /* _GANGWAY_COMPAT_H */
