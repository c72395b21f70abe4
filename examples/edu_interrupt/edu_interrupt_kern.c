// SPDX-License-Identifier: GPL-2.0-only
/*
 * edu_interrupt: a driver for QEMU's PCI device "edu", which computes factorials and
 * raises an interrupt when it has one. The interrupt hands the result to programs, and has
 * a tasklet and a timer do it, too, as drivers do with what takes longer.
 */
#include <linux/interrupt.h>
#include <linux/jiffies.h>
#include <linux/module.h>
#include <linux/pci.h>
#include <linux/timer.h>

#include "edu_interrupt_kern.gw.h"

/* Registers. */
#define EDU_FACTORIAL		0x08
#define EDU_STATUS		0x20
#define EDU_INTERRUPT_STATUS	0x24
#define EDU_INTERRUPT_ACK	0x64

#define EDU_COMPUTING		0x01
#define EDU_INTERRUPTS		0x80	/* when it has computed */

#define LARGEST 12

static void by_tasklet(struct tasklet_struct *tasklet);
static void by_timer(struct timer_list *timer);

/* One device at a time. */
static struct edu_interrupt *channel;
static void __iomem *registers;
static u32 result;
static DECLARE_TASKLET(tasklet, by_tasklet);
static DEFINE_TIMER(timer, by_timer);

static void tell_later(u32 by)
{
	edu_interrupt_emit_told_later(channel, &(struct edu_interrupt_gw_told_later){
		.result = READ_ONCE(result),
		.by = by,
	});
}

static void by_tasklet(struct tasklet_struct *unused)
{
	tell_later(EDU_INTERRUPT_ORIGIN_TASKLET);
}

static void by_timer(struct timer_list *unused)
{
	tell_later(EDU_INTERRUPT_ORIGIN_TIMER);
}

static irqreturn_t on_interrupt(int irq, void *unused)
{
	const u32 why = ioread32(registers + EDU_INTERRUPT_STATUS);

	if (!why)
		return IRQ_NONE;
	iowrite32(why, registers + EDU_INTERRUPT_ACK);
	WRITE_ONCE(result, ioread32(registers + EDU_FACTORIAL));
	edu_interrupt_emit_computed(channel, &(struct edu_interrupt_gw_computed){
		.result = result,
	});
	tasklet_schedule(&tasklet);
	mod_timer(&timer, jiffies + 1);
	return IRQ_HANDLED;
}

/* Handlers take turns. */
static int factorial(struct edu_interrupt *m, struct edu_interrupt_session *s,
		     const struct edu_interrupt_gw_factorial_request *in)
{
	if (in->number > LARGEST)
		return -ERANGE;
	if (ioread32(registers + EDU_STATUS) & EDU_COMPUTING)
		return -EBUSY;
	WRITE_ONCE(channel, m);	/* registering may be about to return */
	iowrite32(EDU_INTERRUPTS, registers + EDU_STATUS);
	iowrite32(in->number, registers + EDU_FACTORIAL);
	return 0;
}

static const struct edu_interrupt_ops ops = {
	.factorial = factorial,
};

static void unmap(struct pci_dev *dev)
{
	pci_iounmap(dev, registers);
	registers = NULL;
}

/* Nobody can have the device compute before all is there. */
static int begin(struct pci_dev *dev)
{
	int err;

	registers = pci_iomap(dev, 0, 0);
	if (!registers)
		return -ENOMEM;
	pci_set_master(dev);	/* an MSI is a write to memory */
	err = pci_alloc_irq_vectors(dev, 1, 1, PCI_IRQ_ALL_TYPES);
	if (err < 0)
		goto err_unmap;
	/* A hard interrupt on PREEMPT_RT, too. */
	err = request_irq(pci_irq_vector(dev, 0), on_interrupt, IRQF_NO_THREAD, "edu_interrupt",
			  &channel);
	if (err)
		goto err_free;
	channel = edu_interrupt_register(&dev->dev, NULL, &ops, NULL);
	if (!IS_ERR(channel))
		return 0;
	err = PTR_ERR(channel);
	free_irq(pci_irq_vector(dev, 0), &channel);
err_free:
	pci_free_irq_vectors(dev);
err_unmap:
	unmap(dev);
	return err;
}

static int edu_probe(struct pci_dev *dev, const struct pci_device_id *id)
{
	int err = registers ? -EBUSY : pcim_enable_device(dev);

	return err ?: begin(dev);
}

static void edu_remove(struct pci_dev *dev)
{
	iowrite32(0, registers + EDU_STATUS);
	free_irq(pci_irq_vector(dev, 0), &channel);
	timer_delete_sync(&timer);
	tasklet_kill(&tasklet);
	edu_interrupt_unregister(channel);
	pci_free_irq_vectors(dev);
	unmap(dev);
}

static const struct pci_device_id edu_ids[] = {
	{ PCI_DEVICE(0x1234, 0x11e8) },
	{ }
};
MODULE_DEVICE_TABLE(pci, edu_ids);

static struct pci_driver edu_driver = {
	.name = "edu_interrupt",
	.id_table = edu_ids,
	.probe = edu_probe,
	.remove = edu_remove,
};
module_pci_driver(edu_driver);

MODULE_DESCRIPTION("Factorials of QEMU's device edu");
MODULE_LICENSE("GPL");
