/* SPDX-License-Identifier: (GPL-2.0-only WITH Linux-syscall-note) OR MIT */
/*
 * params: Properties that are parameters of the module or of the kernel.
 *
 * Made by gangway-gen from params.yaml; change that, not this.
 *
 * The protocol
 *
 * level (property): How much, "at most" 9.
 *	Parameter level of the module (MODULE.level= on the kernel's command
 *	line), in /sys/module/MODULE/parameters/level. 0 to 9, else ERANGE. At
 *	first 5.
 *
 * loud (property): Whether it speaks.
 *	Parameter quiet of the module (MODULE.quiet= on the kernel's command
 *	line), in /sys/module/MODULE/parameters/quiet; it says the opposite. At
 *	first true.
 *
 * text (property)
 *	Parameter text of the module (MODULE.text= on the kernel's command
 *	line), in /sys/module/MODULE/parameters/text.
 *
 * hidden (property): Given at load.
 *	Parameter hidden of the module (MODULE.hidden= on the kernel's command
 *	line).
 *
 * first (property)
 *	Parameter first of the module (MODULE.first= on the kernel's command
 *	line). At first 1.
 *
 * ints (property): Some.
 *	Parameter ints of the module (MODULE.ints= on the kernel's command
 *	line).
 *
 * color (property)
 *	Parameter color of the module (MODULE.color= on the kernel's command
 *	line), in /sys/module/MODULE/parameters/color.
 *
 * both (property)
 *	Parameter both of the module (MODULE.both= on the kernel's command
 *	line). Text in /sys/class/gangway/params/both.
 */
#ifndef _UAPI_PARAMS_GW_H
#define _UAPI_PARAMS_GW_H

#include <linux/types.h>

#include <gangway/layout.h>
#include <gangway/session.h>

#define PARAMS_NODE "/dev/gangway/params"

/* Numbers of the elements, recorded in params.lock. */
#define PARAMS_LEVEL 1	/* property */
#define PARAMS_LOUD 2	/* property */
#define PARAMS_TEXT 3	/* property */
#define PARAMS_HIDDEN 4	/* property */
#define PARAMS_FIRST 5	/* property */
#define PARAMS_INTS 6	/* property */
#define PARAMS_COLOR 7	/* property */
#define PARAMS_BOTH 8	/* property */

/* color: a __u32. */
enum {
	PARAMS_COLOR_RED = 0,
	PARAMS_COLOR_GREEN = 1,
};

/**
 * struct params_level - value of property level
 * @value: How much, "at most" 9.
 */
struct params_level {
	__s32 value;
};

/**
 * struct params_loud - value of property loud
 * @value: Whether it speaks (0 or 1)
 */
struct params_loud {
	__u8 value;
};

/**
 * struct params_text - value of property text
 * @value: at most 15 bytes, ended by a NUL, zeros behind
 */
struct params_text {
	char value[16];
};

/**
 * struct params_hidden - value of property hidden
 * @value: Given at load.
 */
struct params_hidden {
	__aligned_u64 value;
};

/**
 * struct params_first - value of property first
 * @value: IPv4 address
 */
struct params_first {
	__be32 value;
};

/**
 * struct params_ints - value of property ints
 * @value_count: how many of @value are used, at most 4; the rest is zero
 * @value: Some.
 */
struct params_ints {
	__u32 value_count;
	__s32 value[4];
};

/**
 * struct params_color - value of property color
 * @value: PARAMS_COLOR_*
 */
struct params_color {
	__u32 value;
};

/**
 * struct params_both - value of property both
 * @value: value
 */
struct params_both {
	__u16 value;
};

/* Every compiler that reads this agrees on the bytes. */
GW_ASSERT_SIZE(struct params_level, 4);
GW_ASSERT_OFFSET(struct params_level, value, 0);
GW_ASSERT_SIZE(struct params_loud, 1);
GW_ASSERT_OFFSET(struct params_loud, value, 0);
GW_ASSERT_SIZE(struct params_text, 16);
GW_ASSERT_OFFSET(struct params_text, value, 0);
GW_ASSERT_SIZE(struct params_hidden, 8);
GW_ASSERT_OFFSET(struct params_hidden, value, 0);
GW_ASSERT_SIZE(struct params_first, 4);
GW_ASSERT_OFFSET(struct params_first, value, 0);
GW_ASSERT_SIZE(struct params_ints, 20);
GW_ASSERT_OFFSET(struct params_ints, value_count, 0);
GW_ASSERT_OFFSET(struct params_ints, value, 4);
GW_ASSERT_SIZE(struct params_color, 4);
GW_ASSERT_OFFSET(struct params_color, value, 0);
GW_ASSERT_SIZE(struct params_both, 2);
GW_ASSERT_OFFSET(struct params_both, value, 0);

#endif /* _UAPI_PARAMS_GW_H */
