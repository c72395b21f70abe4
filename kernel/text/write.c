// SPDX-License-Identifier: GPL-2.0-only
/* Writing the common text encoding: see text.h. Pure: it compiles in user space too. */
#include <linux/kernel.h>
#include <linux/string.h>

#include "text/text.h"

/* An integer in memory, sign-extended if it is signed. */
static u64 gw_load(const struct gw_field *f, const void *at)
{
	switch (f->type) {
	case GW_BOOL:
	case GW_U8:	return *(const u8 *)at;
	case GW_U16:	return *(const u16 *)at;
	case GW_U32:	return *(const u32 *)at;
	case GW_U64:	return *(const u64 *)at;
	case GW_S8:	return *(const s8 *)at;
	case GW_S16:	return *(const s16 *)at;
	case GW_S32:	return *(const s32 *)at;
	case GW_S64:	return *(const s64 *)at;
	case GW_BE16:	return be16_to_cpu(*(const __be16 *)at);
	case GW_BE32:	return be32_to_cpu(*(const __be32 *)at);
	case GW_BE64:	return be64_to_cpu(*(const __be64 *)at);
	case GW_LE16:	return le16_to_cpu(*(const __le16 *)at);
	case GW_LE32:	return le32_to_cpu(*(const __le32 *)at);
	case GW_LE64:	return le64_to_cpu(*(const __le64 *)at);
	default:	return 0;
	}
}

/* The number of values, or bytes; whatever a provider wrote, it is bounded. */
static u32 gw_count_values(const struct gw_field *f, const void *data)
{
	if (!f->is_bounded)
		return f->max;
	return min(*(const u32 *)(data + f->count_offset), f->max);
}

void gw_text_char(struct gw_text *t, char c)
{
	if (t->used < t->size)
		t->to[t->used] = c;
	t->used++;
}

static void gw_put(struct gw_text *t, const char *s)
{
	while (*s)
		gw_text_char(t, *s++);
}

static const char gw_digits[] = "0123456789abcdef";

static void gw_put_octets(struct gw_text *t, const u8 *octets, u32 n, u32 cuts,
			  char separator)
{
	u32 i;

	for (i = 0; i < n; i++) {
		gw_text_char(t, gw_digits[octets[i] >> 4]);
		gw_text_char(t, gw_digits[octets[i] & 15]);
		if (i < 32 && cuts & 1u << i)
			gw_text_char(t, separator);
	}
}

static void gw_put_address(struct gw_text *t, const struct gw_field *f, const void *at)
{
	char ipv6[sizeof("ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255")];

	switch (f->format) {
	case GW_MAC:
		gw_put_octets(t, at, 6, GW_MAC_CUTS, ':');
		break;
	case GW_UUID:
		gw_put_octets(t, at, 16, GW_UUID_CUTS, '-');
		break;
	default:
		snprintf(ipv6, sizeof(ipv6), "%pI6c", at);
		gw_put(t, ipv6);
	}
}

static void gw_put_decimal(struct gw_text *t, u64 v)
{
	char digits[20];
	u32 n = 0;

	do {
		digits[n++] = '0' + v % 10;
		v /= 10;
	} while (v);
	while (n)
		gw_text_char(t, digits[--n]);
}

static void gw_put_hexadecimal(struct gw_text *t, u64 v)
{
	int shift = v ? (fls64(v) - 1) & ~3 : 0;

	gw_text_char(t, '0');
	gw_text_char(t, 'x');
	for (; shift >= 0; shift -= 4)
		gw_text_char(t, gw_digits[v >> shift & 15]);
}

static void gw_put_ipv4(struct gw_text *t, u32 v)
{
	int shift;

	for (shift = 24; shift >= 0; shift -= 8) {
		gw_put_decimal(t, v >> shift & 255);
		if (shift)
			gw_text_char(t, '.');
	}
}

static void gw_put_integer(struct gw_text *t, const struct gw_field *f, u64 v)
{
	if (gw_is_signed(f) && (s64)v < 0) {
		gw_text_char(t, '-');
		v = -v;
	}
	if (f->format == GW_IPV4)
		gw_put_ipv4(t, v);
	else if (f->format == GW_HEX)
		gw_put_hexadecimal(t, v);
	else
		gw_put_decimal(t, v);
}

/* False: it is zero, or has bits without a name. */
static bool gw_put_flags(struct gw_text *t, const struct gw_field *f, u64 v)
{
	u64 rest = v;
	u32 i;

	for (i = 0; i < f->n_names; i++)
		rest &= ~f->names[i].value;
	if (rest || !v)
		return false;
	for (i = 0; i < f->n_names; i++) {
		if (!(v & f->names[i].value))
			continue;
		if (rest++)
			gw_text_char(t, '|');
		gw_put(t, f->names[i].name);
	}
	return true;
}

static bool gw_put_enum(struct gw_text *t, const struct gw_field *f, u64 v)
{
	u32 i;

	for (i = 0; i < f->n_names; i++)
		if (f->names[i].value == v) {
			gw_put(t, f->names[i].name);
			return true;
		}
	return false;
}

static void gw_put_one(struct gw_text *t, const struct gw_field *f, const void *at)
{
	u64 v = gw_load(f, at);

	if (f->type == GW_BOOL && t->letters) {
		gw_text_char(t, v ? 'Y' : 'N');
		return;
	}
	if (f->is_flags ? gw_put_flags(t, f, v) : gw_put_enum(t, f, v))
		return;
	gw_put_integer(t, f, v);
}

/* Anything but a string, and not empty. */
static void gw_put_field(struct gw_text *t, const struct gw_field *f, const void *data)
{
	const void *at = data + f->offset;
	u32 i, n;

	if (gw_is_address(f)) {
		gw_put_address(t, f, at);
		return;
	}
	n = gw_count_values(f, data);
	if (f->type == GW_BYTES) {
		gw_put_octets(t, at, n, 0, 0);
		return;
	}
	for (i = 0; i < n; i++, at += f->size) {
		if (i)
			gw_text_char(t, ',');
		gw_put_one(t, f, at);
	}
}

static bool gw_prints(char c)
{
	return c >= ' ' && c < 0x7f;
}

static bool gw_needs_quotes(const char *s, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++)
		if (!gw_prints(s[i]) || s[i] == ' ' || s[i] == '"' || s[i] == '\\')
			return true;
	return !n || (n == 1 && *s == '-');
}

static void gw_put_quoted(struct gw_text *t, const char *s, size_t n)
{
	gw_text_char(t, '"');
	for (; n--; s++) {
		if (!gw_prints(*s)) {
			gw_put(t, "\\x");
			gw_put_octets(t, (const u8 *)s, 1, 0, 0);
			continue;
		}
		if (*s == '"' || *s == '\\')
			gw_text_char(t, '\\');
		gw_text_char(t, *s);
	}
	gw_text_char(t, '"');
}

static void gw_put_string(struct gw_text *t, const char *s, size_t n)
{
	while (n--)
		gw_text_char(t, *s++);
}

/* A value alone, as in a file of its own. */
void gw_text_value(struct gw_text *t, const struct gw_field *f, const void *data)
{
	const char *s = data + f->offset;

	if (f->type == GW_STRING)
		gw_put_string(t, s, strnlen(s, f->max));
	else
		gw_put_field(t, f, data);
}

/* The first line of a table. */
void gw_text_columns(struct gw_text *t, const struct gw_field *fields, u32 n)
{
	u32 i;

	for (i = 0; i < n; i++) {
		if (i)
			gw_text_char(t, ' ');
		gw_put(t, fields[i].name);
	}
	gw_text_char(t, '\n');
}

static void gw_put_cell(struct gw_text *t, const struct gw_field *f, const void *data)
{
	const char *s = data + f->offset;
	size_t n;

	if (f->type == GW_STRING) {
		n = strnlen(s, f->max);
		if (gw_needs_quotes(s, n))
			gw_put_quoted(t, s, n);
		else
			gw_put_string(t, s, n);
	} else if (f->type == GW_STRUCT || !gw_count_values(f, data)) {
		gw_text_char(t, '-');
	} else {
		gw_put_field(t, f, data);
	}
}

void gw_text_row(struct gw_text *t, const struct gw_field *fields, u32 n,
		 const void *data)
{
	u32 i;

	for (i = 0; i < n; i++) {
		if (i)
			gw_text_char(t, ' ');
		gw_put_cell(t, &fields[i], data);
	}
	gw_text_char(t, '\n');
}
