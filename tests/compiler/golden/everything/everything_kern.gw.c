// SPDX-License-Identifier: GPL-2.0-only
/* Made by gangway-gen from everything.yaml; change that, not this. */
#include <linux/errno.h>
#include <linux/kernel.h>

#include "everything_kern.gw.h"

static const struct gw_field fields_everything_flag[] = {
	{
		.name = "value",
		.type = GW_BOOL,
		.offset = offsetof(struct everything_flag, value),
		.size = 1,
		.max = 1,
	},
};

static const struct gw_field fields_everything_small[] = {
	{
		.name = "value",
		.type = GW_U8,
		.offset = offsetof(struct everything_small, value),
		.size = 1,
		.max = 1,
	},
};

static const struct gw_field fields_everything_count16[] = {
	{
		.name = "value",
		.type = GW_U16,
		.offset = offsetof(struct everything_count16, value),
		.size = 2,
		.max = 1,
	},
};

static const struct gw_field fields_everything_total[] = {
	{
		.name = "value",
		.type = GW_U64,
		.offset = offsetof(struct everything_total, value),
		.size = 8,
		.max = 1,
	},
};

static const struct gw_field fields_everything_limit[] = {
	{
		.name = "value",
		.type = GW_U64,
		.format = GW_HEX,
		.offset = offsetof(struct everything_limit, value),
		.size = 8,
		.max = 1,
	},
};

static const struct gw_field fields_everything_offset8[] = {
	{
		.name = "value",
		.type = GW_S8,
		.offset = offsetof(struct everything_offset8, value),
		.size = 1,
		.max = 1,
	},
};

static const struct gw_field fields_everything_offset64[] = {
	{
		.name = "value",
		.type = GW_S64,
		.offset = offsetof(struct everything_offset64, value),
		.size = 8,
		.max = 1,
	},
};

static const struct gw_field fields_everything_trim[] = {
	{
		.name = "value",
		.type = GW_S32,
		.offset = offsetof(struct everything_trim, value),
		.size = 4,
		.max = 1,
	},
};

static const struct gw_field fields_everything_port[] = {
	{
		.name = "value",
		.type = GW_BE16,
		.offset = offsetof(struct everything_port, value),
		.size = 2,
		.max = 1,
	},
};

static const struct gw_field fields_everything_serial[] = {
	{
		.name = "value",
		.type = GW_LE64,
		.offset = offsetof(struct everything_serial, value),
		.size = 8,
		.max = 1,
	},
};

static const struct gw_field fields_everything_secret[] = {
	{
		.name = "value",
		.type = GW_U32,
		.offset = offsetof(struct everything_secret, value),
		.size = 4,
		.max = 1,
	},
};

static const struct gw_name names_mode[] = {
	{ "idle", EVERYTHING_MODE_IDLE },
	{ "slow", EVERYTHING_MODE_SLOW },
	{ "fast", EVERYTHING_MODE_FAST },
};

static const struct gw_field fields_everything_mode[] = {
	{
		.name = "value",
		.type = GW_U32,
		.offset = offsetof(struct everything_mode, value),
		.size = 4,
		.max = 1,
		.names = names_mode,
		.n_names = ARRAY_SIZE(names_mode),
	},
};

static const struct gw_name names_rights[] = {
	{ "read", EVERYTHING_RIGHTS_READ },
	{ "write", EVERYTHING_RIGHTS_WRITE },
	{ "execute", EVERYTHING_RIGHTS_EXECUTE },
};

static const struct gw_field fields_everything_rights[] = {
	{
		.name = "value",
		.type = GW_U32,
		.offset = offsetof(struct everything_rights, value),
		.size = 4,
		.max = 1,
		.is_flags = true,
		.names = names_rights,
		.n_names = ARRAY_SIZE(names_rights),
	},
};

static const struct gw_name names_bits[] = {
	{ "b0", EVERYTHING_BITS_B0 },
	{ "b1", EVERYTHING_BITS_B1 },
	{ "b2", EVERYTHING_BITS_B2 },
	{ "b3", EVERYTHING_BITS_B3 },
	{ "b4", EVERYTHING_BITS_B4 },
	{ "b5", EVERYTHING_BITS_B5 },
	{ "b6", EVERYTHING_BITS_B6 },
	{ "b7", EVERYTHING_BITS_B7 },
};

static const struct gw_field fields_everything_bits[] = {
	{
		.name = "value",
		.type = GW_U8,
		.offset = offsetof(struct everything_bits, value),
		.size = 1,
		.max = 1,
		.is_flags = true,
		.names = names_bits,
		.n_names = ARRAY_SIZE(names_bits),
	},
};

static const struct gw_name names_far[] = {
	{ "near", EVERYTHING_FAR_NEAR },
	{ "away", EVERYTHING_FAR_AWAY },
};

static const struct gw_field fields_everything_far[] = {
	{
		.name = "value",
		.type = GW_U64,
		.offset = offsetof(struct everything_far, value),
		.size = 8,
		.max = 1,
		.is_flags = true,
		.names = names_far,
		.n_names = ARRAY_SIZE(names_far),
	},
};

static const struct gw_field fields_everything_title[] = {
	{
		.name = "value",
		.type = GW_STRING,
		.offset = offsetof(struct everything_title, value),
		.size = 21,
		.max = 20,
	},
};

static const struct gw_field fields_everything_blob[] = {
	{
		.name = "value",
		.type = GW_BYTES,
		.offset = offsetof(struct everything_blob, value),
		.is_bounded = true,
		.count_offset = offsetof(struct everything_blob, value_len),
		.size = 1,
		.max = 10,
	},
};

static const struct gw_field fields_everything_point[] = {
	{
		.name = "dx",
		.type = GW_S32,
		.offset = offsetof(struct everything_point, dx),
		.size = 4,
		.max = 1,
	},
	{
		.name = "dy",
		.type = GW_S32,
		.offset = offsetof(struct everything_point, dy),
		.size = 4,
		.max = 1,
	},
};

static const struct gw_field fields_everything_corner[] = {
	{
		.name = "value",
		.type = GW_STRUCT,
		.offset = offsetof(struct everything_corner, value),
		.size = 8,
		.max = 1,
		.fields = fields_everything_point,
		.n_fields = ARRAY_SIZE(fields_everything_point),
	},
};

static const struct gw_field fields_everything_label[] = {
	{
		.name = "text",
		.type = GW_STRING,
		.offset = offsetof(struct everything_label, text),
		.size = 7,
		.max = 6,
	},
	{
		.name = "lit",
		.type = GW_BOOL,
		.offset = offsetof(struct everything_label, lit),
		.size = 1,
		.max = 1,
	},
};

static const struct gw_field fields_everything_tag[] = {
	{
		.name = "value",
		.type = GW_STRUCT,
		.offset = offsetof(struct everything_tag, value),
		.size = 8,
		.max = 1,
		.fields = fields_everything_label,
		.n_fields = ARRAY_SIZE(fields_everything_label),
	},
};

static const struct gw_field fields_everything_triple[] = {
	{
		.name = "value",
		.type = GW_U32,
		.is_array = true,
		.offset = offsetof(struct everything_triple, value),
		.size = 4,
		.max = 3,
	},
};

static const struct gw_field fields_everything_some[] = {
	{
		.name = "value",
		.type = GW_U32,
		.is_array = true,
		.offset = offsetof(struct everything_some, value),
		.is_bounded = true,
		.count_offset = offsetof(struct everything_some, value_count),
		.size = 4,
		.max = 3,
		.names = names_mode,
		.n_names = ARRAY_SIZE(names_mode),
	},
};

static const struct gw_field fields_everything_gateway[] = {
	{
		.name = "value",
		.type = GW_BE32,
		.format = GW_IPV4,
		.offset = offsetof(struct everything_gateway, value),
		.size = 4,
		.max = 1,
	},
};

static const struct gw_field fields_everything_address[] = {
	{
		.name = "value",
		.type = GW_U8,
		.format = GW_MAC,
		.is_array = true,
		.offset = offsetof(struct everything_address, value),
		.size = 1,
		.max = 6,
	},
};

static const struct gw_field fields_everything_speed[] = {
	{
		.name = "value",
		.type = GW_U32,
		.offset = offsetof(struct everything_speed, value),
		.size = 4,
		.max = 1,
		.names = names_mode,
		.n_names = ARRAY_SIZE(names_mode),
	},
};

static const struct gw_field fields_everything_banner[] = {
	{
		.name = "value",
		.type = GW_STRING,
		.offset = offsetof(struct everything_banner, value),
		.size = 41,
		.max = 40,
	},
};

static const struct gw_field fields_everything_weights[] = {
	{
		.name = "value",
		.type = GW_S16,
		.is_array = true,
		.offset = offsetof(struct everything_weights, value),
		.is_bounded = true,
		.count_offset = offsetof(struct everything_weights,
					 value_count),
		.size = 2,
		.max = 8,
	},
};

static const struct gw_field fields_everything_trigger[] = {
	{
		.name = "value",
		.type = GW_U32,
		.format = GW_HEX,
		.offset = offsetof(struct everything_trigger, value),
		.size = 4,
		.max = 1,
	},
};

static const struct gw_field fields_everything_ask_reply[] = {
	{
		.name = "answer",
		.type = GW_U32,
		.offset = offsetof(struct everything_ask_reply, answer),
		.size = 4,
		.max = 1,
	},
};

static const struct gw_field fields_everything_tell_request[] = {
	{
		.name = "what",
		.type = GW_STRING,
		.offset = offsetof(struct everything_tell_request, what),
		.size = 31,
		.max = 30,
	},
};

static const struct gw_name names_level[] = {
	{ "low", EVERYTHING_LEVEL_LOW },
	{ "middle", EVERYTHING_LEVEL_MIDDLE },
	{ "high", EVERYTHING_LEVEL_HIGH },
};

static const struct gw_name names_wide[] = {
	{ "small", EVERYTHING_WIDE_SMALL },
	{ "large", EVERYTHING_WIDE_LARGE },
};

static const struct gw_name names_color[] = {
	{ "red", EVERYTHING_COLOR_RED },
	{ "green", EVERYTHING_COLOR_GREEN },
	{ "blue", EVERYTHING_COLOR_BLUE },
};

static const struct gw_name names_place[] = {
	{ "home", EVERYTHING_PLACE_HOME },
	{ "work", EVERYTHING_PLACE_WORK },
};

static const struct gw_field fields_everything_scalars[] = {
	{
		.name = "truth",
		.type = GW_BOOL,
		.offset = offsetof(struct everything_scalars, truth),
		.size = 1,
		.max = 1,
	},
	{
		.name = "a_u16",
		.type = GW_U16,
		.offset = offsetof(struct everything_scalars, a_u16),
		.size = 2,
		.max = 1,
	},
	{
		.name = "a_u8",
		.type = GW_U8,
		.offset = offsetof(struct everything_scalars, a_u8),
		.size = 1,
		.max = 1,
	},
	{
		.name = "a_u32",
		.type = GW_U32,
		.format = GW_HEX,
		.offset = offsetof(struct everything_scalars, a_u32),
		.size = 4,
		.max = 1,
	},
	{
		.name = "a_s8",
		.type = GW_S8,
		.offset = offsetof(struct everything_scalars, a_s8),
		.size = 1,
		.max = 1,
	},
	{
		.name = "a_u64",
		.type = GW_U64,
		.offset = offsetof(struct everything_scalars, a_u64),
		.size = 8,
		.max = 1,
	},
	{
		.name = "a_s16",
		.type = GW_S16,
		.offset = offsetof(struct everything_scalars, a_s16),
		.size = 2,
		.max = 1,
	},
	{
		.name = "a_s32",
		.type = GW_S32,
		.offset = offsetof(struct everything_scalars, a_s32),
		.size = 4,
		.max = 1,
	},
	{
		.name = "b_s8",
		.type = GW_S8,
		.offset = offsetof(struct everything_scalars, b_s8),
		.size = 1,
		.max = 1,
	},
	{
		.name = "a_s64",
		.type = GW_S64,
		.offset = offsetof(struct everything_scalars, a_s64),
		.size = 8,
		.max = 1,
	},
	{
		.name = "a_be16",
		.type = GW_BE16,
		.offset = offsetof(struct everything_scalars, a_be16),
		.size = 2,
		.max = 1,
	},
	{
		.name = "a_be32",
		.type = GW_BE32,
		.offset = offsetof(struct everything_scalars, a_be32),
		.size = 4,
		.max = 1,
	},
	{
		.name = "c_u8",
		.type = GW_U8,
		.offset = offsetof(struct everything_scalars, c_u8),
		.size = 1,
		.max = 1,
	},
	{
		.name = "a_be64",
		.type = GW_BE64,
		.format = GW_HEX,
		.offset = offsetof(struct everything_scalars, a_be64),
		.size = 8,
		.max = 1,
	},
	{
		.name = "a_le16",
		.type = GW_LE16,
		.offset = offsetof(struct everything_scalars, a_le16),
		.size = 2,
		.max = 1,
	},
	{
		.name = "a_le32",
		.type = GW_LE32,
		.offset = offsetof(struct everything_scalars, a_le32),
		.size = 4,
		.max = 1,
	},
	{
		.name = "a_le64",
		.type = GW_LE64,
		.offset = offsetof(struct everything_scalars, a_le64),
		.size = 8,
		.max = 1,
	},
	{
		.name = "a_mode",
		.type = GW_U32,
		.offset = offsetof(struct everything_scalars, a_mode),
		.size = 4,
		.max = 1,
		.names = names_mode,
		.n_names = ARRAY_SIZE(names_mode),
	},
	{
		.name = "a_level",
		.type = GW_U8,
		.offset = offsetof(struct everything_scalars, a_level),
		.size = 1,
		.max = 1,
		.names = names_level,
		.n_names = ARRAY_SIZE(names_level),
	},
	{
		.name = "a_wide",
		.type = GW_U64,
		.offset = offsetof(struct everything_scalars, a_wide),
		.size = 8,
		.max = 1,
		.names = names_wide,
		.n_names = ARRAY_SIZE(names_wide),
	},
	{
		.name = "a_color",
		.type = GW_U16,
		.offset = offsetof(struct everything_scalars, a_color),
		.size = 2,
		.max = 1,
		.names = names_color,
		.n_names = ARRAY_SIZE(names_color),
	},
	{
		.name = "a_rights",
		.type = GW_U32,
		.offset = offsetof(struct everything_scalars, a_rights),
		.size = 4,
		.max = 1,
		.is_flags = true,
		.names = names_rights,
		.n_names = ARRAY_SIZE(names_rights),
	},
	{
		.name = "a_bits",
		.type = GW_U8,
		.offset = offsetof(struct everything_scalars, a_bits),
		.size = 1,
		.max = 1,
		.is_flags = true,
		.names = names_bits,
		.n_names = ARRAY_SIZE(names_bits),
	},
	{
		.name = "a_far",
		.type = GW_U64,
		.offset = offsetof(struct everything_scalars, a_far),
		.size = 8,
		.max = 1,
		.is_flags = true,
		.names = names_far,
		.n_names = ARRAY_SIZE(names_far),
	},
	{
		.name = "a_place",
		.type = GW_U16,
		.offset = offsetof(struct everything_scalars, a_place),
		.size = 2,
		.max = 1,
		.is_flags = true,
		.names = names_place,
		.n_names = ARRAY_SIZE(names_place),
	},
};

static const struct gw_field fields_everything_stamp[] = {
	{
		.name = "at",
		.type = GW_U64,
		.offset = offsetof(struct everything_stamp, at),
		.size = 8,
		.max = 1,
	},
	{
		.name = "kind",
		.type = GW_U8,
		.offset = offsetof(struct everything_stamp, kind),
		.size = 1,
		.max = 1,
		.names = names_level,
		.n_names = ARRAY_SIZE(names_level),
	},
	{
		.name = "where",
		.type = GW_STRUCT,
		.offset = offsetof(struct everything_stamp, where),
		.size = 8,
		.max = 1,
		.fields = fields_everything_point,
		.n_fields = ARRAY_SIZE(fields_everything_point),
	},
};

static const struct gw_field fields_everything_shapes[] = {
	{
		.name = "name",
		.type = GW_STRING,
		.offset = offsetof(struct everything_shapes, name),
		.size = 16,
		.max = 15,
	},
	{
		.name = "tiny",
		.type = GW_STRING,
		.offset = offsetof(struct everything_shapes, tiny),
		.size = 2,
		.max = 1,
	},
	{
		.name = "blob",
		.type = GW_BYTES,
		.format = GW_HEX,
		.offset = offsetof(struct everything_shapes, blob),
		.is_bounded = true,
		.count_offset = offsetof(struct everything_shapes, blob_len),
		.size = 1,
		.max = 5,
	},
	{
		.name = "more",
		.type = GW_BYTES,
		.offset = offsetof(struct everything_shapes, more),
		.is_bounded = true,
		.count_offset = offsetof(struct everything_shapes, more_len),
		.size = 1,
		.max = 64,
	},
	{
		.name = "three",
		.type = GW_U16,
		.is_array = true,
		.offset = offsetof(struct everything_shapes, three),
		.size = 2,
		.max = 3,
	},
	{
		.name = "octets",
		.type = GW_U8,
		.is_array = true,
		.offset = offsetof(struct everything_shapes, octets),
		.size = 1,
		.max = 5,
	},
	{
		.name = "truths",
		.type = GW_BOOL,
		.is_array = true,
		.offset = offsetof(struct everything_shapes, truths),
		.size = 1,
		.max = 3,
	},
	{
		.name = "modes",
		.type = GW_U32,
		.is_array = true,
		.offset = offsetof(struct everything_shapes, modes),
		.size = 4,
		.max = 2,
		.names = names_mode,
		.n_names = ARRAY_SIZE(names_mode),
	},
	{
		.name = "longs",
		.type = GW_S64,
		.is_array = true,
		.offset = offsetof(struct everything_shapes, longs),
		.size = 8,
		.max = 2,
	},
	{
		.name = "points",
		.type = GW_STRUCT,
		.is_array = true,
		.offset = offsetof(struct everything_shapes, points),
		.size = 8,
		.max = 2,
		.fields = fields_everything_point,
		.n_fields = ARRAY_SIZE(fields_everything_point),
	},
	{
		.name = "labels",
		.type = GW_STRUCT,
		.is_array = true,
		.offset = offsetof(struct everything_shapes, labels),
		.size = 8,
		.max = 2,
		.fields = fields_everything_label,
		.n_fields = ARRAY_SIZE(fields_everything_label),
	},
	{
		.name = "v4",
		.type = GW_BE32,
		.format = GW_IPV4,
		.offset = offsetof(struct everything_shapes, v4),
		.size = 4,
		.max = 1,
	},
	{
		.name = "v6",
		.type = GW_U8,
		.format = GW_IPV6,
		.is_array = true,
		.offset = offsetof(struct everything_shapes, v6),
		.size = 1,
		.max = 16,
	},
	{
		.name = "ether",
		.type = GW_U8,
		.format = GW_MAC,
		.is_array = true,
		.offset = offsetof(struct everything_shapes, ether),
		.size = 1,
		.max = 6,
	},
	{
		.name = "id",
		.type = GW_U8,
		.format = GW_UUID,
		.is_array = true,
		.offset = offsetof(struct everything_shapes, id),
		.size = 1,
		.max = 16,
	},
	{
		.name = "v4s",
		.type = GW_BE32,
		.format = GW_IPV4,
		.is_array = true,
		.offset = offsetof(struct everything_shapes, v4s),
		.size = 4,
		.max = 2,
	},
	{
		.name = "up_bytes",
		.type = GW_U8,
		.is_array = true,
		.offset = offsetof(struct everything_shapes, up_bytes),
		.is_bounded = true,
		.count_offset = offsetof(struct everything_shapes,
					 up_bytes_count),
		.size = 1,
		.max = 3,
	},
	{
		.name = "up_truths",
		.type = GW_BOOL,
		.is_array = true,
		.offset = offsetof(struct everything_shapes, up_truths),
		.is_bounded = true,
		.count_offset = offsetof(struct everything_shapes,
					 up_truths_count),
		.size = 1,
		.max = 3,
	},
	{
		.name = "up_words",
		.type = GW_U16,
		.format = GW_HEX,
		.is_array = true,
		.offset = offsetof(struct everything_shapes, up_words),
		.is_bounded = true,
		.count_offset = offsetof(struct everything_shapes,
					 up_words_count),
		.size = 2,
		.max = 3,
	},
	{
		.name = "up_longs",
		.type = GW_U64,
		.is_array = true,
		.offset = offsetof(struct everything_shapes, up_longs),
		.is_bounded = true,
		.count_offset = offsetof(struct everything_shapes,
					 up_longs_count),
		.size = 8,
		.max = 3,
	},
	{
		.name = "up_orders",
		.type = GW_BE64,
		.is_array = true,
		.offset = offsetof(struct everything_shapes, up_orders),
		.is_bounded = true,
		.count_offset = offsetof(struct everything_shapes,
					 up_orders_count),
		.size = 8,
		.max = 2,
	},
	{
		.name = "up_addresses",
		.type = GW_BE32,
		.format = GW_IPV4,
		.is_array = true,
		.offset = offsetof(struct everything_shapes, up_addresses),
		.is_bounded = true,
		.count_offset = offsetof(struct everything_shapes,
					 up_addresses_count),
		.size = 4,
		.max = 4,
	},
	{
		.name = "up_modes",
		.type = GW_U32,
		.is_array = true,
		.offset = offsetof(struct everything_shapes, up_modes),
		.is_bounded = true,
		.count_offset = offsetof(struct everything_shapes,
					 up_modes_count),
		.size = 4,
		.max = 4,
		.names = names_mode,
		.n_names = ARRAY_SIZE(names_mode),
	},
	{
		.name = "up_rights",
		.type = GW_U32,
		.is_array = true,
		.offset = offsetof(struct everything_shapes, up_rights),
		.is_bounded = true,
		.count_offset = offsetof(struct everything_shapes,
					 up_rights_count),
		.size = 4,
		.max = 3,
		.is_flags = true,
		.names = names_rights,
		.n_names = ARRAY_SIZE(names_rights),
	},
	{
		.name = "up_labels",
		.type = GW_STRUCT,
		.is_array = true,
		.offset = offsetof(struct everything_shapes, up_labels),
		.is_bounded = true,
		.count_offset = offsetof(struct everything_shapes,
					 up_labels_count),
		.size = 8,
		.max = 3,
		.fields = fields_everything_label,
		.n_fields = ARRAY_SIZE(fields_everything_label),
	},
	{
		.name = "up_stamps",
		.type = GW_STRUCT,
		.is_array = true,
		.offset = offsetof(struct everything_shapes, up_stamps),
		.is_bounded = true,
		.count_offset = offsetof(struct everything_shapes,
					 up_stamps_count),
		.size = 24,
		.max = 2,
		.fields = fields_everything_stamp,
		.n_fields = ARRAY_SIZE(fields_everything_stamp),
	},
	{
		.name = "one",
		.type = GW_STRUCT,
		.offset = offsetof(struct everything_shapes, one),
		.size = 8,
		.max = 1,
		.fields = fields_everything_point,
		.n_fields = ARRAY_SIZE(fields_everything_point),
	},
	{
		.name = "stamp",
		.type = GW_STRUCT,
		.offset = offsetof(struct everything_shapes, stamp),
		.size = 24,
		.max = 1,
		.fields = fields_everything_stamp,
		.n_fields = ARRAY_SIZE(fields_everything_stamp),
	},
	{
		.name = "last",
		.type = GW_U8,
		.offset = offsetof(struct everything_shapes, last),
		.size = 1,
		.max = 1,
	},
};

static const struct gw_field fields_everything_measure_reply[] = {
	{
		.name = "sum",
		.type = GW_U64,
		.offset = offsetof(struct everything_measure_reply, sum),
		.size = 8,
		.max = 1,
	},
	{
		.name = "worst",
		.type = GW_STRUCT,
		.offset = offsetof(struct everything_measure_reply, worst),
		.size = 24,
		.max = 1,
		.fields = fields_everything_stamp,
		.n_fields = ARRAY_SIZE(fields_everything_stamp),
	},
};

static const struct gw_field fields_everything_uneven_request[] = {
	{
		.name = "nine",
		.type = GW_U8,
		.is_array = true,
		.offset = offsetof(struct everything_uneven_request, nine),
		.size = 1,
		.max = 9,
	},
};

static const struct gw_field fields_everything_uneven_reply[] = {
	{
		.name = "tall",
		.type = GW_U64,
		.offset = offsetof(struct everything_uneven_reply, tall),
		.size = 8,
		.max = 1,
	},
};

static const struct gw_field fields_everything_ping[] = {
	{
		.name = "round",
		.type = GW_U32,
		.offset = offsetof(struct everything_ping, round),
		.size = 4,
		.max = 1,
	},
};

static const struct gw_field fields_everything_beat[] = {
	{
		.name = "at",
		.type = GW_U64,
		.offset = offsetof(struct everything_beat, at),
		.size = 8,
		.max = 1,
	},
	{
		.name = "cpu",
		.type = GW_U32,
		.offset = offsetof(struct everything_beat, cpu),
		.size = 4,
		.max = 1,
	},
};

static const struct gw_field fields_everything_hosts[] = {
	{
		.name = "saddr",
		.type = GW_BE32,
		.format = GW_IPV4,
		.offset = offsetof(struct everything_hosts, saddr),
		.size = 4,
		.max = 1,
	},
	{
		.name = "packets",
		.type = GW_U64,
		.offset = offsetof(struct everything_hosts, packets),
		.size = 8,
		.max = 1,
	},
	{
		.name = "names",
		.type = GW_U32,
		.is_array = true,
		.offset = offsetof(struct everything_hosts, names),
		.is_bounded = true,
		.count_offset = offsetof(struct everything_hosts, names_count),
		.size = 4,
		.max = 3,
		.names = names_mode,
		.n_names = ARRAY_SIZE(names_mode),
	},
};

static const struct gw_field fields_everything_users[] = {
	{
		.name = "name",
		.type = GW_STRING,
		.offset = offsetof(struct everything_users, name),
		.size = 32,
		.max = 31,
	},
	{
		.name = "rights",
		.type = GW_U32,
		.offset = offsetof(struct everything_users, rights),
		.size = 4,
		.max = 1,
		.is_flags = true,
		.names = names_rights,
		.n_names = ARRAY_SIZE(names_rights),
	},
	{
		.name = "ether",
		.type = GW_U8,
		.format = GW_MAC,
		.is_array = true,
		.offset = offsetof(struct everything_users, ether),
		.size = 1,
		.max = 6,
	},
};

static const struct gw_field fields_everything_links[] = {
	{
		.name = "ether",
		.type = GW_U8,
		.format = GW_MAC,
		.is_array = true,
		.offset = offsetof(struct everything_links, ether),
		.size = 1,
		.max = 6,
	},
	{
		.name = "where",
		.type = GW_STRUCT,
		.offset = offsetof(struct everything_links, where),
		.size = 8,
		.max = 1,
		.fields = fields_everything_point,
		.n_fields = ARRAY_SIZE(fields_everything_point),
	},
	{
		.name = "up",
		.type = GW_BOOL,
		.offset = offsetof(struct everything_links, up),
		.size = 1,
		.max = 1,
	},
};

static const struct gw_field fields_everything_switches[] = {
	{
		.name = "on_or_off",
		.type = GW_BOOL,
		.offset = offsetof(struct everything_switches, on_or_off),
		.size = 1,
		.max = 1,
	},
	{
		.name = "count32",
		.type = GW_U32,
		.offset = offsetof(struct everything_switches, count32),
		.size = 4,
		.max = 1,
	},
};

static int check_everything_flag(const void *data)
{
	const struct everything_flag *v = data;

	if (v->value > 1)
		return -EINVAL;
	return 0;
}

static int check_everything_small(const void *data)
{
	const struct everything_small *v = data;

	if (v->value < 1 ||
	    v->value > 100)
		return -ERANGE;
	return 0;
}

static int check_everything_count16(const void *data)
{
	const struct everything_count16 *v = data;

	if (v->value > 1000)
		return -ERANGE;
	return 0;
}

static int check_everything_limit(const void *data)
{
	const struct everything_limit *v = data;

	if (v->value < 16)
		return -ERANGE;
	return 0;
}

static int check_everything_offset8(const void *data)
{
	const struct everything_offset8 *v = data;

	if (v->value > 0)
		return -ERANGE;
	return 0;
}

static int check_everything_trim(const void *data)
{
	const struct everything_trim *v = data;

	if (v->value < -5 ||
	    v->value > 5)
		return -ERANGE;
	return 0;
}

static int check_everything_port(const void *data)
{
	const struct everything_port *v = data;

	if (be16_to_cpu(v->value) < 1024)
		return -ERANGE;
	return 0;
}

static bool valid_mode(u32 value)
{
	switch (value) {
	case EVERYTHING_MODE_IDLE:
	case EVERYTHING_MODE_SLOW:
	case EVERYTHING_MODE_FAST:
		return true;
	}
	return false;
}

static int check_everything_mode(const void *data)
{
	const struct everything_mode *v = data;

	if (!valid_mode(v->value))
		return -EINVAL;
	return 0;
}

static bool valid_rights(u32 value)
{
	return !(value & ~(EVERYTHING_RIGHTS_READ | EVERYTHING_RIGHTS_WRITE |
			   EVERYTHING_RIGHTS_EXECUTE));
}

static int check_everything_rights(const void *data)
{
	const struct everything_rights *v = data;

	if (!valid_rights(v->value))
		return -EINVAL;
	return 0;
}

static bool valid_far(u64 value)
{
	return !(value & ~(EVERYTHING_FAR_NEAR | EVERYTHING_FAR_AWAY));
}

static int check_everything_far(const void *data)
{
	const struct everything_far *v = data;

	if (!valid_far(v->value))
		return -EINVAL;
	return 0;
}

static int check_everything_title(const void *data)
{
	const struct everything_title *v = data;

	if (gw_check_string(v->value, sizeof(v->value)))
		return -EINVAL;
	return 0;
}

static int check_everything_blob(const void *data)
{
	const struct everything_blob *v = data;

	if (v->value_len > ARRAY_SIZE(v->value) ||
	    gw_check_zero(v->value + v->value_len,
			  (ARRAY_SIZE(v->value) - v->value_len) *
			  sizeof(v->value[0])) ||
	    gw_check_zero(v->__pad0, sizeof(v->__pad0)))
		return -EINVAL;
	return 0;
}

static int check_everything_label(const void *data)
{
	const struct everything_label *v = data;

	if (gw_check_string(v->text, sizeof(v->text)) ||
	    v->lit > 1)
		return -EINVAL;
	return 0;
}

static int check_everything_tag(const void *data)
{
	const struct everything_tag *v = data;

	if (check_everything_label(&v->value))
		return -EINVAL;
	return 0;
}

static int check_everything_some(const void *data)
{
	const struct everything_some *v = data;
	u32 i;

	if (v->value_count > ARRAY_SIZE(v->value) ||
	    gw_check_zero(v->value + v->value_count,
			  (ARRAY_SIZE(v->value) - v->value_count) *
			  sizeof(v->value[0])))
		return -EINVAL;
	for (i = 0; i < v->value_count; i++)
		if (!valid_mode(v->value[i]))
			return -EINVAL;
	return 0;
}

static int check_everything_speed(const void *data)
{
	const struct everything_speed *v = data;

	if (!valid_mode(v->value))
		return -EINVAL;
	return 0;
}

static int check_everything_banner(const void *data)
{
	const struct everything_banner *v = data;

	if (gw_check_string(v->value, sizeof(v->value)))
		return -EINVAL;
	return 0;
}

static int check_everything_weights(const void *data)
{
	const struct everything_weights *v = data;

	if (v->value_count > ARRAY_SIZE(v->value) ||
	    gw_check_zero(v->value + v->value_count,
			  (ARRAY_SIZE(v->value) - v->value_count) *
			  sizeof(v->value[0])))
		return -EINVAL;
	return 0;
}

static int check_everything_tell_request(const void *data)
{
	const struct everything_tell_request *v = data;

	if (gw_check_string(v->what, sizeof(v->what)))
		return -EINVAL;
	return 0;
}

static bool valid_level(u8 value)
{
	switch (value) {
	case EVERYTHING_LEVEL_LOW:
	case EVERYTHING_LEVEL_MIDDLE:
	case EVERYTHING_LEVEL_HIGH:
		return true;
	}
	return false;
}

static bool valid_wide(u64 value)
{
	switch (value) {
	case EVERYTHING_WIDE_SMALL:
	case EVERYTHING_WIDE_LARGE:
		return true;
	}
	return false;
}

static bool valid_color(u16 value)
{
	switch (value) {
	case EVERYTHING_COLOR_RED:
	case EVERYTHING_COLOR_GREEN:
	case EVERYTHING_COLOR_BLUE:
		return true;
	}
	return false;
}

static bool valid_place(u16 value)
{
	return !(value & ~(EVERYTHING_PLACE_HOME | EVERYTHING_PLACE_WORK));
}

static int check_everything_scalars(const void *data)
{
	const struct everything_scalars *v = data;

	if (v->truth > 1 ||
	    gw_check_zero(v->__pad0, sizeof(v->__pad0)) ||
	    gw_check_zero(v->__pad1, sizeof(v->__pad1)) ||
	    gw_check_zero(v->__pad2, sizeof(v->__pad2)) ||
	    gw_check_zero(v->__pad3, sizeof(v->__pad3)) ||
	    gw_check_zero(v->__pad4, sizeof(v->__pad4)) ||
	    gw_check_zero(v->__pad5, sizeof(v->__pad5)) ||
	    gw_check_zero(v->__pad6, sizeof(v->__pad6)) ||
	    gw_check_zero(v->__pad7, sizeof(v->__pad7)) ||
	    !valid_mode(v->a_mode) ||
	    !valid_level(v->a_level) ||
	    gw_check_zero(v->__pad8, sizeof(v->__pad8)) ||
	    !valid_wide(v->a_wide) ||
	    !valid_color(v->a_color) ||
	    gw_check_zero(v->__pad9, sizeof(v->__pad9)) ||
	    !valid_rights(v->a_rights) ||
	    gw_check_zero(v->__pad10, sizeof(v->__pad10)) ||
	    !valid_far(v->a_far) ||
	    !valid_place(v->a_place) ||
	    gw_check_zero(v->__pad11, sizeof(v->__pad11)))
		return -EINVAL;
	return 0;
}

static int check_everything_stamp(const void *data)
{
	const struct everything_stamp *v = data;

	if (!valid_level(v->kind) ||
	    gw_check_zero(v->__pad0, sizeof(v->__pad0)) ||
	    gw_check_zero(v->__pad1, sizeof(v->__pad1)))
		return -EINVAL;
	return 0;
}

static int check_everything_shapes(const void *data)
{
	const struct everything_shapes *v = data;
	u32 i;

	if (gw_check_string(v->name, sizeof(v->name)) ||
	    gw_check_string(v->tiny, sizeof(v->tiny)) ||
	    gw_check_zero(v->__pad0, sizeof(v->__pad0)) ||
	    v->blob_len > ARRAY_SIZE(v->blob) ||
	    gw_check_zero(v->blob + v->blob_len,
			  (ARRAY_SIZE(v->blob) - v->blob_len) *
			  sizeof(v->blob[0])) ||
	    gw_check_zero(v->__pad1, sizeof(v->__pad1)) ||
	    v->more_len > ARRAY_SIZE(v->more) ||
	    gw_check_zero(v->more + v->more_len,
			  (ARRAY_SIZE(v->more) - v->more_len) *
			  sizeof(v->more[0])) ||
	    gw_check_zero(v->__pad2, sizeof(v->__pad2)) ||
	    gw_check_zero(v->__pad3, sizeof(v->__pad3)) ||
	    gw_check_zero(v->__pad4, sizeof(v->__pad4)) ||
	    v->up_bytes_count > ARRAY_SIZE(v->up_bytes) ||
	    gw_check_zero(v->up_bytes + v->up_bytes_count,
			  (ARRAY_SIZE(v->up_bytes) - v->up_bytes_count) *
			  sizeof(v->up_bytes[0])) ||
	    gw_check_zero(v->__pad5, sizeof(v->__pad5)) ||
	    v->up_truths_count > ARRAY_SIZE(v->up_truths) ||
	    gw_check_zero(v->up_truths + v->up_truths_count,
			  (ARRAY_SIZE(v->up_truths) - v->up_truths_count) *
			  sizeof(v->up_truths[0])) ||
	    gw_check_zero(v->__pad6, sizeof(v->__pad6)) ||
	    v->up_words_count > ARRAY_SIZE(v->up_words) ||
	    gw_check_zero(v->up_words + v->up_words_count,
			  (ARRAY_SIZE(v->up_words) - v->up_words_count) *
			  sizeof(v->up_words[0])) ||
	    gw_check_zero(v->__pad7, sizeof(v->__pad7)) ||
	    v->up_longs_count > ARRAY_SIZE(v->up_longs) ||
	    gw_check_zero(v->up_longs + v->up_longs_count,
			  (ARRAY_SIZE(v->up_longs) - v->up_longs_count) *
			  sizeof(v->up_longs[0])) ||
	    gw_check_zero(v->__pad8, sizeof(v->__pad8)) ||
	    v->up_orders_count > ARRAY_SIZE(v->up_orders) ||
	    gw_check_zero(v->up_orders + v->up_orders_count,
			  (ARRAY_SIZE(v->up_orders) - v->up_orders_count) *
			  sizeof(v->up_orders[0])) ||
	    gw_check_zero(v->__pad9, sizeof(v->__pad9)) ||
	    v->up_addresses_count > ARRAY_SIZE(v->up_addresses) ||
	    gw_check_zero(v->up_addresses + v->up_addresses_count,
			  (ARRAY_SIZE(v->up_addresses) - v->up_addresses_count) *
			  sizeof(v->up_addresses[0])) ||
	    v->up_modes_count > ARRAY_SIZE(v->up_modes) ||
	    gw_check_zero(v->up_modes + v->up_modes_count,
			  (ARRAY_SIZE(v->up_modes) - v->up_modes_count) *
			  sizeof(v->up_modes[0])) ||
	    v->up_rights_count > ARRAY_SIZE(v->up_rights) ||
	    gw_check_zero(v->up_rights + v->up_rights_count,
			  (ARRAY_SIZE(v->up_rights) - v->up_rights_count) *
			  sizeof(v->up_rights[0])) ||
	    v->up_labels_count > ARRAY_SIZE(v->up_labels) ||
	    gw_check_zero(v->up_labels + v->up_labels_count,
			  (ARRAY_SIZE(v->up_labels) - v->up_labels_count) *
			  sizeof(v->up_labels[0])) ||
	    gw_check_zero(v->__pad10, sizeof(v->__pad10)) ||
	    v->up_stamps_count > ARRAY_SIZE(v->up_stamps) ||
	    gw_check_zero(v->up_stamps + v->up_stamps_count,
			  (ARRAY_SIZE(v->up_stamps) - v->up_stamps_count) *
			  sizeof(v->up_stamps[0])) ||
	    gw_check_zero(v->__pad11, sizeof(v->__pad11)) ||
	    check_everything_stamp(&v->stamp) ||
	    gw_check_zero(v->__pad12, sizeof(v->__pad12)))
		return -EINVAL;
	for (i = 0; i < ARRAY_SIZE(v->truths); i++)
		if (v->truths[i] > 1)
			return -EINVAL;
	for (i = 0; i < ARRAY_SIZE(v->modes); i++)
		if (!valid_mode(v->modes[i]))
			return -EINVAL;
	for (i = 0; i < ARRAY_SIZE(v->labels); i++)
		if (check_everything_label(&v->labels[i]))
			return -EINVAL;
	for (i = 0; i < v->up_truths_count; i++)
		if (v->up_truths[i] > 1)
			return -EINVAL;
	for (i = 0; i < v->up_modes_count; i++)
		if (!valid_mode(v->up_modes[i]))
			return -EINVAL;
	for (i = 0; i < v->up_rights_count; i++)
		if (!valid_rights(v->up_rights[i]))
			return -EINVAL;
	for (i = 0; i < v->up_labels_count; i++)
		if (check_everything_label(&v->up_labels[i]))
			return -EINVAL;
	for (i = 0; i < v->up_stamps_count; i++)
		if (check_everything_stamp(&v->up_stamps[i]))
			return -EINVAL;
	return 0;
}

static int open_everything(struct gw_instance *inst, struct gw_session *s)
{
	const struct everything_ops *ops = gw_ops(inst);

	if (!ops->open)
		return 0;
	return ops->open((struct everything *)inst,
			 (struct everything_session *)s);
}

static void close_everything(struct gw_instance *inst, struct gw_session *s)
{
	const struct everything_ops *ops = gw_ops(inst);

	if (ops->close)
		ops->close((struct everything *)inst,
			   (struct everything_session *)s);
}

static const struct everything_flag initial_everything_flag = {
	.value = true,
};

static int get_everything_flag(struct gw_instance *inst, struct gw_session *s,
			       void *out)
{
	const struct everything_ops *ops = gw_ops(inst);
	struct everything_flag *reply = out;
	bool value = false;
	int err;

	if (!ops->get_flag)
		return -EOPNOTSUPP;
	err = ops->get_flag((struct everything *)inst,
			    (struct everything_session *)s, &value);
	reply->value = value;
	return err;
}

static int set_everything_flag(struct gw_instance *inst, struct gw_session *s,
			       const void *in)
{
	const struct everything_ops *ops = gw_ops(inst);
	const struct everything_flag *request = in;

	if (!ops->set_flag)
		return 0;
	return ops->set_flag((struct everything *)inst,
			     (struct everything_session *)s, request->value);
}

static const struct everything_small initial_everything_small = {
	.value = 7,
};

static int get_everything_small(struct gw_instance *inst, struct gw_session *s,
				void *out)
{
	const struct everything_ops *ops = gw_ops(inst);
	struct everything_small *reply = out;

	if (!ops->get_small)
		return -EOPNOTSUPP;
	return ops->get_small((struct everything *)inst,
			      (struct everything_session *)s, &reply->value);
}

static int set_everything_small(struct gw_instance *inst, struct gw_session *s,
				const void *in)
{
	const struct everything_ops *ops = gw_ops(inst);
	const struct everything_small *request = in;

	if (!ops->set_small)
		return 0;
	return ops->set_small((struct everything *)inst,
			      (struct everything_session *)s, request->value);
}

static int get_everything_count16(struct gw_instance *inst,
				  struct gw_session *s, void *out)
{
	const struct everything_ops *ops = gw_ops(inst);
	struct everything_count16 *reply = out;

	if (!ops->get_count16)
		return -EOPNOTSUPP;
	return ops->get_count16((struct everything *)inst,
				(struct everything_session *)s, &reply->value);
}

static int set_everything_count16(struct gw_instance *inst,
				  struct gw_session *s, const void *in)
{
	const struct everything_ops *ops = gw_ops(inst);
	const struct everything_count16 *request = in;

	if (!ops->set_count16)
		return 0;
	return ops->set_count16((struct everything *)inst,
				(struct everything_session *)s, request->value);
}

static int get_everything_total(struct gw_instance *inst, struct gw_session *s,
				void *out)
{
	const struct everything_ops *ops = gw_ops(inst);
	struct everything_total *reply = out;

	if (!ops->get_total)
		return -EOPNOTSUPP;
	return ops->get_total((struct everything *)inst,
			      (struct everything_session *)s, &reply->value);
}

static const struct everything_limit initial_everything_limit = {
	.value = 18446744073709551615ULL,
};

static int get_everything_limit(struct gw_instance *inst, struct gw_session *s,
				void *out)
{
	const struct everything_ops *ops = gw_ops(inst);
	struct everything_limit *reply = out;

	if (!ops->get_limit)
		return -EOPNOTSUPP;
	return ops->get_limit((struct everything *)inst,
			      (struct everything_session *)s, &reply->value);
}

static int set_everything_limit(struct gw_instance *inst, struct gw_session *s,
				const void *in)
{
	const struct everything_ops *ops = gw_ops(inst);
	const struct everything_limit *request = in;

	if (!ops->set_limit)
		return 0;
	return ops->set_limit((struct everything *)inst,
			      (struct everything_session *)s, request->value);
}

static const struct everything_offset8 initial_everything_offset8 = {
	.value = -128,
};

static int get_everything_offset8(struct gw_instance *inst,
				  struct gw_session *s, void *out)
{
	const struct everything_ops *ops = gw_ops(inst);
	struct everything_offset8 *reply = out;

	if (!ops->get_offset8)
		return -EOPNOTSUPP;
	return ops->get_offset8((struct everything *)inst,
				(struct everything_session *)s, &reply->value);
}

static int set_everything_offset8(struct gw_instance *inst,
				  struct gw_session *s, const void *in)
{
	const struct everything_ops *ops = gw_ops(inst);
	const struct everything_offset8 *request = in;

	if (!ops->set_offset8)
		return 0;
	return ops->set_offset8((struct everything *)inst,
				(struct everything_session *)s, request->value);
}

static const struct everything_offset64 initial_everything_offset64 = {
	.value = (-9223372036854775807LL - 1),
};

static int get_everything_offset64(struct gw_instance *inst,
				   struct gw_session *s, void *out)
{
	const struct everything_ops *ops = gw_ops(inst);
	struct everything_offset64 *reply = out;

	if (!ops->get_offset64)
		return -EOPNOTSUPP;
	return ops->get_offset64((struct everything *)inst,
				 (struct everything_session *)s, &reply->value);
}

static int set_everything_offset64(struct gw_instance *inst,
				   struct gw_session *s, const void *in)
{
	const struct everything_ops *ops = gw_ops(inst);
	const struct everything_offset64 *request = in;

	if (!ops->set_offset64)
		return 0;
	return ops->set_offset64((struct everything *)inst,
				 (struct everything_session *)s,
				 request->value);
}

static const struct everything_trim initial_everything_trim = {
	.value = -1,
};

static int get_everything_trim(struct gw_instance *inst, struct gw_session *s,
			       void *out)
{
	const struct everything_ops *ops = gw_ops(inst);
	struct everything_trim *reply = out;

	if (!ops->get_trim)
		return -EOPNOTSUPP;
	return ops->get_trim((struct everything *)inst,
			     (struct everything_session *)s, &reply->value);
}

static int set_everything_trim(struct gw_instance *inst, struct gw_session *s,
			       const void *in)
{
	const struct everything_ops *ops = gw_ops(inst);
	const struct everything_trim *request = in;

	if (!ops->set_trim)
		return 0;
	return ops->set_trim((struct everything *)inst,
			     (struct everything_session *)s, request->value);
}

static const struct everything_port initial_everything_port = {
	.value = cpu_to_be16(8080),
};

static int get_everything_port(struct gw_instance *inst, struct gw_session *s,
			       void *out)
{
	const struct everything_ops *ops = gw_ops(inst);
	struct everything_port *reply = out;

	if (!ops->get_port)
		return -EOPNOTSUPP;
	return ops->get_port((struct everything *)inst,
			     (struct everything_session *)s, &reply->value);
}

static int set_everything_port(struct gw_instance *inst, struct gw_session *s,
			       const void *in)
{
	const struct everything_ops *ops = gw_ops(inst);
	const struct everything_port *request = in;

	if (!ops->set_port)
		return 0;
	return ops->set_port((struct everything *)inst,
			     (struct everything_session *)s, request->value);
}

static const struct everything_serial initial_everything_serial = {
	.value = cpu_to_le64(1),
};

static int set_everything_secret(struct gw_instance *inst, struct gw_session *s,
				 const void *in)
{
	const struct everything_ops *ops = gw_ops(inst);
	const struct everything_secret *request = in;

	if (!ops->set_secret)
		return 0;
	return ops->set_secret((struct everything *)inst,
			       (struct everything_session *)s, request->value);
}

static const struct everything_mode initial_everything_mode = {
	.value = 1,
};

static int get_everything_mode(struct gw_instance *inst, struct gw_session *s,
			       void *out)
{
	const struct everything_ops *ops = gw_ops(inst);
	struct everything_mode *reply = out;

	if (!ops->get_mode)
		return -EOPNOTSUPP;
	return ops->get_mode((struct everything *)inst,
			     (struct everything_session *)s, &reply->value);
}

static int set_everything_mode(struct gw_instance *inst, struct gw_session *s,
			       const void *in)
{
	const struct everything_ops *ops = gw_ops(inst);
	const struct everything_mode *request = in;

	if (!ops->set_mode)
		return 0;
	return ops->set_mode((struct everything *)inst,
			     (struct everything_session *)s, request->value);
}

static const struct everything_rights initial_everything_rights = {
	.value = 5,
};

static int get_everything_rights(struct gw_instance *inst, struct gw_session *s,
				 void *out)
{
	const struct everything_ops *ops = gw_ops(inst);
	struct everything_rights *reply = out;

	if (!ops->get_rights)
		return -EOPNOTSUPP;
	return ops->get_rights((struct everything *)inst,
			       (struct everything_session *)s, &reply->value);
}

static int set_everything_rights(struct gw_instance *inst, struct gw_session *s,
				 const void *in)
{
	const struct everything_ops *ops = gw_ops(inst);
	const struct everything_rights *request = in;

	if (!ops->set_rights)
		return 0;
	return ops->set_rights((struct everything *)inst,
			       (struct everything_session *)s, request->value);
}

static int get_everything_bits(struct gw_instance *inst, struct gw_session *s,
			       void *out)
{
	const struct everything_ops *ops = gw_ops(inst);
	struct everything_bits *reply = out;

	if (!ops->get_bits)
		return -EOPNOTSUPP;
	return ops->get_bits((struct everything *)inst,
			     (struct everything_session *)s, &reply->value);
}

static int set_everything_bits(struct gw_instance *inst, struct gw_session *s,
			       const void *in)
{
	const struct everything_ops *ops = gw_ops(inst);
	const struct everything_bits *request = in;

	if (!ops->set_bits)
		return 0;
	return ops->set_bits((struct everything *)inst,
			     (struct everything_session *)s, request->value);
}

static const struct everything_far initial_everything_far = {
	.value = 9223372036854775808ULL,
};

static int get_everything_far(struct gw_instance *inst, struct gw_session *s,
			      void *out)
{
	const struct everything_ops *ops = gw_ops(inst);
	struct everything_far *reply = out;

	if (!ops->get_far)
		return -EOPNOTSUPP;
	return ops->get_far((struct everything *)inst,
			    (struct everything_session *)s, &reply->value);
}

static int set_everything_far(struct gw_instance *inst, struct gw_session *s,
			      const void *in)
{
	const struct everything_ops *ops = gw_ops(inst);
	const struct everything_far *request = in;

	if (!ops->set_far)
		return 0;
	return ops->set_far((struct everything *)inst,
			    (struct everything_session *)s, request->value);
}

static const struct everything_title initial_everything_title = {
	.value = "say \"hi\"?\?/\\ ü",
};

static int get_everything_title(struct gw_instance *inst, struct gw_session *s,
				void *out)
{
	const struct everything_ops *ops = gw_ops(inst);

	if (!ops->get_title)
		return -EOPNOTSUPP;
	return ops->get_title((struct everything *)inst,
			      (struct everything_session *)s, out);
}

static int set_everything_title(struct gw_instance *inst, struct gw_session *s,
				const void *in)
{
	const struct everything_ops *ops = gw_ops(inst);

	if (!ops->set_title)
		return 0;
	return ops->set_title((struct everything *)inst,
			      (struct everything_session *)s, in);
}

static int get_everything_blob(struct gw_instance *inst, struct gw_session *s,
			       void *out)
{
	const struct everything_ops *ops = gw_ops(inst);

	if (!ops->get_blob)
		return -EOPNOTSUPP;
	return ops->get_blob((struct everything *)inst,
			     (struct everything_session *)s, out);
}

static int set_everything_blob(struct gw_instance *inst, struct gw_session *s,
			       const void *in)
{
	const struct everything_ops *ops = gw_ops(inst);

	if (!ops->set_blob)
		return 0;
	return ops->set_blob((struct everything *)inst,
			     (struct everything_session *)s, in);
}

static int get_everything_corner(struct gw_instance *inst, struct gw_session *s,
				 void *out)
{
	const struct everything_ops *ops = gw_ops(inst);

	if (!ops->get_corner)
		return -EOPNOTSUPP;
	return ops->get_corner((struct everything *)inst,
			       (struct everything_session *)s, out);
}

static int set_everything_corner(struct gw_instance *inst, struct gw_session *s,
				 const void *in)
{
	const struct everything_ops *ops = gw_ops(inst);

	if (!ops->set_corner)
		return 0;
	return ops->set_corner((struct everything *)inst,
			       (struct everything_session *)s, in);
}

static int get_everything_tag(struct gw_instance *inst, struct gw_session *s,
			      void *out)
{
	const struct everything_ops *ops = gw_ops(inst);

	if (!ops->get_tag)
		return -EOPNOTSUPP;
	return ops->get_tag((struct everything *)inst,
			    (struct everything_session *)s, out);
}

static int set_everything_tag(struct gw_instance *inst, struct gw_session *s,
			      const void *in)
{
	const struct everything_ops *ops = gw_ops(inst);

	if (!ops->set_tag)
		return 0;
	return ops->set_tag((struct everything *)inst,
			    (struct everything_session *)s, in);
}

static int get_everything_triple(struct gw_instance *inst, struct gw_session *s,
				 void *out)
{
	const struct everything_ops *ops = gw_ops(inst);

	if (!ops->get_triple)
		return -EOPNOTSUPP;
	return ops->get_triple((struct everything *)inst,
			       (struct everything_session *)s, out);
}

static int set_everything_triple(struct gw_instance *inst, struct gw_session *s,
				 const void *in)
{
	const struct everything_ops *ops = gw_ops(inst);

	if (!ops->set_triple)
		return 0;
	return ops->set_triple((struct everything *)inst,
			       (struct everything_session *)s, in);
}

static int get_everything_some(struct gw_instance *inst, struct gw_session *s,
			       void *out)
{
	const struct everything_ops *ops = gw_ops(inst);

	if (!ops->get_some)
		return -EOPNOTSUPP;
	return ops->get_some((struct everything *)inst,
			     (struct everything_session *)s, out);
}

static int set_everything_some(struct gw_instance *inst, struct gw_session *s,
			       const void *in)
{
	const struct everything_ops *ops = gw_ops(inst);

	if (!ops->set_some)
		return 0;
	return ops->set_some((struct everything *)inst,
			     (struct everything_session *)s, in);
}

static int get_everything_gateway(struct gw_instance *inst,
				  struct gw_session *s, void *out)
{
	const struct everything_ops *ops = gw_ops(inst);
	struct everything_gateway *reply = out;

	if (!ops->get_gateway)
		return -EOPNOTSUPP;
	return ops->get_gateway((struct everything *)inst,
				(struct everything_session *)s, &reply->value);
}

static int set_everything_gateway(struct gw_instance *inst,
				  struct gw_session *s, const void *in)
{
	const struct everything_ops *ops = gw_ops(inst);
	const struct everything_gateway *request = in;

	if (!ops->set_gateway)
		return 0;
	return ops->set_gateway((struct everything *)inst,
				(struct everything_session *)s, request->value);
}

static int get_everything_address(struct gw_instance *inst,
				  struct gw_session *s, void *out)
{
	const struct everything_ops *ops = gw_ops(inst);

	if (!ops->get_address)
		return -EOPNOTSUPP;
	return ops->get_address((struct everything *)inst,
				(struct everything_session *)s, out);
}

static const struct everything_speed initial_everything_speed = {
	.value = 5,
};

static int get_everything_speed(struct gw_instance *inst, struct gw_session *s,
				void *out)
{
	const struct everything_ops *ops = gw_ops(inst);
	struct everything_speed *reply = out;

	if (!ops->get_speed)
		return -EOPNOTSUPP;
	return ops->get_speed((struct everything *)inst,
			      (struct everything_session *)s, &reply->value);
}

static int set_everything_speed(struct gw_instance *inst, struct gw_session *s,
				const void *in)
{
	const struct everything_ops *ops = gw_ops(inst);
	const struct everything_speed *request = in;

	if (!ops->set_speed)
		return 0;
	return ops->set_speed((struct everything *)inst,
			      (struct everything_session *)s, request->value);
}

static int get_everything_banner(struct gw_instance *inst, struct gw_session *s,
				 void *out)
{
	const struct everything_ops *ops = gw_ops(inst);

	if (!ops->get_banner)
		return -EOPNOTSUPP;
	return ops->get_banner((struct everything *)inst,
			       (struct everything_session *)s, out);
}

static int set_everything_banner(struct gw_instance *inst, struct gw_session *s,
				 const void *in)
{
	const struct everything_ops *ops = gw_ops(inst);

	if (!ops->set_banner)
		return 0;
	return ops->set_banner((struct everything *)inst,
			       (struct everything_session *)s, in);
}

static int get_everything_weights(struct gw_instance *inst,
				  struct gw_session *s, void *out)
{
	const struct everything_ops *ops = gw_ops(inst);

	if (!ops->get_weights)
		return -EOPNOTSUPP;
	return ops->get_weights((struct everything *)inst,
				(struct everything_session *)s, out);
}

static int set_everything_weights(struct gw_instance *inst,
				  struct gw_session *s, const void *in)
{
	const struct everything_ops *ops = gw_ops(inst);

	if (!ops->set_weights)
		return 0;
	return ops->set_weights((struct everything *)inst,
				(struct everything_session *)s, in);
}

static int set_everything_trigger(struct gw_instance *inst,
				  struct gw_session *s, const void *in)
{
	const struct everything_ops *ops = gw_ops(inst);
	const struct everything_trigger *request = in;

	if (!ops->set_trigger)
		return 0;
	return ops->set_trigger((struct everything *)inst,
				(struct everything_session *)s, request->value);
}

static int call_everything_nothing(struct gw_instance *inst,
				   struct gw_session *s, const void *in,
				   void *out)
{
	const struct everything_ops *ops = gw_ops(inst);

	if (!ops->nothing)
		return -EOPNOTSUPP;
	return ops->nothing((struct everything *)inst,
			    (struct everything_session *)s);
}

static int call_everything_ask(struct gw_instance *inst, struct gw_session *s,
			       const void *in, void *out)
{
	const struct everything_ops *ops = gw_ops(inst);

	if (!ops->ask)
		return -EOPNOTSUPP;
	return ops->ask((struct everything *)inst,
			(struct everything_session *)s, out);
}

static int call_everything_tell(struct gw_instance *inst, struct gw_session *s,
				const void *in, void *out)
{
	const struct everything_ops *ops = gw_ops(inst);

	if (!ops->tell)
		return -EOPNOTSUPP;
	return ops->tell((struct everything *)inst,
			 (struct everything_session *)s, in);
}

static int call_everything_echo_scalars(struct gw_instance *inst,
					struct gw_session *s, const void *in,
					void *out)
{
	const struct everything_ops *ops = gw_ops(inst);

	if (!ops->echo_scalars)
		return -EOPNOTSUPP;
	return ops->echo_scalars((struct everything *)inst,
				 (struct everything_session *)s, in, out);
}

static const u16 errors_everything_echo_shapes[] = { ENOENT, EBUSY, EAGAIN, 0 };

static int call_everything_echo_shapes(struct gw_instance *inst,
				       struct gw_session *s, const void *in,
				       void *out)
{
	const struct everything_ops *ops = gw_ops(inst);

	if (!ops->echo_shapes)
		return -EOPNOTSUPP;
	return ops->echo_shapes((struct everything *)inst,
				(struct everything_session *)s, in, out);
}

static const u16 errors_everything_measure[] = { ENOENT, 0 };

static int call_everything_measure(struct gw_instance *inst,
				   struct gw_session *s, const void *in,
				   void *out)
{
	const struct everything_ops *ops = gw_ops(inst);

	if (!ops->measure)
		return -EOPNOTSUPP;
	return ops->measure((struct everything *)inst,
			    (struct everything_session *)s, in, out);
}

static int call_everything_uneven(struct gw_instance *inst,
				  struct gw_session *s, const void *in,
				  void *out)
{
	const struct everything_ops *ops = gw_ops(inst);

	if (!ops->uneven)
		return -EOPNOTSUPP;
	return ops->uneven((struct everything *)inst,
			   (struct everything_session *)s, in, out);
}

static int next_everything_hosts(struct gw_instance *inst, struct gw_session *s,
				 const void *after, void *row)
{
	const struct everything_ops *ops = gw_ops(inst);
	const struct everything_hosts *last = after;

	if (!ops->next_hosts)
		return -EOPNOTSUPP;
	return ops->next_hosts((struct everything *)inst,
			       (struct everything_session *)s,
			       last ? &last->saddr : NULL, row);
}

static int next_everything_users(struct gw_instance *inst, struct gw_session *s,
				 const void *after, void *row)
{
	const struct everything_ops *ops = gw_ops(inst);
	const struct everything_users *last = after;

	if (!ops->next_users)
		return -EOPNOTSUPP;
	return ops->next_users((struct everything *)inst,
			       (struct everything_session *)s,
			       last ? last->name : NULL, row);
}

static int next_everything_links(struct gw_instance *inst, struct gw_session *s,
				 const void *after, void *row)
{
	const struct everything_ops *ops = gw_ops(inst);

	if (!ops->next_links)
		return -EOPNOTSUPP;
	return ops->next_links((struct everything *)inst,
			       (struct everything_session *)s, after, row);
}

static int next_everything_switches(struct gw_instance *inst,
				    struct gw_session *s, const void *after,
				    void *row)
{
	const struct everything_ops *ops = gw_ops(inst);
	const struct everything_switches *last = after;

	if (!ops->next_switches)
		return -EOPNOTSUPP;
	return ops->next_switches((struct everything *)inst,
				  (struct everything_session *)s,
				  last ? &last->on_or_off : NULL, row);
}

const struct gw_element everything_gw_elements[] = {
	{
		.name = "flag",
		.kind = GW_PROPERTY,
		.number = EVERYTHING_FLAG,
		.capability = -1,
		.carriers = GW_VIA(ioctl),
		.readable = true,
		.writable = true,
		.in = {
			.size = sizeof(struct everything_flag),
			.min_size = 1,
			.check = check_everything_flag,
			.fields = fields_everything_flag,
			.n_fields = ARRAY_SIZE(fields_everything_flag),
		},
		.out = {
			.size = sizeof(struct everything_flag),
			.min_size = 1,
			.fields = fields_everything_flag,
			.n_fields = ARRAY_SIZE(fields_everything_flag),
		},
		.initial = &initial_everything_flag,
		.get = get_everything_flag,
		.set = set_everything_flag,
	},
	{
		.name = "small",
		.kind = GW_PROPERTY,
		.number = EVERYTHING_SMALL,
		.capability = -1,
		.carriers = GW_VIA(ioctl),
		.readable = true,
		.writable = true,
		.in = {
			.size = sizeof(struct everything_small),
			.min_size = 1,
			.check = check_everything_small,
			.fields = fields_everything_small,
			.n_fields = ARRAY_SIZE(fields_everything_small),
		},
		.out = {
			.size = sizeof(struct everything_small),
			.min_size = 1,
			.fields = fields_everything_small,
			.n_fields = ARRAY_SIZE(fields_everything_small),
		},
		.initial = &initial_everything_small,
		.get = get_everything_small,
		.set = set_everything_small,
	},
	{
		.name = "count16",
		.kind = GW_PROPERTY,
		.number = EVERYTHING_COUNT16,
		.capability = -1,
		.carriers = GW_VIA(ioctl),
		.readable = true,
		.writable = true,
		.in = {
			.size = sizeof(struct everything_count16),
			.min_size = 2,
			.check = check_everything_count16,
			.fields = fields_everything_count16,
			.n_fields = ARRAY_SIZE(fields_everything_count16),
		},
		.out = {
			.size = sizeof(struct everything_count16),
			.min_size = 2,
			.fields = fields_everything_count16,
			.n_fields = ARRAY_SIZE(fields_everything_count16),
		},
		.get = get_everything_count16,
		.set = set_everything_count16,
	},
	{
		.name = "total",
		.kind = GW_PROPERTY,
		.number = EVERYTHING_TOTAL,
		.capability = -1,
		.carriers = GW_VIA(ioctl),
		.readable = true,
		.in = {
			.size = sizeof(struct everything_total),
			.min_size = 8,
			.fields = fields_everything_total,
			.n_fields = ARRAY_SIZE(fields_everything_total),
		},
		.out = {
			.size = sizeof(struct everything_total),
			.min_size = 8,
			.fields = fields_everything_total,
			.n_fields = ARRAY_SIZE(fields_everything_total),
		},
		.get = get_everything_total,
	},
	{
		.name = "limit",
		.kind = GW_PROPERTY,
		.number = EVERYTHING_LIMIT,
		.capability = -1,
		.carriers = GW_VIA(ioctl),
		.readable = true,
		.writable = true,
		.in = {
			.size = sizeof(struct everything_limit),
			.min_size = 8,
			.check = check_everything_limit,
			.fields = fields_everything_limit,
			.n_fields = ARRAY_SIZE(fields_everything_limit),
		},
		.out = {
			.size = sizeof(struct everything_limit),
			.min_size = 8,
			.fields = fields_everything_limit,
			.n_fields = ARRAY_SIZE(fields_everything_limit),
		},
		.initial = &initial_everything_limit,
		.get = get_everything_limit,
		.set = set_everything_limit,
	},
	{
		.name = "offset8",
		.kind = GW_PROPERTY,
		.number = EVERYTHING_OFFSET8,
		.capability = -1,
		.carriers = GW_VIA(ioctl),
		.readable = true,
		.writable = true,
		.in = {
			.size = sizeof(struct everything_offset8),
			.min_size = 1,
			.check = check_everything_offset8,
			.fields = fields_everything_offset8,
			.n_fields = ARRAY_SIZE(fields_everything_offset8),
		},
		.out = {
			.size = sizeof(struct everything_offset8),
			.min_size = 1,
			.fields = fields_everything_offset8,
			.n_fields = ARRAY_SIZE(fields_everything_offset8),
		},
		.initial = &initial_everything_offset8,
		.get = get_everything_offset8,
		.set = set_everything_offset8,
	},
	{
		.name = "offset64",
		.kind = GW_PROPERTY,
		.number = EVERYTHING_OFFSET64,
		.capability = -1,
		.carriers = GW_VIA(ioctl),
		.readable = true,
		.writable = true,
		.in = {
			.size = sizeof(struct everything_offset64),
			.min_size = 8,
			.fields = fields_everything_offset64,
			.n_fields = ARRAY_SIZE(fields_everything_offset64),
		},
		.out = {
			.size = sizeof(struct everything_offset64),
			.min_size = 8,
			.fields = fields_everything_offset64,
			.n_fields = ARRAY_SIZE(fields_everything_offset64),
		},
		.initial = &initial_everything_offset64,
		.get = get_everything_offset64,
		.set = set_everything_offset64,
	},
	{
		.name = "trim",
		.kind = GW_PROPERTY,
		.number = EVERYTHING_TRIM,
		.capability = -1,
		.carriers = GW_VIA(ioctl),
		.readable = true,
		.writable = true,
		.in = {
			.size = sizeof(struct everything_trim),
			.min_size = 4,
			.check = check_everything_trim,
			.fields = fields_everything_trim,
			.n_fields = ARRAY_SIZE(fields_everything_trim),
		},
		.out = {
			.size = sizeof(struct everything_trim),
			.min_size = 4,
			.fields = fields_everything_trim,
			.n_fields = ARRAY_SIZE(fields_everything_trim),
		},
		.initial = &initial_everything_trim,
		.get = get_everything_trim,
		.set = set_everything_trim,
	},
	{
		.name = "port",
		.kind = GW_PROPERTY,
		.number = EVERYTHING_PORT,
		.capability = -1,
		.carriers = GW_VIA(ioctl),
		.readable = true,
		.writable = true,
		.in = {
			.size = sizeof(struct everything_port),
			.min_size = 2,
			.check = check_everything_port,
			.fields = fields_everything_port,
			.n_fields = ARRAY_SIZE(fields_everything_port),
		},
		.out = {
			.size = sizeof(struct everything_port),
			.min_size = 2,
			.fields = fields_everything_port,
			.n_fields = ARRAY_SIZE(fields_everything_port),
		},
		.initial = &initial_everything_port,
		.get = get_everything_port,
		.set = set_everything_port,
	},
	{
		.name = "serial",
		.kind = GW_PROPERTY,
		.number = EVERYTHING_SERIAL,
		.capability = -1,
		.carriers = GW_VIA(ioctl) | GW_VIA(page),
		.readable = true,
		.writable = true,
		.in = {
			.size = sizeof(struct everything_serial),
			.min_size = 8,
			.fields = fields_everything_serial,
			.n_fields = ARRAY_SIZE(fields_everything_serial),
		},
		.out = {
			.size = sizeof(struct everything_serial),
			.min_size = 8,
			.fields = fields_everything_serial,
			.n_fields = ARRAY_SIZE(fields_everything_serial),
		},
		.initial = &initial_everything_serial,
	},
	{
		.name = "secret",
		.kind = GW_PROPERTY,
		.number = EVERYTHING_SECRET,
		.capability = CAP_SYS_ADMIN,
		.carriers = GW_VIA(ioctl),
		.writable = true,
		.in = {
			.size = sizeof(struct everything_secret),
			.min_size = 4,
			.fields = fields_everything_secret,
			.n_fields = ARRAY_SIZE(fields_everything_secret),
		},
		.out = {
			.size = sizeof(struct everything_secret),
			.min_size = 4,
			.fields = fields_everything_secret,
			.n_fields = ARRAY_SIZE(fields_everything_secret),
		},
		.set = set_everything_secret,
	},
	{
		.name = "mode",
		.kind = GW_PROPERTY,
		.number = EVERYTHING_MODE,
		.capability = -1,
		.carriers = GW_VIA(ioctl),
		.readable = true,
		.writable = true,
		.in = {
			.size = sizeof(struct everything_mode),
			.min_size = 4,
			.check = check_everything_mode,
			.fields = fields_everything_mode,
			.n_fields = ARRAY_SIZE(fields_everything_mode),
		},
		.out = {
			.size = sizeof(struct everything_mode),
			.min_size = 4,
			.fields = fields_everything_mode,
			.n_fields = ARRAY_SIZE(fields_everything_mode),
		},
		.initial = &initial_everything_mode,
		.get = get_everything_mode,
		.set = set_everything_mode,
	},
	{
		.name = "rights",
		.kind = GW_PROPERTY,
		.number = EVERYTHING_RIGHTS,
		.capability = CAP_NET_ADMIN,
		.carriers = GW_VIA(ioctl),
		.readable = true,
		.writable = true,
		.in = {
			.size = sizeof(struct everything_rights),
			.min_size = 4,
			.check = check_everything_rights,
			.fields = fields_everything_rights,
			.n_fields = ARRAY_SIZE(fields_everything_rights),
		},
		.out = {
			.size = sizeof(struct everything_rights),
			.min_size = 4,
			.fields = fields_everything_rights,
			.n_fields = ARRAY_SIZE(fields_everything_rights),
		},
		.initial = &initial_everything_rights,
		.get = get_everything_rights,
		.set = set_everything_rights,
	},
	{
		.name = "bits",
		.kind = GW_PROPERTY,
		.number = EVERYTHING_BITS,
		.capability = -1,
		.carriers = GW_VIA(ioctl),
		.readable = true,
		.writable = true,
		.in = {
			.size = sizeof(struct everything_bits),
			.min_size = 1,
			.fields = fields_everything_bits,
			.n_fields = ARRAY_SIZE(fields_everything_bits),
		},
		.out = {
			.size = sizeof(struct everything_bits),
			.min_size = 1,
			.fields = fields_everything_bits,
			.n_fields = ARRAY_SIZE(fields_everything_bits),
		},
		.get = get_everything_bits,
		.set = set_everything_bits,
	},
	{
		.name = "far",
		.kind = GW_PROPERTY,
		.number = EVERYTHING_FAR,
		.capability = -1,
		.carriers = GW_VIA(ioctl),
		.readable = true,
		.writable = true,
		.in = {
			.size = sizeof(struct everything_far),
			.min_size = 8,
			.check = check_everything_far,
			.fields = fields_everything_far,
			.n_fields = ARRAY_SIZE(fields_everything_far),
		},
		.out = {
			.size = sizeof(struct everything_far),
			.min_size = 8,
			.fields = fields_everything_far,
			.n_fields = ARRAY_SIZE(fields_everything_far),
		},
		.initial = &initial_everything_far,
		.get = get_everything_far,
		.set = set_everything_far,
	},
	{
		.name = "title",
		.kind = GW_PROPERTY,
		.number = EVERYTHING_TITLE,
		.capability = -1,
		.carriers = GW_VIA(ioctl),
		.readable = true,
		.writable = true,
		.in = {
			.size = sizeof(struct everything_title),
			.min_size = 21,
			.check = check_everything_title,
			.fields = fields_everything_title,
			.n_fields = ARRAY_SIZE(fields_everything_title),
		},
		.out = {
			.size = sizeof(struct everything_title),
			.min_size = 21,
			.fields = fields_everything_title,
			.n_fields = ARRAY_SIZE(fields_everything_title),
		},
		.initial = &initial_everything_title,
		.get = get_everything_title,
		.set = set_everything_title,
	},
	{
		.name = "blob",
		.kind = GW_PROPERTY,
		.number = EVERYTHING_BLOB,
		.capability = -1,
		.carriers = GW_VIA(ioctl),
		.readable = true,
		.writable = true,
		.in = {
			.size = sizeof(struct everything_blob),
			.min_size = 16,
			.check = check_everything_blob,
			.fields = fields_everything_blob,
			.n_fields = ARRAY_SIZE(fields_everything_blob),
		},
		.out = {
			.size = sizeof(struct everything_blob),
			.min_size = 16,
			.fields = fields_everything_blob,
			.n_fields = ARRAY_SIZE(fields_everything_blob),
		},
		.get = get_everything_blob,
		.set = set_everything_blob,
	},
	{
		.name = "corner",
		.kind = GW_PROPERTY,
		.number = EVERYTHING_CORNER,
		.capability = -1,
		.carriers = GW_VIA(ioctl),
		.readable = true,
		.writable = true,
		.in = {
			.size = sizeof(struct everything_corner),
			.min_size = 8,
			.fields = fields_everything_corner,
			.n_fields = ARRAY_SIZE(fields_everything_corner),
		},
		.out = {
			.size = sizeof(struct everything_corner),
			.min_size = 8,
			.fields = fields_everything_corner,
			.n_fields = ARRAY_SIZE(fields_everything_corner),
		},
		.get = get_everything_corner,
		.set = set_everything_corner,
	},
	{
		.name = "tag",
		.kind = GW_PROPERTY,
		.number = EVERYTHING_TAG,
		.capability = -1,
		.carriers = GW_VIA(ioctl),
		.readable = true,
		.writable = true,
		.in = {
			.size = sizeof(struct everything_tag),
			.min_size = 8,
			.check = check_everything_tag,
			.fields = fields_everything_tag,
			.n_fields = ARRAY_SIZE(fields_everything_tag),
		},
		.out = {
			.size = sizeof(struct everything_tag),
			.min_size = 8,
			.fields = fields_everything_tag,
			.n_fields = ARRAY_SIZE(fields_everything_tag),
		},
		.get = get_everything_tag,
		.set = set_everything_tag,
	},
	{
		.name = "triple",
		.kind = GW_PROPERTY,
		.number = EVERYTHING_TRIPLE,
		.capability = -1,
		.carriers = GW_VIA(ioctl),
		.readable = true,
		.writable = true,
		.in = {
			.size = sizeof(struct everything_triple),
			.min_size = 12,
			.fields = fields_everything_triple,
			.n_fields = ARRAY_SIZE(fields_everything_triple),
		},
		.out = {
			.size = sizeof(struct everything_triple),
			.min_size = 12,
			.fields = fields_everything_triple,
			.n_fields = ARRAY_SIZE(fields_everything_triple),
		},
		.get = get_everything_triple,
		.set = set_everything_triple,
	},
	{
		.name = "some",
		.kind = GW_PROPERTY,
		.number = EVERYTHING_SOME,
		.capability = -1,
		.carriers = GW_VIA(ioctl),
		.readable = true,
		.writable = true,
		.in = {
			.size = sizeof(struct everything_some),
			.min_size = 16,
			.check = check_everything_some,
			.fields = fields_everything_some,
			.n_fields = ARRAY_SIZE(fields_everything_some),
		},
		.out = {
			.size = sizeof(struct everything_some),
			.min_size = 16,
			.fields = fields_everything_some,
			.n_fields = ARRAY_SIZE(fields_everything_some),
		},
		.get = get_everything_some,
		.set = set_everything_some,
	},
	{
		.name = "gateway",
		.kind = GW_PROPERTY,
		.number = EVERYTHING_GATEWAY,
		.capability = -1,
		.carriers = GW_VIA(ioctl),
		.readable = true,
		.writable = true,
		.in = {
			.size = sizeof(struct everything_gateway),
			.min_size = 4,
			.fields = fields_everything_gateway,
			.n_fields = ARRAY_SIZE(fields_everything_gateway),
		},
		.out = {
			.size = sizeof(struct everything_gateway),
			.min_size = 4,
			.fields = fields_everything_gateway,
			.n_fields = ARRAY_SIZE(fields_everything_gateway),
		},
		.get = get_everything_gateway,
		.set = set_everything_gateway,
	},
	{
		.name = "address",
		.kind = GW_PROPERTY,
		.number = EVERYTHING_ADDRESS,
		.capability = -1,
		.carriers = GW_VIA(ioctl),
		.readable = true,
		.in = {
			.size = sizeof(struct everything_address),
			.min_size = 6,
			.fields = fields_everything_address,
			.n_fields = ARRAY_SIZE(fields_everything_address),
		},
		.out = {
			.size = sizeof(struct everything_address),
			.min_size = 6,
			.fields = fields_everything_address,
			.n_fields = ARRAY_SIZE(fields_everything_address),
		},
		.get = get_everything_address,
	},
	{
		.name = "speed",
		.kind = GW_PROPERTY,
		.number = EVERYTHING_SPEED,
		.capability = -1,
		.carriers = GW_VIA(sysfs) | GW_VIA(procfs) | GW_VIA(sysctl) | GW_VIA(debugfs),
		.readable = true,
		.writable = true,
		.notify = true,
		.in = {
			.size = sizeof(struct everything_speed),
			.min_size = 4,
			.check = check_everything_speed,
			.fields = fields_everything_speed,
			.n_fields = ARRAY_SIZE(fields_everything_speed),
		},
		.out = {
			.size = sizeof(struct everything_speed),
			.min_size = 4,
			.fields = fields_everything_speed,
			.n_fields = ARRAY_SIZE(fields_everything_speed),
		},
		.initial = &initial_everything_speed,
		.get = get_everything_speed,
		.set = set_everything_speed,
	},
	{
		.name = "banner",
		.kind = GW_PROPERTY,
		.number = EVERYTHING_BANNER,
		.capability = -1,
		.carriers = GW_VIA(sysfs) | GW_VIA(genetlink),
		.readable = true,
		.writable = true,
		.notify = true,
		.in = {
			.size = sizeof(struct everything_banner),
			.min_size = 41,
			.check = check_everything_banner,
			.fields = fields_everything_banner,
			.n_fields = ARRAY_SIZE(fields_everything_banner),
		},
		.out = {
			.size = sizeof(struct everything_banner),
			.min_size = 41,
			.fields = fields_everything_banner,
			.n_fields = ARRAY_SIZE(fields_everything_banner),
		},
		.get = get_everything_banner,
		.set = set_everything_banner,
	},
	{
		.name = "weights",
		.kind = GW_PROPERTY,
		.number = EVERYTHING_WEIGHTS,
		.capability = -1,
		.carriers = GW_VIA(genetlink),
		.readable = true,
		.writable = true,
		.in = {
			.size = sizeof(struct everything_weights),
			.min_size = 20,
			.check = check_everything_weights,
			.fields = fields_everything_weights,
			.n_fields = ARRAY_SIZE(fields_everything_weights),
		},
		.out = {
			.size = sizeof(struct everything_weights),
			.min_size = 20,
			.fields = fields_everything_weights,
			.n_fields = ARRAY_SIZE(fields_everything_weights),
		},
		.get = get_everything_weights,
		.set = set_everything_weights,
	},
	{
		.name = "trigger",
		.kind = GW_PROPERTY,
		.number = EVERYTHING_TRIGGER,
		.capability = CAP_SYS_ADMIN,
		.carriers = GW_VIA(sysfs),
		.writable = true,
		.in = {
			.size = sizeof(struct everything_trigger),
			.min_size = 4,
			.fields = fields_everything_trigger,
			.n_fields = ARRAY_SIZE(fields_everything_trigger),
		},
		.out = {
			.size = sizeof(struct everything_trigger),
			.min_size = 4,
			.fields = fields_everything_trigger,
			.n_fields = ARRAY_SIZE(fields_everything_trigger),
		},
		.set = set_everything_trigger,
	},
	{
		.name = "nothing",
		.kind = GW_CALL,
		.number = EVERYTHING_NOTHING,
		.capability = -1,
		.carriers = GW_VIA(ioctl),
		.call = call_everything_nothing,
	},
	{
		.name = "ask",
		.kind = GW_CALL,
		.number = EVERYTHING_ASK,
		.capability = -1,
		.carriers = GW_VIA(ioctl),
		.out = {
			.size = sizeof(struct everything_ask_reply),
			.min_size = 4,
			.fields = fields_everything_ask_reply,
			.n_fields = ARRAY_SIZE(fields_everything_ask_reply),
		},
		.call = call_everything_ask,
	},
	{
		.name = "tell",
		.kind = GW_CALL,
		.number = EVERYTHING_TELL,
		.capability = -1,
		.carriers = GW_VIA(ioctl),
		.in = {
			.size = sizeof(struct everything_tell_request),
			.min_size = 31,
			.check = check_everything_tell_request,
			.fields = fields_everything_tell_request,
			.n_fields = ARRAY_SIZE(fields_everything_tell_request),
		},
		.call = call_everything_tell,
	},
	{
		.name = "echo_scalars",
		.kind = GW_CALL,
		.number = EVERYTHING_ECHO_SCALARS,
		.capability = -1,
		.carriers = GW_VIA(ioctl),
		.in = {
			.size = sizeof(struct everything_scalars),
			.min_size = 136,
			.check = check_everything_scalars,
			.fields = fields_everything_scalars,
			.n_fields = ARRAY_SIZE(fields_everything_scalars),
		},
		.out = {
			.size = sizeof(struct everything_scalars),
			.min_size = 136,
			.fields = fields_everything_scalars,
			.n_fields = ARRAY_SIZE(fields_everything_scalars),
		},
		.call = call_everything_echo_scalars,
	},
	{
		.name = "echo_shapes",
		.kind = GW_CALL,
		.number = EVERYTHING_ECHO_SHAPES,
		.capability = CAP_NET_RAW,
		.carriers = GW_VIA(ioctl),
		.in = {
			.size = sizeof(struct everything_shapes),
			.min_size = 496,
			.check = check_everything_shapes,
			.fields = fields_everything_shapes,
			.n_fields = ARRAY_SIZE(fields_everything_shapes),
		},
		.out = {
			.size = sizeof(struct everything_shapes),
			.min_size = 496,
			.fields = fields_everything_shapes,
			.n_fields = ARRAY_SIZE(fields_everything_shapes),
		},
		.errors = errors_everything_echo_shapes,
		.call = call_everything_echo_shapes,
	},
	{
		.name = "measure",
		.kind = GW_CALL,
		.number = EVERYTHING_MEASURE,
		.capability = -1,
		.carriers = GW_VIA(genetlink),
		.in = {
			.size = sizeof(struct everything_shapes),
			.min_size = 496,
			.check = check_everything_shapes,
			.fields = fields_everything_shapes,
			.n_fields = ARRAY_SIZE(fields_everything_shapes),
		},
		.out = {
			.size = sizeof(struct everything_measure_reply),
			.min_size = 32,
			.fields = fields_everything_measure_reply,
			.n_fields = ARRAY_SIZE(fields_everything_measure_reply),
		},
		.errors = errors_everything_measure,
		.call = call_everything_measure,
	},
	{
		.name = "uneven",
		.kind = GW_CALL,
		.number = EVERYTHING_UNEVEN,
		.capability = -1,
		.carriers = GW_VIA(ioctl),
		.in = {
			.size = sizeof(struct everything_uneven_request),
			.min_size = 9,
			.fields = fields_everything_uneven_request,
			.n_fields = ARRAY_SIZE(fields_everything_uneven_request),
		},
		.out = {
			.size = sizeof(struct everything_uneven_reply),
			.min_size = 8,
			.fields = fields_everything_uneven_reply,
			.n_fields = ARRAY_SIZE(fields_everything_uneven_reply),
		},
		.call = call_everything_uneven,
	},
	{
		.name = "ping",
		.kind = GW_EVENT,
		.number = EVERYTHING_PING,
		.capability = -1,
		.carriers = GW_VIA(ring),
		.context = GW_PROCESS,
		.out = {
			.size = sizeof(struct everything_ping),
			.min_size = 4,
			.fields = fields_everything_ping,
			.n_fields = ARRAY_SIZE(fields_everything_ping),
		},
	},
	{
		.name = "point",
		.kind = GW_EVENT,
		.number = EVERYTHING_POINT,
		.capability = -1,
		.carriers = GW_VIA(ring),
		.context = GW_ATOMIC,
		.out = {
			.size = sizeof(struct everything_point),
			.min_size = 8,
			.fields = fields_everything_point,
			.n_fields = ARRAY_SIZE(fields_everything_point),
		},
	},
	{
		.name = "shape",
		.kind = GW_EVENT,
		.number = EVERYTHING_SHAPE,
		.capability = CAP_NET_RAW,
		.carriers = GW_VIA(ring),
		.context = GW_HARDIRQ,
		.out = {
			.size = sizeof(struct everything_shapes),
			.min_size = 496,
			.fields = fields_everything_shapes,
			.n_fields = ARRAY_SIZE(fields_everything_shapes),
		},
	},
	{
		.name = "beat",
		.kind = GW_EVENT,
		.number = EVERYTHING_BEAT,
		.capability = -1,
		.carriers = GW_VIA(ring),
		.context = GW_NMI,
		.out = {
			.size = sizeof(struct everything_beat),
			.min_size = 16,
			.fields = fields_everything_beat,
			.n_fields = ARRAY_SIZE(fields_everything_beat),
		},
	},
	{
		.name = "alarm",
		.kind = GW_EVENT,
		.number = EVERYTHING_ALARM,
		.capability = CAP_NET_ADMIN,
		.carriers = GW_VIA(ring) | GW_VIA(genetlink),
		.context = GW_NMI,
		.out = {
			.size = sizeof(struct everything_stamp),
			.min_size = 24,
			.fields = fields_everything_stamp,
			.n_fields = ARRAY_SIZE(fields_everything_stamp),
		},
	},
	{
		.name = "hosts",
		.kind = GW_TABLE,
		.number = EVERYTHING_HOSTS,
		.capability = -1,
		.carriers = GW_VIA(seq_file),
		.out = {
			.size = sizeof(struct everything_hosts),
			.min_size = 32,
			.fields = fields_everything_hosts,
			.n_fields = ARRAY_SIZE(fields_everything_hosts),
		},
		.next = next_everything_hosts,
	},
	{
		.name = "users",
		.kind = GW_TABLE,
		.number = EVERYTHING_USERS,
		.capability = CAP_NET_ADMIN,
		.carriers = GW_VIA(seq_file) | GW_VIA(genetlink),
		.out = {
			.size = sizeof(struct everything_users),
			.min_size = 44,
			.fields = fields_everything_users,
			.n_fields = ARRAY_SIZE(fields_everything_users),
		},
		.next = next_everything_users,
	},
	{
		.name = "links",
		.kind = GW_TABLE,
		.number = EVERYTHING_LINKS,
		.capability = -1,
		.carriers = GW_VIA(genetlink),
		.out = {
			.size = sizeof(struct everything_links),
			.min_size = 20,
			.fields = fields_everything_links,
			.n_fields = ARRAY_SIZE(fields_everything_links),
		},
		.next = next_everything_links,
	},
	{
		.name = "switches",
		.kind = GW_TABLE,
		.number = EVERYTHING_SWITCHES,
		.capability = -1,
		.carriers = GW_VIA(seq_file),
		.out = {
			.size = sizeof(struct everything_switches),
			.min_size = 8,
			.fields = fields_everything_switches,
			.n_fields = ARRAY_SIZE(fields_everything_switches),
		},
		.next = next_everything_switches,
	},
};

/* What `gangway describe` reads, from the module's file too. */
static const char everything_gw_description[] GW_DESCRIPTION_SECTION =
#ifdef __CHECKER__	/* sparse takes no string this long */
	"";
#else
	"{\"gangway\":1,\"interface\":\"everything\",\"doc\":\"Uses every type and every feature that this version supports, so that the outputs kept beside it\\nshow what the compiler makes of each.\\n\\nIts second paragraph holds what could upset a comment, a string, a table or a raw literal:\\n\\\"quotes\\\", a \\\\ backslash, a | bar, `ticks`, <tags>, *stars*, _lines_, %d, {}, ?\?/ and ?\?=, )gw\\nat the end of a line \\\\\\näöü € 漢字, and an end.\",\"netns\":\"each\",\"instances\":\"many\",\"access\":{\"mode\":\"0660\",\"group\":\"lab-users\"},\"types\":{\n"
	"\"mode\":{\"kind\":\"enum\",\"doc\":\"How fast it goes.\",\"base\":\"u32\",\"values\":{\"idle\":0,\"slow\":1,\"fast\":5}},\n"
	"\"level\":{\"kind\":\"enum\",\"base\":\"u8\",\"values\":{\"low\":0,\"middle\":1,\"high\":2}},\n"
	"\"wide\":{\"kind\":\"enum\",\"base\":\"u64\",\"values\":{\"small\":1,\"large\":18446744073709551615}},\n"
	"\"color\":{\"kind\":\"enum\",\"base\":\"u16\",\"values\":{\"red\":1,\"green\":2,\"blue\":32768}},\n"
	"\"rights\":{\"kind\":\"flags\",\"doc\":\"What may be done.\",\"base\":\"u32\",\"values\":{\"read\":1,\"write\":2,\"execute\":4}},\n"
	"\"bits\":{\"kind\":\"flags\",\"base\":\"u8\",\"values\":{\"b0\":1,\"b1\":2,\"b2\":4,\"b3\":8,\"b4\":16,\"b5\":32,\"b6\":64,\"b7\":128}},\n"
	"\"far\":{\"kind\":\"flags\",\"base\":\"u64\",\"values\":{\"near\":1,\"away\":9223372036854775808}},\n"
	"\"place\":{\"kind\":\"flags\",\"base\":\"u16\",\"values\":{\"home\":1,\"work\":2}},\n"
	"\"point\":{\"kind\":\"struct\",\"doc\":\"A point, part of others.\",\"size\":8,\"align\":4,\"fields\":[\n"
	"{\"name\":\"dx\",\"type\":\"s32\",\"offset\":0,\"size\":4,\"unit\":\"mm\"},\n"
	"{\"name\":\"dy\",\"type\":\"s32\",\"offset\":4,\"size\":4,\"unit\":\"mm\"}]},\n"
	"\"label\":{\"kind\":\"struct\",\"size\":8,\"align\":1,\"fields\":[\n"
	"{\"name\":\"text\",\"type\":\"string\",\"offset\":0,\"size\":7,\"max\":6},\n"
	"{\"name\":\"lit\",\"type\":\"bool\",\"offset\":7,\"size\":1}]},\n"
	"\"stamp\":{\"kind\":\"struct\",\"size\":24,\"align\":8,\"fields\":[\n"
	"{\"name\":\"at\",\"type\":\"u64\",\"offset\":0,\"size\":8,\"unit\":\"ns\"},\n"
	"{\"name\":\"kind\",\"type\":\"level\",\"offset\":8,\"size\":1},\n"
	"{\"name\":\"where\",\"type\":\"point\",\"offset\":12,\"size\":8}]},\n"
	"\"scalars\":{\"kind\":\"struct\",\"doc\":\"Every scalar, with holes between some.\",\"size\":136,\"align\":8,\"fields\":[\n"
	"{\"name\":\"truth\",\"type\":\"bool\",\"offset\":0,\"size\":1,\"doc\":\"is it so\"},\n"
	"{\"name\":\"a_u16\",\"type\":\"u16\",\"offset\":2,\"size\":2},\n"
	"{\"name\":\"a_u8\",\"type\":\"u8\",\"offset\":4,\"size\":1},\n"
	"{\"name\":\"a_u32\",\"type\":\"u32\",\"offset\":8,\"size\":4,\"format\":\"hex\"},\n"
	"{\"name\":\"a_s8\",\"type\":\"s8\",\"offset\":12,\"size\":1},\n"
	"{\"name\":\"a_u64\",\"type\":\"u64\",\"offset\":16,\"size\":8,\"unit\":\"bytes\"},\n"
	"{\"name\":\"a_s16\",\"type\":\"s16\",\"offset\":24,\"size\":2},\n"
	"{\"name\":\"a_s32\",\"type\":\"s32\",\"offset\":28,\"size\":4},\n"
	"{\"name\":\"b_s8\",\"type\":\"s8\",\"offset\":32,\"size\":1},\n"
	"{\"name\":\"a_s64\",\"type\":\"s64\",\"offset\":40,\"size\":8},\n"
	"{\"name\":\"a_be16\",\"type\":\"be16\",\"offset\":48,\"size\":2},\n"
	"{\"name\":\"a_be32\",\"type\":\"be32\",\"offset\":52,\"size\":4},\n"
	"{\"name\":\"c_u8\",\"type\":\"u8\",\"offset\":56,\"size\":1},\n"
	"{\"name\":\"a_be64\",\"type\":\"be64\",\"offset\":64,\"size\":8,\"format\":\"hex\"},\n"
	"{\"name\":\"a_le16\",\"type\":\"le16\",\"offset\":72,\"size\":2},\n"
	"{\"name\":\"a_le32\",\"type\":\"le32\",\"offset\":76,\"size\":4},\n"
	"{\"name\":\"a_le64\",\"type\":\"le64\",\"offset\":80,\"size\":8},\n"
	"{\"name\":\"a_mode\",\"type\":\"mode\",\"offset\":88,\"size\":4},\n"
	"{\"name\":\"a_level\",\"type\":\"level\",\"offset\":92,\"size\":1},\n"
	"{\"name\":\"a_wide\",\"type\":\"wide\",\"offset\":96,\"size\":8},\n"
	"{\"name\":\"a_color\",\"type\":\"color\",\"offset\":104,\"size\":2},\n"
	"{\"name\":\"a_rights\",\"type\":\"rights\",\"offset\":108,\"size\":4},\n"
	"{\"name\":\"a_bits\",\"type\":\"bits\",\"offset\":112,\"size\":1},\n"
	"{\"name\":\"a_far\",\"type\":\"far\",\"offset\":120,\"size\":8},\n"
	"{\"name\":\"a_place\",\"type\":\"place\",\"offset\":128,\"size\":2}]},\n"
	"\"shapes\":{\"kind\":\"struct\",\"doc\":\"Every form of field.\\n\\nArrays of structs among them.\",\"size\":496,\"align\":8,\"fields\":[\n"
	"{\"name\":\"name\",\"type\":\"string\",\"offset\":0,\"size\":16,\"doc\":\"whose it is\",\"max\":15},\n"
	"{\"name\":\"tiny\",\"type\":\"string\",\"offset\":16,\"size\":2,\"max\":1},\n"
	"{\"name\":\"blob\",\"type\":\"bytes\",\"offset\":20,\"size\":12,\"format\":\"hex\",\"doc\":\"anything\",\"max\":5},\n"
	"{\"name\":\"more\",\"type\":\"bytes\",\"offset\":32,\"size\":68,\"max\":64},\n"
	"{\"name\":\"three\",\"type\":\"u16\",\"offset\":100,\"size\":6,\"count\":3,\"elem_size\":2},\n"
	"{\"name\":\"octets\",\"type\":\"u8\",\"offset\":106,\"size\":5,\"count\":5,\"elem_size\":1},\n"
	"{\"name\":\"truths\",\"type\":\"bool\",\"offset\":111,\"size\":3,\"count\":3,\"elem_size\":1},\n"
	"{\"name\":\"modes\",\"type\":\"mode\",\"offset\":116,\"size\":8,\"count\":2,\"elem_size\":4},\n"
	"{\"name\":\"longs\",\"type\":\"s64\",\"offset\":128,\"size\":16,\"unit\":\"us\",\"count\":2,\"elem_size\":8},\n"
	"{\"name\":\"points\",\"type\":\"point\",\"offset\":144,\"size\":16,\"count\":2,\"elem_size\":8},\n"
	"{\"name\":\"labels\",\"type\":\"label\",\"offset\":160,\"size\":16,\"doc\":\"nested arrays of structs\",\"count\":2,\"elem_size\":8},\n"
	"{\"name\":\"v4\",\"type\":\"be32\",\"offset\":176,\"size\":4,\"format\":\"ipv4\"},\n"
	"{\"name\":\"v6\",\"type\":\"u8\",\"offset\":180,\"size\":16,\"format\":\"ipv6\",\"count\":16,\"elem_size\":1},\n"
	"{\"name\":\"ether\",\"type\":\"u8\",\"offset\":196,\"size\":6,\"format\":\"mac\",\"count\":6,\"elem_size\":1},\n"
	"{\"name\":\"id\",\"type\":\"u8\",\"offset\":202,\"size\":16,\"format\":\"uuid\",\"count\":16,\"elem_size\":1},\n"
	"{\"name\":\"v4s\",\"type\":\"be32\",\"offset\":220,\"size\":8,\"format\":\"ipv4\",\"count\":2,\"elem_size\":4},\n"
	"{\"name\":\"up_bytes\",\"type\":\"u8\",\"offset\":228,\"size\":8,\"max\":3,\"elem_size\":1},\n"
	"{\"name\":\"up_truths\",\"type\":\"bool\",\"offset\":236,\"size\":8,\"max\":3,\"elem_size\":1},\n"
	"{\"name\":\"up_words\",\"type\":\"u16\",\"offset\":244,\"size\":12,\"format\":\"hex\",\"max\":3,\"elem_size\":2},\n"
	"{\"name\":\"up_longs\",\"type\":\"u64\",\"offset\":256,\"size\":32,\"max\":3,\"elem_size\":8},\n"
	"{\"name\":\"up_orders\",\"type\":\"be64\",\"offset\":288,\"size\":24,\"max\":2,\"elem_size\":8},\n"
	"{\"name\":\"up_addresses\",\"type\":\"be32\",\"offset\":312,\"size\":20,\"format\":\"ipv4\",\"max\":4,\"elem_size\":4},\n"
	"{\"name\":\"up_modes\",\"type\":\"mode\",\"offset\":332,\"size\":20,\"max\":4,\"elem_size\":4},\n"
	"{\"name\":\"up_rights\",\"type\":\"rights\",\"offset\":352,\"size\":16,\"max\":3,\"elem_size\":4},\n"
	"{\"name\":\"up_labels\",\"type\":\"label\",\"offset\":368,\"size\":28,\"max\":3,\"elem_size\":8},\n"
	"{\"name\":\"up_stamps\",\"type\":\"stamp\",\"offset\":400,\"size\":56,\"max\":2,\"elem_size\":24},\n"
	"{\"name\":\"one\",\"type\":\"point\",\"offset\":456,\"size\":8},\n"
	"{\"name\":\"stamp\",\"type\":\"stamp\",\"offset\":464,\"size\":24},\n"
	"{\"name\":\"last\",\"type\":\"u8\",\"offset\":488,\"size\":1,\"doc\":\"and a tail behind it\"}]}\n"
	"},\"elements\":[\n"
	"{\"name\":\"flag\",\"kind\":\"property\",\"number\":1,\"doc\":\"a truth\",\"via\":[\"ioctl\"],\"access\":\"rw\",\"value\":{\"size\":1,\"fields\":[\n"
	"{\"name\":\"value\",\"type\":\"bool\",\"offset\":0,\"size\":1}]},\"default\":true},\n"
	"{\"name\":\"small\",\"kind\":\"property\",\"number\":2,\"via\":[\"ioctl\"],\"access\":\"rw\",\"value\":{\"size\":1,\"fields\":[\n"
	"{\"name\":\"value\",\"type\":\"u8\",\"offset\":0,\"size\":1,\"unit\":\"%\"}]},\"default\":7,\"range\":[1,100]},\n"
	"{\"name\":\"count16\",\"kind\":\"property\",\"number\":3,\"via\":[\"ioctl\"],\"access\":\"rw\",\"value\":{\"size\":2,\"fields\":[\n"
	"{\"name\":\"value\",\"type\":\"u16\",\"offset\":0,\"size\":2}]},\"range\":[0,1000]},\n"
	"{\"name\":\"total\",\"kind\":\"property\",\"number\":4,\"doc\":\"a value that \\\"only\\\" the provider changes; C:\\\\path\",\"via\":[\"ioctl\"],\"access\":\"r\",\"value\":{\"size\":8,\"fields\":[\n"
	"{\"name\":\"value\",\"type\":\"u64\",\"offset\":0,\"size\":8,\"unit\":\"bytes\"}]}},\n"
	"{\"name\":\"limit\",\"kind\":\"property\",\"number\":5,\"via\":[\"ioctl\"],\"access\":\"rw\",\"value\":{\"size\":8,\"fields\":[\n"
	"{\"name\":\"value\",\"type\":\"u64\",\"offset\":0,\"size\":8,\"format\":\"hex\"}]},\"default\":18446744073709551615,\"range\":[16,18446744073709551615]},\n"
	"{\"name\":\"offset8\",\"kind\":\"property\",\"number\":6,\"via\":[\"ioctl\"],\"access\":\"rw\",\"value\":{\"size\":1,\"fields\":[\n"
	"{\"name\":\"value\",\"type\":\"s8\",\"offset\":0,\"size\":1}]},\"default\":-128,\"range\":[-128,0]},\n"
	"{\"name\":\"offset64\",\"kind\":\"property\",\"number\":7,\"via\":[\"ioctl\"],\"access\":\"rw\",\"value\":{\"size\":8,\"fields\":[\n"
	"{\"name\":\"value\",\"type\":\"s64\",\"offset\":0,\"size\":8}]},\"default\":-9223372036854775808},\n"
	"{\"name\":\"trim\",\"kind\":\"property\",\"number\":8,\"via\":[\"ioctl\"],\"access\":\"rw\",\"value\":{\"size\":4,\"fields\":[\n"
	"{\"name\":\"value\",\"type\":\"s32\",\"offset\":0,\"size\":4,\"unit\":\"ppm\"}]},\"default\":-1,\"range\":[-5,5]},\n"
	"{\"name\":\"port\",\"kind\":\"property\",\"number\":9,\"via\":[\"ioctl\"],\"access\":\"rw\",\"value\":{\"size\":2,\"fields\":[\n"
	"{\"name\":\"value\",\"type\":\"be16\",\"offset\":0,\"size\":2}]},\"default\":8080,\"range\":[1024,65535]},\n"
	"{\"name\":\"serial\",\"kind\":\"property\",\"number\":10,\"via\":[\"ioctl\",\"page\"],\"access\":\"rw\",\"value\":{\"size\":8,\"fields\":[\n"
	"{\"name\":\"value\",\"type\":\"le64\",\"offset\":0,\"size\":8}]},\"default\":1},\n"
	"{\"name\":\"secret\",\"kind\":\"property\",\"number\":11,\"doc\":\"can be set only\",\"requires\":\"CAP_SYS_ADMIN\",\"via\":[\"ioctl\"],\"access\":\"w\",\"value\":{\"size\":4,\"fields\":[\n"
	"{\"name\":\"value\",\"type\":\"u32\",\"offset\":0,\"size\":4}]}},\n"
	"{\"name\":\"mode\",\"kind\":\"property\",\"number\":12,\"via\":[\"ioctl\"],\"access\":\"rw\",\"value\":{\"size\":4,\"fields\":[\n"
	"{\"name\":\"value\",\"type\":\"mode\",\"offset\":0,\"size\":4}]},\"default\":1},\n"
	"{\"name\":\"rights\",\"kind\":\"property\",\"number\":13,\"requires\":\"CAP_NET_ADMIN\",\"via\":[\"ioctl\"],\"access\":\"rw\",\"value\":{\"size\":4,\"fields\":[\n"
	"{\"name\":\"value\",\"type\":\"rights\",\"offset\":0,\"size\":4}]},\"default\":5},\n"
	"{\"name\":\"bits\",\"kind\":\"property\",\"number\":14,\"via\":[\"ioctl\"],\"access\":\"rw\",\"value\":{\"size\":1,\"fields\":[\n"
	"{\"name\":\"value\",\"type\":\"bits\",\"offset\":0,\"size\":1}]}},\n"
	"{\"name\":\"far\",\"kind\":\"property\",\"number\":15,\"via\":[\"ioctl\"],\"access\":\"rw\",\"value\":{\"size\":8,\"fields\":[\n"
	"{\"name\":\"value\",\"type\":\"far\",\"offset\":0,\"size\":8}]},\"default\":9223372036854775808},\n"
	"{\"name\":\"title\",\"kind\":\"property\",\"number\":16,\"via\":[\"ioctl\"],\"access\":\"rw\",\"value\":{\"size\":21,\"fields\":[\n"
	"{\"name\":\"value\",\"type\":\"string\",\"offset\":0,\"size\":21,\"max\":20}]},\"default\":\"say \\\"hi\\\"?\?/\\\\ ü\"},\n"
	"{\"name\":\"blob\",\"kind\":\"property\",\"number\":17,\"via\":[\"ioctl\"],\"access\":\"rw\",\"value\":{\"size\":16,\"fields\":[\n"
	"{\"name\":\"value\",\"type\":\"bytes\",\"offset\":0,\"size\":16,\"max\":10}]}},\n"
	"{\"name\":\"corner\",\"kind\":\"property\",\"number\":18,\"via\":[\"ioctl\"],\"access\":\"rw\",\"value\":{\"size\":8,\"fields\":[\n"
	"{\"name\":\"value\",\"type\":\"point\",\"offset\":0,\"size\":8}]}},\n"
	"{\"name\":\"tag\",\"kind\":\"property\",\"number\":19,\"via\":[\"ioctl\"],\"access\":\"rw\",\"value\":{\"size\":8,\"fields\":[\n"
	"{\"name\":\"value\",\"type\":\"label\",\"offset\":0,\"size\":8}]}},\n"
	"{\"name\":\"triple\",\"kind\":\"property\",\"number\":20,\"via\":[\"ioctl\"],\"access\":\"rw\",\"value\":{\"size\":12,\"fields\":[\n"
	"{\"name\":\"value\",\"type\":\"u32\",\"offset\":0,\"size\":12,\"count\":3,\"elem_size\":4}]}},\n"
	"{\"name\":\"some\",\"kind\":\"property\",\"number\":21,\"via\":[\"ioctl\"],\"access\":\"rw\",\"value\":{\"size\":16,\"fields\":[\n"
	"{\"name\":\"value\",\"type\":\"mode\",\"offset\":0,\"size\":16,\"max\":3,\"elem_size\":4}]}},\n"
	"{\"name\":\"gateway\",\"kind\":\"property\",\"number\":22,\"via\":[\"ioctl\"],\"access\":\"rw\",\"value\":{\"size\":4,\"fields\":[\n"
	"{\"name\":\"value\",\"type\":\"be32\",\"offset\":0,\"size\":4,\"format\":\"ipv4\"}]}},\n"
	"{\"name\":\"address\",\"kind\":\"property\",\"number\":23,\"via\":[\"ioctl\"],\"access\":\"r\",\"value\":{\"size\":6,\"fields\":[\n"
	"{\"name\":\"value\",\"type\":\"u8\",\"offset\":0,\"size\":6,\"format\":\"mac\",\"count\":6,\"elem_size\":1}]}},\n"
	"{\"name\":\"speed\",\"kind\":\"property\",\"number\":24,\"doc\":\"as a file\",\"via\":[\"sysfs\",\"procfs\",\"sysctl\",\"debugfs\"],\"access\":\"rw\",\"notify\":true,\"value\":{\"size\":4,\"fields\":[\n"
	"{\"name\":\"value\",\"type\":\"mode\",\"offset\":0,\"size\":4}]},\"default\":5},\n"
	"{\"name\":\"banner\",\"kind\":\"property\",\"number\":25,\"doc\":\"as a file and as attributes\",\"via\":[\"sysfs\",\"genetlink\"],\"access\":\"rw\",\"notify\":true,\"value\":{\"size\":41,\"fields\":[\n"
	"{\"name\":\"value\",\"type\":\"string\",\"offset\":0,\"size\":41,\"max\":40}]}},\n"
	"{\"name\":\"weights\",\"kind\":\"property\",\"number\":26,\"via\":[\"genetlink\"],\"access\":\"rw\",\"value\":{\"size\":20,\"fields\":[\n"
	"{\"name\":\"value\",\"type\":\"s16\",\"offset\":0,\"size\":20,\"max\":8,\"elem_size\":2}]}},\n"
	"{\"name\":\"trigger\",\"kind\":\"property\",\"number\":27,\"requires\":\"CAP_SYS_ADMIN\",\"via\":[\"sysfs\"],\"access\":\"w\",\"value\":{\"size\":4,\"fields\":[\n"
	"{\"name\":\"value\",\"type\":\"u32\",\"offset\":0,\"size\":4,\"format\":\"hex\"}]}},\n"
	"{\"name\":\"nothing\",\"kind\":\"call\",\"number\":28,\"via\":[\"ioctl\"]},\n"
	"{\"name\":\"ask\",\"kind\":\"call\",\"number\":29,\"doc\":\"has no request\",\"via\":[\"ioctl\"],\"reply\":{\"size\":4,\"fields\":[\n"
	"{\"name\":\"answer\",\"type\":\"u32\",\"offset\":0,\"size\":4}]}},\n"
	"{\"name\":\"tell\",\"kind\":\"call\",\"number\":30,\"doc\":\"has no reply\",\"via\":[\"ioctl\"],\"request\":{\"size\":31,\"fields\":[\n"
	"{\"name\":\"what\",\"type\":\"string\",\"offset\":0,\"size\":31,\"max\":30}]}},\n"
	"{\"name\":\"echo_scalars\",\"kind\":\"call\",\"number\":31,\"via\":[\"ioctl\"],\"request\":{\"type\":\"scalars\",\"size\":136,\"fields\":[\n"
	"{\"name\":\"truth\",\"type\":\"bool\",\"offset\":0,\"size\":1,\"doc\":\"is it so\"},\n"
	"{\"name\":\"a_u16\",\"type\":\"u16\",\"offset\":2,\"size\":2},\n"
	"{\"name\":\"a_u8\",\"type\":\"u8\",\"offset\":4,\"size\":1},\n"
	"{\"name\":\"a_u32\",\"type\":\"u32\",\"offset\":8,\"size\":4,\"format\":\"hex\"},\n"
	"{\"name\":\"a_s8\",\"type\":\"s8\",\"offset\":12,\"size\":1},\n"
	"{\"name\":\"a_u64\",\"type\":\"u64\",\"offset\":16,\"size\":8,\"unit\":\"bytes\"},\n"
	"{\"name\":\"a_s16\",\"type\":\"s16\",\"offset\":24,\"size\":2},\n"
	"{\"name\":\"a_s32\",\"type\":\"s32\",\"offset\":28,\"size\":4},\n"
	"{\"name\":\"b_s8\",\"type\":\"s8\",\"offset\":32,\"size\":1},\n"
	"{\"name\":\"a_s64\",\"type\":\"s64\",\"offset\":40,\"size\":8},\n"
	"{\"name\":\"a_be16\",\"type\":\"be16\",\"offset\":48,\"size\":2},\n"
	"{\"name\":\"a_be32\",\"type\":\"be32\",\"offset\":52,\"size\":4},\n"
	"{\"name\":\"c_u8\",\"type\":\"u8\",\"offset\":56,\"size\":1},\n"
	"{\"name\":\"a_be64\",\"type\":\"be64\",\"offset\":64,\"size\":8,\"format\":\"hex\"},\n"
	"{\"name\":\"a_le16\",\"type\":\"le16\",\"offset\":72,\"size\":2},\n"
	"{\"name\":\"a_le32\",\"type\":\"le32\",\"offset\":76,\"size\":4},\n"
	"{\"name\":\"a_le64\",\"type\":\"le64\",\"offset\":80,\"size\":8},\n"
	"{\"name\":\"a_mode\",\"type\":\"mode\",\"offset\":88,\"size\":4},\n"
	"{\"name\":\"a_level\",\"type\":\"level\",\"offset\":92,\"size\":1},\n"
	"{\"name\":\"a_wide\",\"type\":\"wide\",\"offset\":96,\"size\":8},\n"
	"{\"name\":\"a_color\",\"type\":\"color\",\"offset\":104,\"size\":2},\n"
	"{\"name\":\"a_rights\",\"type\":\"rights\",\"offset\":108,\"size\":4},\n"
	"{\"name\":\"a_bits\",\"type\":\"bits\",\"offset\":112,\"size\":1},\n"
	"{\"name\":\"a_far\",\"type\":\"far\",\"offset\":120,\"size\":8},\n"
	"{\"name\":\"a_place\",\"type\":\"place\",\"offset\":128,\"size\":2}]},\"reply\":{\"type\":\"scalars\",\"size\":136,\"fields\":[\n"
	"{\"name\":\"truth\",\"type\":\"bool\",\"offset\":0,\"size\":1,\"doc\":\"is it so\"},\n"
	"{\"name\":\"a_u16\",\"type\":\"u16\",\"offset\":2,\"size\":2},\n"
	"{\"name\":\"a_u8\",\"type\":\"u8\",\"offset\":4,\"size\":1},\n"
	"{\"name\":\"a_u32\",\"type\":\"u32\",\"offset\":8,\"size\":4,\"format\":\"hex\"},\n"
	"{\"name\":\"a_s8\",\"type\":\"s8\",\"offset\":12,\"size\":1},\n"
	"{\"name\":\"a_u64\",\"type\":\"u64\",\"offset\":16,\"size\":8,\"unit\":\"bytes\"},\n"
	"{\"name\":\"a_s16\",\"type\":\"s16\",\"offset\":24,\"size\":2},\n"
	"{\"name\":\"a_s32\",\"type\":\"s32\",\"offset\":28,\"size\":4},\n"
	"{\"name\":\"b_s8\",\"type\":\"s8\",\"offset\":32,\"size\":1},\n"
	"{\"name\":\"a_s64\",\"type\":\"s64\",\"offset\":40,\"size\":8},\n"
	"{\"name\":\"a_be16\",\"type\":\"be16\",\"offset\":48,\"size\":2},\n"
	"{\"name\":\"a_be32\",\"type\":\"be32\",\"offset\":52,\"size\":4},\n"
	"{\"name\":\"c_u8\",\"type\":\"u8\",\"offset\":56,\"size\":1},\n"
	"{\"name\":\"a_be64\",\"type\":\"be64\",\"offset\":64,\"size\":8,\"format\":\"hex\"},\n"
	"{\"name\":\"a_le16\",\"type\":\"le16\",\"offset\":72,\"size\":2},\n"
	"{\"name\":\"a_le32\",\"type\":\"le32\",\"offset\":76,\"size\":4},\n"
	"{\"name\":\"a_le64\",\"type\":\"le64\",\"offset\":80,\"size\":8},\n"
	"{\"name\":\"a_mode\",\"type\":\"mode\",\"offset\":88,\"size\":4},\n"
	"{\"name\":\"a_level\",\"type\":\"level\",\"offset\":92,\"size\":1},\n"
	"{\"name\":\"a_wide\",\"type\":\"wide\",\"offset\":96,\"size\":8},\n"
	"{\"name\":\"a_color\",\"type\":\"color\",\"offset\":104,\"size\":2},\n"
	"{\"name\":\"a_rights\",\"type\":\"rights\",\"offset\":108,\"size\":4},\n"
	"{\"name\":\"a_bits\",\"type\":\"bits\",\"offset\":112,\"size\":1},\n"
	"{\"name\":\"a_far\",\"type\":\"far\",\"offset\":120,\"size\":8},\n"
	"{\"name\":\"a_place\",\"type\":\"place\",\"offset\":128,\"size\":2}]}},\n"
	"{\"name\":\"echo_shapes\",\"kind\":\"call\",\"number\":32,\"doc\":\"Gives back what it got, and may fail in many ways, which its documentation tells of at some length.\",\"requires\":\"CAP_NET_RAW\",\"via\":[\"ioctl\"],\"request\":{\"type\":\"shapes\",\"size\":496,\"fields\":[\n"
	"{\"name\":\"name\",\"type\":\"string\",\"offset\":0,\"size\":16,\"doc\":\"whose it is\",\"max\":15},\n"
	"{\"name\":\"tiny\",\"type\":\"string\",\"offset\":16,\"size\":2,\"max\":1},\n"
	"{\"name\":\"blob\",\"type\":\"bytes\",\"offset\":20,\"size\":12,\"format\":\"hex\",\"doc\":\"anything\",\"max\":5},\n"
	"{\"name\":\"more\",\"type\":\"bytes\",\"offset\":32,\"size\":68,\"max\":64},\n"
	"{\"name\":\"three\",\"type\":\"u16\",\"offset\":100,\"size\":6,\"count\":3,\"elem_size\":2},\n"
	"{\"name\":\"octets\",\"type\":\"u8\",\"offset\":106,\"size\":5,\"count\":5,\"elem_size\":1},\n"
	"{\"name\":\"truths\",\"type\":\"bool\",\"offset\":111,\"size\":3,\"count\":3,\"elem_size\":1},\n"
	"{\"name\":\"modes\",\"type\":\"mode\",\"offset\":116,\"size\":8,\"count\":2,\"elem_size\":4},\n"
	"{\"name\":\"longs\",\"type\":\"s64\",\"offset\":128,\"size\":16,\"unit\":\"us\",\"count\":2,\"elem_size\":8},\n"
	"{\"name\":\"points\",\"type\":\"point\",\"offset\":144,\"size\":16,\"count\":2,\"elem_size\":8},\n"
	"{\"name\":\"labels\",\"type\":\"label\",\"offset\":160,\"size\":16,\"doc\":\"nested arrays of structs\",\"count\":2,\"elem_size\":8},\n"
	"{\"name\":\"v4\",\"type\":\"be32\",\"offset\":176,\"size\":4,\"format\":\"ipv4\"},\n"
	"{\"name\":\"v6\",\"type\":\"u8\",\"offset\":180,\"size\":16,\"format\":\"ipv6\",\"count\":16,\"elem_size\":1},\n"
	"{\"name\":\"ether\",\"type\":\"u8\",\"offset\":196,\"size\":6,\"format\":\"mac\",\"count\":6,\"elem_size\":1},\n"
	"{\"name\":\"id\",\"type\":\"u8\",\"offset\":202,\"size\":16,\"format\":\"uuid\",\"count\":16,\"elem_size\":1},\n"
	"{\"name\":\"v4s\",\"type\":\"be32\",\"offset\":220,\"size\":8,\"format\":\"ipv4\",\"count\":2,\"elem_size\":4},\n"
	"{\"name\":\"up_bytes\",\"type\":\"u8\",\"offset\":228,\"size\":8,\"max\":3,\"elem_size\":1},\n"
	"{\"name\":\"up_truths\",\"type\":\"bool\",\"offset\":236,\"size\":8,\"max\":3,\"elem_size\":1},\n"
	"{\"name\":\"up_words\",\"type\":\"u16\",\"offset\":244,\"size\":12,\"format\":\"hex\",\"max\":3,\"elem_size\":2},\n"
	"{\"name\":\"up_longs\",\"type\":\"u64\",\"offset\":256,\"size\":32,\"max\":3,\"elem_size\":8},\n"
	"{\"name\":\"up_orders\",\"type\":\"be64\",\"offset\":288,\"size\":24,\"max\":2,\"elem_size\":8},\n"
	"{\"name\":\"up_addresses\",\"type\":\"be32\",\"offset\":312,\"size\":20,\"format\":\"ipv4\",\"max\":4,\"elem_size\":4},\n"
	"{\"name\":\"up_modes\",\"type\":\"mode\",\"offset\":332,\"size\":20,\"max\":4,\"elem_size\":4},\n"
	"{\"name\":\"up_rights\",\"type\":\"rights\",\"offset\":352,\"size\":16,\"max\":3,\"elem_size\":4},\n"
	"{\"name\":\"up_labels\",\"type\":\"label\",\"offset\":368,\"size\":28,\"max\":3,\"elem_size\":8},\n"
	"{\"name\":\"up_stamps\",\"type\":\"stamp\",\"offset\":400,\"size\":56,\"max\":2,\"elem_size\":24},\n"
	"{\"name\":\"one\",\"type\":\"point\",\"offset\":456,\"size\":8},\n"
	"{\"name\":\"stamp\",\"type\":\"stamp\",\"offset\":464,\"size\":24},\n"
	"{\"name\":\"last\",\"type\":\"u8\",\"offset\":488,\"size\":1,\"doc\":\"and a tail behind it\"}]},\"reply\":{\"type\":\"shapes\",\"size\":496,\"fields\":[\n"
	"{\"name\":\"name\",\"type\":\"string\",\"offset\":0,\"size\":16,\"doc\":\"whose it is\",\"max\":15},\n"
	"{\"name\":\"tiny\",\"type\":\"string\",\"offset\":16,\"size\":2,\"max\":1},\n"
	"{\"name\":\"blob\",\"type\":\"bytes\",\"offset\":20,\"size\":12,\"format\":\"hex\",\"doc\":\"anything\",\"max\":5},\n"
	"{\"name\":\"more\",\"type\":\"bytes\",\"offset\":32,\"size\":68,\"max\":64},\n"
	"{\"name\":\"three\",\"type\":\"u16\",\"offset\":100,\"size\":6,\"count\":3,\"elem_size\":2},\n"
	"{\"name\":\"octets\",\"type\":\"u8\",\"offset\":106,\"size\":5,\"count\":5,\"elem_size\":1},\n"
	"{\"name\":\"truths\",\"type\":\"bool\",\"offset\":111,\"size\":3,\"count\":3,\"elem_size\":1},\n"
	"{\"name\":\"modes\",\"type\":\"mode\",\"offset\":116,\"size\":8,\"count\":2,\"elem_size\":4},\n"
	"{\"name\":\"longs\",\"type\":\"s64\",\"offset\":128,\"size\":16,\"unit\":\"us\",\"count\":2,\"elem_size\":8},\n"
	"{\"name\":\"points\",\"type\":\"point\",\"offset\":144,\"size\":16,\"count\":2,\"elem_size\":8},\n"
	"{\"name\":\"labels\",\"type\":\"label\",\"offset\":160,\"size\":16,\"doc\":\"nested arrays of structs\",\"count\":2,\"elem_size\":8},\n"
	"{\"name\":\"v4\",\"type\":\"be32\",\"offset\":176,\"size\":4,\"format\":\"ipv4\"},\n"
	"{\"name\":\"v6\",\"type\":\"u8\",\"offset\":180,\"size\":16,\"format\":\"ipv6\",\"count\":16,\"elem_size\":1},\n"
	"{\"name\":\"ether\",\"type\":\"u8\",\"offset\":196,\"size\":6,\"format\":\"mac\",\"count\":6,\"elem_size\":1},\n"
	"{\"name\":\"id\",\"type\":\"u8\",\"offset\":202,\"size\":16,\"format\":\"uuid\",\"count\":16,\"elem_size\":1},\n"
	"{\"name\":\"v4s\",\"type\":\"be32\",\"offset\":220,\"size\":8,\"format\":\"ipv4\",\"count\":2,\"elem_size\":4},\n"
	"{\"name\":\"up_bytes\",\"type\":\"u8\",\"offset\":228,\"size\":8,\"max\":3,\"elem_size\":1},\n"
	"{\"name\":\"up_truths\",\"type\":\"bool\",\"offset\":236,\"size\":8,\"max\":3,\"elem_size\":1},\n"
	"{\"name\":\"up_words\",\"type\":\"u16\",\"offset\":244,\"size\":12,\"format\":\"hex\",\"max\":3,\"elem_size\":2},\n"
	"{\"name\":\"up_longs\",\"type\":\"u64\",\"offset\":256,\"size\":32,\"max\":3,\"elem_size\":8},\n"
	"{\"name\":\"up_orders\",\"type\":\"be64\",\"offset\":288,\"size\":24,\"max\":2,\"elem_size\":8},\n"
	"{\"name\":\"up_addresses\",\"type\":\"be32\",\"offset\":312,\"size\":20,\"format\":\"ipv4\",\"max\":4,\"elem_size\":4},\n"
	"{\"name\":\"up_modes\",\"type\":\"mode\",\"offset\":332,\"size\":20,\"max\":4,\"elem_size\":4},\n"
	"{\"name\":\"up_rights\",\"type\":\"rights\",\"offset\":352,\"size\":16,\"max\":3,\"elem_size\":4},\n"
	"{\"name\":\"up_labels\",\"type\":\"label\",\"offset\":368,\"size\":28,\"max\":3,\"elem_size\":8},\n"
	"{\"name\":\"up_stamps\",\"type\":\"stamp\",\"offset\":400,\"size\":56,\"max\":2,\"elem_size\":24},\n"
	"{\"name\":\"one\",\"type\":\"point\",\"offset\":456,\"size\":8},\n"
	"{\"name\":\"stamp\",\"type\":\"stamp\",\"offset\":464,\"size\":24},\n"
	"{\"name\":\"last\",\"type\":\"u8\",\"offset\":488,\"size\":1,\"doc\":\"and a tail behind it\"}]},\"errors\":{\"ENOENT\":\"there is none\",\"EBUSY\":\"\\\"another\\\" has it\",\"EAGAIN\":\"not now; try again a little later, when whatever kept it from being done has gone away by itself\"}},\n"
	"{\"name\":\"measure\",\"kind\":\"call\",\"number\":33,\"doc\":\"goes by attributes\",\"via\":[\"genetlink\"],\"request\":{\"type\":\"shapes\",\"size\":496,\"fields\":[\n"
	"{\"name\":\"name\",\"type\":\"string\",\"offset\":0,\"size\":16,\"doc\":\"whose it is\",\"max\":15},\n"
	"{\"name\":\"tiny\",\"type\":\"string\",\"offset\":16,\"size\":2,\"max\":1},\n"
	"{\"name\":\"blob\",\"type\":\"bytes\",\"offset\":20,\"size\":12,\"format\":\"hex\",\"doc\":\"anything\",\"max\":5},\n"
	"{\"name\":\"more\",\"type\":\"bytes\",\"offset\":32,\"size\":68,\"max\":64},\n"
	"{\"name\":\"three\",\"type\":\"u16\",\"offset\":100,\"size\":6,\"count\":3,\"elem_size\":2},\n"
	"{\"name\":\"octets\",\"type\":\"u8\",\"offset\":106,\"size\":5,\"count\":5,\"elem_size\":1},\n"
	"{\"name\":\"truths\",\"type\":\"bool\",\"offset\":111,\"size\":3,\"count\":3,\"elem_size\":1},\n"
	"{\"name\":\"modes\",\"type\":\"mode\",\"offset\":116,\"size\":8,\"count\":2,\"elem_size\":4},\n"
	"{\"name\":\"longs\",\"type\":\"s64\",\"offset\":128,\"size\":16,\"unit\":\"us\",\"count\":2,\"elem_size\":8},\n"
	"{\"name\":\"points\",\"type\":\"point\",\"offset\":144,\"size\":16,\"count\":2,\"elem_size\":8},\n"
	"{\"name\":\"labels\",\"type\":\"label\",\"offset\":160,\"size\":16,\"doc\":\"nested arrays of structs\",\"count\":2,\"elem_size\":8},\n"
	"{\"name\":\"v4\",\"type\":\"be32\",\"offset\":176,\"size\":4,\"format\":\"ipv4\"},\n"
	"{\"name\":\"v6\",\"type\":\"u8\",\"offset\":180,\"size\":16,\"format\":\"ipv6\",\"count\":16,\"elem_size\":1},\n"
	"{\"name\":\"ether\",\"type\":\"u8\",\"offset\":196,\"size\":6,\"format\":\"mac\",\"count\":6,\"elem_size\":1},\n"
	"{\"name\":\"id\",\"type\":\"u8\",\"offset\":202,\"size\":16,\"format\":\"uuid\",\"count\":16,\"elem_size\":1},\n"
	"{\"name\":\"v4s\",\"type\":\"be32\",\"offset\":220,\"size\":8,\"format\":\"ipv4\",\"count\":2,\"elem_size\":4},\n"
	"{\"name\":\"up_bytes\",\"type\":\"u8\",\"offset\":228,\"size\":8,\"max\":3,\"elem_size\":1},\n"
	"{\"name\":\"up_truths\",\"type\":\"bool\",\"offset\":236,\"size\":8,\"max\":3,\"elem_size\":1},\n"
	"{\"name\":\"up_words\",\"type\":\"u16\",\"offset\":244,\"size\":12,\"format\":\"hex\",\"max\":3,\"elem_size\":2},\n"
	"{\"name\":\"up_longs\",\"type\":\"u64\",\"offset\":256,\"size\":32,\"max\":3,\"elem_size\":8},\n"
	"{\"name\":\"up_orders\",\"type\":\"be64\",\"offset\":288,\"size\":24,\"max\":2,\"elem_size\":8},\n"
	"{\"name\":\"up_addresses\",\"type\":\"be32\",\"offset\":312,\"size\":20,\"format\":\"ipv4\",\"max\":4,\"elem_size\":4},\n"
	"{\"name\":\"up_modes\",\"type\":\"mode\",\"offset\":332,\"size\":20,\"max\":4,\"elem_size\":4},\n"
	"{\"name\":\"up_rights\",\"type\":\"rights\",\"offset\":352,\"size\":16,\"max\":3,\"elem_size\":4},\n"
	"{\"name\":\"up_labels\",\"type\":\"label\",\"offset\":368,\"size\":28,\"max\":3,\"elem_size\":8},\n"
	"{\"name\":\"up_stamps\",\"type\":\"stamp\",\"offset\":400,\"size\":56,\"max\":2,\"elem_size\":24},\n"
	"{\"name\":\"one\",\"type\":\"point\",\"offset\":456,\"size\":8},\n"
	"{\"name\":\"stamp\",\"type\":\"stamp\",\"offset\":464,\"size\":24},\n"
	"{\"name\":\"last\",\"type\":\"u8\",\"offset\":488,\"size\":1,\"doc\":\"and a tail behind it\"}]},\"reply\":{\"size\":32,\"fields\":[\n"
	"{\"name\":\"sum\",\"type\":\"u64\",\"offset\":0,\"size\":8},\n"
	"{\"name\":\"worst\",\"type\":\"stamp\",\"offset\":8,\"size\":24}]},\"errors\":{\"ENOENT\":\"nothing to measure\"}},\n"
	"{\"name\":\"uneven\",\"kind\":\"call\",\"number\":34,\"via\":[\"ioctl\"],\"request\":{\"size\":9,\"fields\":[\n"
	"{\"name\":\"nine\",\"type\":\"u8\",\"offset\":0,\"size\":9,\"count\":9,\"elem_size\":1}]},\"reply\":{\"size\":8,\"fields\":[\n"
	"{\"name\":\"tall\",\"type\":\"u64\",\"offset\":0,\"size\":8}]}},\n"
	"{\"name\":\"ping\",\"kind\":\"event\",\"number\":35,\"doc\":\"sent from a thread\",\"via\":[\"ring\"],\"record\":{\"size\":4,\"fields\":[\n"
	"{\"name\":\"round\",\"type\":\"u32\",\"offset\":0,\"size\":4}]},\"context\":\"process\"},\n"
	"{\"name\":\"point\",\"kind\":\"event\",\"number\":36,\"doc\":\"a named struct as a record\",\"via\":[\"ring\"],\"record\":{\"type\":\"point\",\"size\":8,\"fields\":[\n"
	"{\"name\":\"dx\",\"type\":\"s32\",\"offset\":0,\"size\":4,\"unit\":\"mm\"},\n"
	"{\"name\":\"dy\",\"type\":\"s32\",\"offset\":4,\"size\":4,\"unit\":\"mm\"}]},\"context\":\"atomic\"},\n"
	"{\"name\":\"shape\",\"kind\":\"event\",\"number\":37,\"requires\":\"CAP_NET_RAW\",\"via\":[\"ring\"],\"record\":{\"type\":\"shapes\",\"size\":496,\"fields\":[\n"
	"{\"name\":\"name\",\"type\":\"string\",\"offset\":0,\"size\":16,\"doc\":\"whose it is\",\"max\":15},\n"
	"{\"name\":\"tiny\",\"type\":\"string\",\"offset\":16,\"size\":2,\"max\":1},\n"
	"{\"name\":\"blob\",\"type\":\"bytes\",\"offset\":20,\"size\":12,\"format\":\"hex\",\"doc\":\"anything\",\"max\":5},\n"
	"{\"name\":\"more\",\"type\":\"bytes\",\"offset\":32,\"size\":68,\"max\":64},\n"
	"{\"name\":\"three\",\"type\":\"u16\",\"offset\":100,\"size\":6,\"count\":3,\"elem_size\":2},\n"
	"{\"name\":\"octets\",\"type\":\"u8\",\"offset\":106,\"size\":5,\"count\":5,\"elem_size\":1},\n"
	"{\"name\":\"truths\",\"type\":\"bool\",\"offset\":111,\"size\":3,\"count\":3,\"elem_size\":1},\n"
	"{\"name\":\"modes\",\"type\":\"mode\",\"offset\":116,\"size\":8,\"count\":2,\"elem_size\":4},\n"
	"{\"name\":\"longs\",\"type\":\"s64\",\"offset\":128,\"size\":16,\"unit\":\"us\",\"count\":2,\"elem_size\":8},\n"
	"{\"name\":\"points\",\"type\":\"point\",\"offset\":144,\"size\":16,\"count\":2,\"elem_size\":8},\n"
	"{\"name\":\"labels\",\"type\":\"label\",\"offset\":160,\"size\":16,\"doc\":\"nested arrays of structs\",\"count\":2,\"elem_size\":8},\n"
	"{\"name\":\"v4\",\"type\":\"be32\",\"offset\":176,\"size\":4,\"format\":\"ipv4\"},\n"
	"{\"name\":\"v6\",\"type\":\"u8\",\"offset\":180,\"size\":16,\"format\":\"ipv6\",\"count\":16,\"elem_size\":1},\n"
	"{\"name\":\"ether\",\"type\":\"u8\",\"offset\":196,\"size\":6,\"format\":\"mac\",\"count\":6,\"elem_size\":1},\n"
	"{\"name\":\"id\",\"type\":\"u8\",\"offset\":202,\"size\":16,\"format\":\"uuid\",\"count\":16,\"elem_size\":1},\n"
	"{\"name\":\"v4s\",\"type\":\"be32\",\"offset\":220,\"size\":8,\"format\":\"ipv4\",\"count\":2,\"elem_size\":4},\n"
	"{\"name\":\"up_bytes\",\"type\":\"u8\",\"offset\":228,\"size\":8,\"max\":3,\"elem_size\":1},\n"
	"{\"name\":\"up_truths\",\"type\":\"bool\",\"offset\":236,\"size\":8,\"max\":3,\"elem_size\":1},\n"
	"{\"name\":\"up_words\",\"type\":\"u16\",\"offset\":244,\"size\":12,\"format\":\"hex\",\"max\":3,\"elem_size\":2},\n"
	"{\"name\":\"up_longs\",\"type\":\"u64\",\"offset\":256,\"size\":32,\"max\":3,\"elem_size\":8},\n"
	"{\"name\":\"up_orders\",\"type\":\"be64\",\"offset\":288,\"size\":24,\"max\":2,\"elem_size\":8},\n"
	"{\"name\":\"up_addresses\",\"type\":\"be32\",\"offset\":312,\"size\":20,\"format\":\"ipv4\",\"max\":4,\"elem_size\":4},\n"
	"{\"name\":\"up_modes\",\"type\":\"mode\",\"offset\":332,\"size\":20,\"max\":4,\"elem_size\":4},\n"
	"{\"name\":\"up_rights\",\"type\":\"rights\",\"offset\":352,\"size\":16,\"max\":3,\"elem_size\":4},\n"
	"{\"name\":\"up_labels\",\"type\":\"label\",\"offset\":368,\"size\":28,\"max\":3,\"elem_size\":8},\n"
	"{\"name\":\"up_stamps\",\"type\":\"stamp\",\"offset\":400,\"size\":56,\"max\":2,\"elem_size\":24},\n"
	"{\"name\":\"one\",\"type\":\"point\",\"offset\":456,\"size\":8},\n"
	"{\"name\":\"stamp\",\"type\":\"stamp\",\"offset\":464,\"size\":24},\n"
	"{\"name\":\"last\",\"type\":\"u8\",\"offset\":488,\"size\":1,\"doc\":\"and a tail behind it\"}]},\"context\":\"hardirq\"},\n"
	"{\"name\":\"beat\",\"kind\":\"event\",\"number\":38,\"doc\":\"from anywhere\",\"via\":[\"ring\"],\"record\":{\"size\":16,\"fields\":[\n"
	"{\"name\":\"at\",\"type\":\"u64\",\"offset\":0,\"size\":8,\"unit\":\"ns\"},\n"
	"{\"name\":\"cpu\",\"type\":\"u32\",\"offset\":8,\"size\":4}]},\"context\":\"nmi\"},\n"
	"{\"name\":\"alarm\",\"kind\":\"event\",\"number\":39,\"doc\":\"to the ring and to all who listen\",\"requires\":\"CAP_NET_ADMIN\",\"via\":[\"ring\",\"genetlink\"],\"record\":{\"type\":\"stamp\",\"size\":24,\"fields\":[\n"
	"{\"name\":\"at\",\"type\":\"u64\",\"offset\":0,\"size\":8,\"unit\":\"ns\"},\n"
	"{\"name\":\"kind\",\"type\":\"level\",\"offset\":8,\"size\":1},\n"
	"{\"name\":\"where\",\"type\":\"point\",\"offset\":12,\"size\":8}]},\"context\":\"nmi\"},\n"
	"{\"name\":\"hosts\",\"kind\":\"table\",\"number\":40,\"doc\":\"in the order of a number; who are there | and how much they said\",\"via\":[\"seq_file\"],\"key\":[\"saddr\"],\"row\":{\"size\":32,\"fields\":[\n"
	"{\"name\":\"saddr\",\"type\":\"be32\",\"offset\":0,\"size\":4,\"format\":\"ipv4\",\"doc\":\"who\"},\n"
	"{\"name\":\"packets\",\"type\":\"u64\",\"offset\":8,\"size\":8,\"doc\":\"how many\"},\n"
	"{\"name\":\"names\",\"type\":\"mode\",\"offset\":16,\"size\":16,\"max\":3,\"elem_size\":4}]}},\n"
	"{\"name\":\"users\",\"kind\":\"table\",\"number\":41,\"doc\":\"in the order of a string\",\"requires\":\"CAP_NET_ADMIN\",\"via\":[\"seq_file\",\"genetlink\"],\"key\":[\"name\"],\"row\":{\"size\":44,\"fields\":[\n"
	"{\"name\":\"name\",\"type\":\"string\",\"offset\":0,\"size\":32,\"max\":31},\n"
	"{\"name\":\"rights\",\"type\":\"rights\",\"offset\":32,\"size\":4},\n"
	"{\"name\":\"ether\",\"type\":\"u8\",\"offset\":36,\"size\":6,\"format\":\"mac\",\"count\":6,\"elem_size\":1}]}},\n"
	"{\"name\":\"links\",\"kind\":\"table\",\"number\":42,\"via\":[\"genetlink\"],\"key\":[\"ether\",\"where\"],\"row\":{\"size\":20,\"fields\":[\n"
	"{\"name\":\"ether\",\"type\":\"u8\",\"offset\":0,\"size\":6,\"format\":\"mac\",\"count\":6,\"elem_size\":1},\n"
	"{\"name\":\"where\",\"type\":\"point\",\"offset\":8,\"size\":8},\n"
	"{\"name\":\"up\",\"type\":\"bool\",\"offset\":16,\"size\":1}]}},\n"
	"{\"name\":\"switches\",\"kind\":\"table\",\"number\":43,\"via\":[\"seq_file\"],\"key\":[\"on_or_off\"],\"row\":{\"size\":8,\"fields\":[\n"
	"{\"name\":\"on_or_off\",\"type\":\"bool\",\"offset\":0,\"size\":1},\n"
	"{\"name\":\"count32\",\"type\":\"u32\",\"offset\":4,\"size\":4}]}}\n"
	"]}\n";
#endif

const struct gw_interface everything_gw_interface = {
	.name = "everything",
	.module = KBUILD_MODNAME,
	.abi = GW_PROVIDER_ABI,
	.concurrent = true,
	.netns_each = true,
	.many = true,
	.mode = 0660,
	.group = "lab-users",
	.max_sessions = 32,
	.max_subscribers = 8,
	.elements = everything_gw_elements,
	.n_elements = ARRAY_SIZE(everything_gw_elements),
	.description = everything_gw_description,
	.description_size = sizeof(everything_gw_description) - 1,
	.open = open_everything,
	.close = close_everything,
};
