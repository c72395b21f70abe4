/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The one text encoding, of all carriers that carry text: values and rows, made
 * from and to structures by the tables of their fields.
 *
 *	integers	decimal, or 0x with format hex; be and le in host order
 *	bool		1 or 0; Y or N where that is custom
 *	enum		its name
 *	flags		a|b, or 0
 *	ipv4, ipv6, mac, uuid	as usual
 *	bytes		two hexadecimal digits each
 *	string		as it is; in a row in double quotes if it is odd
 *	arrays		values joined by commas
 *
 * Read are also: decimal and 0x for every integer, enum and flags; true false y
 * n yes no on off; blanks instead of commas, or around them. An integer has no
 * leading zeros: some would take them for octal.
 *
 * In a row a "-" is an array or bytes with nothing in it. Odd is a string that is
 * empty, "-", or has a blank, a quote, a backslash or what does not print; in its
 * quotes are \", \\ and \xHH. Structures in structures have no text.
 */
#ifndef _GANGWAY_TEXT_H
#define _GANGWAY_TEXT_H

#include <linux/types.h>

#include <gangway/provider.h>

/*
 * Text being written. @used greater than @size: so much it takes. No NUL behind.
 * @letters: a bool is Y or N.
 */
struct gw_text {
	char *to;
	size_t size;
	size_t used;
	bool letters;
};

void gw_text_char(struct gw_text *t, char c);
void gw_text_value(struct gw_text *t, const struct gw_field *f, const void *data);
void gw_text_columns(struct gw_text *t, const struct gw_field *fields, u32 n);
void gw_text_row(struct gw_text *t, const struct gw_field *fields, u32 n,
		 const void *data);

int gw_text_parse(const struct gw_field *f, void *data, const char *text,
		  size_t size);

/* What both directions know. */

/* Bits of those octets that have a separator behind them. */
#define GW_MAC_CUTS 0x1f
#define GW_UUID_CUTS 0x2a8

/* An array of octets that is written as one value. */
static inline bool gw_is_address(const struct gw_field *f)
{
	return f->format == GW_IPV6 || f->format == GW_MAC || f->format == GW_UUID;
}

static inline bool gw_is_signed(const struct gw_field *f)
{
	return f->type >= GW_S8 && f->type <= GW_S64;
}

#endif /* _GANGWAY_TEXT_H */
