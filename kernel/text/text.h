/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The common encoding of all text carriers: values and rows, converted from and
 * to structures by the tables of their fields.
 *
 *	integers	decimal, or 0x with format hex; be and le in host order
 *	bool		1 or 0; Y or N where that is usual
 *	enum		its name
 *	flags		a|b, or 0
 *	ipv4, ipv6, mac, uuid	as usual
 *	bytes		two hexadecimal digits each
 *	string		as it is; in a row in double quotes if it is unusual
 *	arrays		values joined by commas
 *
 * Also accepted: decimal and 0x for every integer, enum and flags; true false y
 * n yes no on off; blanks instead of commas, or around them. An integer has no
 * leading zeros: some would take them for octal.
 *
 * In a row, "-" is an empty array or empty bytes. A string is unusual if it is
 * empty, "-", or has a blank, a quote, a backslash or a non-printable character;
 * quoted, it uses \", \\ and \xHH. Nested structures have no text.
 */
#ifndef _GANGWAY_TEXT_H
#define _GANGWAY_TEXT_H

#include <linux/types.h>

#include <gangway/provider.h>

/*
 * Text being written. @used greater than @size: the space needed. Not
 * NUL-terminated. @letters: a bool is Y or N. @grows: see gw_text_get().
 */
struct gw_text {
	char *to;
	size_t size;
	size_t used;
	bool letters;
	bool grows;
};

void gw_text_char(struct gw_text *t, char c);
void gw_text_value(struct gw_text *t, const struct gw_field *f, const void *data);
void gw_text_columns(struct gw_text *t, const struct gw_field *fields, u32 n);
void gw_text_row(struct gw_text *t, const struct gw_field *fields, u32 n,
		 const void *data);

int gw_text_parse(const struct gw_field *f, void *data, const char *text,
		  size_t size);

/* Shared by both directions. */

/* The octets that are followed by a separator, as bits. */
#define GW_MAC_CUTS 0x1f
#define GW_UUID_CUTS 0x2a8

/* Is it an array of octets that is written as one value? */
static inline bool gw_is_address(const struct gw_field *f)
{
	return f->format == GW_IPV6 || f->format == GW_MAC || f->format == GW_UUID;
}

static inline bool gw_is_signed(const struct gw_field *f)
{
	return f->type >= GW_S8 && f->type <= GW_S64;
}

#endif /* _GANGWAY_TEXT_H */
