// SPDX-License-Identifier: GPL-2.0-only
/* The value, shown in a page. */
#include <linux/gfp.h>

#include "kernel.h"

static struct hw_page *hw_page;

int hw_page_init(void)
{
	hw_page = (struct hw_page *)get_zeroed_page(GFP_KERNEL);
	return hw_page ? 0 : -ENOMEM;
}

/* Who has mapped it keeps it, and sees that it is over. */
void hw_page_exit(void)
{
	/* After the last value. */
	smp_store_release(&hw_page->sequence, HW_GONE);
	free_page((unsigned long)hw_page);
}

int hw_page_mmap(struct vm_area_struct *vma)
{
	if (!(vma->vm_flags & VM_SHARED) || vma->vm_end - vma->vm_start != PAGE_SIZE)
		return -EINVAL;
	if (vma->vm_flags & VM_WRITE)
		return -EPERM;
	return vm_insert_page(vma, vma->vm_start, virt_to_page(hw_page));
}

/* Under hw_lock. */
void hw_page_show(u64 value)
{
	u64 sequence = hw_page->sequence;

	/* A reader takes no value that came with an odd sequence, or between two. */
	smp_store_release(&hw_page->sequence, sequence + 1);
	/* After that. */
	smp_store_release(&hw_page->value, value);
	/* And this after both. */
	smp_store_release(&hw_page->sequence, sequence + 2);
}
