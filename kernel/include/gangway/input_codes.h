/* SPDX-License-Identifier: GPL-2.0-only */
/* What carrier "input" has of an event (gw_element.details). */
#ifndef _GANGWAY_INPUT_CODES_H
#define _GANGWAY_INPUT_CODES_H

#include <linux/types.h>

/**
 * struct gw_input_code - a field as an event of an input device (const, generated)
 * @field: index of the record's field
 * @type: EV_KEY, EV_REL, EV_ABS or EV_SW
 * @code: KEY_* and so on
 * @min: of an EV_ABS
 * @max: the same
 */
struct gw_input_code {
	u32 field;
	u16 type;
	u16 code;
	s32 min;
	s32 max;
};

/**
 * struct gw_input_event - how records of an event are reported (const, generated)
 * @device: name of the input device, the same for all events of an interface
 * @codes: of all fields
 * @n_codes: how many
 */
struct gw_input_event {
	const char *device;
	const struct gw_input_code *codes;
	u32 n_codes;
};

#endif /* _GANGWAY_INPUT_CODES_H */
