/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * An instance and its subscriptions by the ring, as gangway.ko would have made them, for the
 * kernel's objects that run in a program. Sizes and layouts are the kernel's, so a file that is
 * compiled as a module makes them (stage.c).
 */
#ifndef GANGWAY_STAGE_H
#define GANGWAY_STAGE_H

/*
 * The area of the only CPU. What is in it is addressed by offsets from its beginning; those of
 * the kernel's own variables are the linker's.
 */
#define STAGE_CPU_AREA_SIZE	0x4000000
#define STAGE_CPU_OFFSET	128	/* this_cpu_off, where the linker puts it */
#define STAGE_COUNTS		4096	/* an instance's */

/* Memory of the subscription: the control area, and the CPU's sub-ring with its producer page. */
struct stage_ring {
	void *control;
	void *area;
	unsigned int bytes;
	unsigned int flags;	/* GW_RING_* */
};

#ifdef __cplusplus
extern "C" {
#endif

extern const char stage_compiler[]; /* what compiled the kernel's objects */

/* Both return NULL where @size bytes of @memory are too few. */
void *stage_instance(void *memory, unsigned long size);
void *stage_subscribe(void *instance, unsigned int event, const void *carrier,
		      const struct stage_ring *ring, void *memory, unsigned long size);

/* What the provider does besides emitting: its loop, and filling in records of 64 bytes. */
int stage_control(void *record, unsigned int count);

#ifdef __cplusplus
}
#endif

#endif
