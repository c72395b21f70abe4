// SPDX-License-Identifier: GPL-2.0-only
/* Does on loading what its parameter says, so that the lab can be seen to notice. */
#include <linux/irqflags.h>
#include <linux/module.h>
#include <linux/processor.h>
#include <linux/string.h>

static char *how = "";
module_param(how, charp, 0444);
MODULE_PARM_DESC(how, "warn, oops, spin, or refuse");

static void __init spin(void)
{
	local_irq_disable();
	for (;;)
		cpu_relax();
}

static int __init misbehave_init(void)
{
	if (!strcmp(how, "warn"))
		WARN(1, "misbehaving\n");
	else if (!strcmp(how, "oops"))
		BUG();
	else if (!strcmp(how, "spin"))
		spin();
	else if (!strcmp(how, "refuse"))
		return -ENODEV;
	return 0;
}

static void __exit misbehave_exit(void)
{
}

module_init(misbehave_init);
module_exit(misbehave_exit);
MODULE_DESCRIPTION("Misbehaves on request");
MODULE_LICENSE("GPL");
