// SPDX-License-Identifier: GPL-2.0-only
/*
 * Parsing the common text encoding: see text.h. Pure: it compiles in user space
 * too. The text is always @n characters at @s.
 */
#include <linux/inet.h>
#include <linux/kernel.h>
#include <linux/string.h>

#include "compat/hex.h"
#include "text/text.h"

static bool gw_same(const char *word, const char *s, size_t n)
{
	return strlen(word) == n && !memcmp(word, s, n);
}

/* Digits without leading zeros. */
static int gw_parse_digits(const char *s, size_t n, unsigned int base, u64 *v)
{
	bool fits = true;
	u64 value = 0;
	size_t i;

	if (!n || (n > 1 && *s == '0' && base == 10))
		return -EINVAL;
	for (i = 0; i < n; i++) {
		int digit = base == 10 ? s[i] - '0' : hex_to_bin(s[i]);

		if (digit < 0 || digit >= base)
			return -EINVAL;
		/* So few always do. */
		if (i >= 15 && value > (U64_MAX - digit) / base)
			fits = false;
		value = value * base + digit;
	}
	*v = value;
	return fits ? 0 : -ERANGE;
}

static int gw_parse_number(const char *s, size_t n, u64 *v)
{
	if (n > 2 && s[0] == '0' && s[1] == 'x')
		return gw_parse_digits(s + 2, n - 2, 16, v);
	return gw_parse_digits(s, n, 10, v);
}

static int gw_parse_integer(const struct gw_field *f, const char *s, size_t n, u64 *v)
{
	u64 most = U64_MAX >> (64 - 8 * f->size);
	bool negative = false;
	int err;

	if (gw_is_signed(f)) {
		negative = n && *s == '-';
		s += negative;
		n -= negative;
		most = (most >> 1) + negative;
	}
	err = gw_parse_number(s, n, v);
	if (err)
		return err;
	if (*v > most)
		return -ERANGE;
	if (negative)
		*v = -*v;
	return 0;
}

static int gw_parse_ipv4(const char *s, size_t n, u64 *v)
{
	const char *end = s + n;
	u64 octet;
	int i, err;

	*v = 0;
	for (i = 0; i < 4; i++) {
		for (n = 0; s + n != end && s[n] != '.'; n++)
			;
		err = gw_parse_digits(s, n, 10, &octet);
		if (err || octet > 255)
			return -EINVAL;
		*v = *v << 8 | octet;
		s += n;
		if (i < 3 && s++ == end)
			return -EINVAL;
	}
	return s == end ? 0 : -EINVAL;
}

static int gw_parse_bool(const char *s, size_t n, u64 *v)
{
	static const char * const words[] = {
		"0", "1", "false", "true", "n", "y", "no", "yes", "off", "on",
	};
	u32 i;

	for (i = 0; i < ARRAY_SIZE(words); i++)
		if (strlen(words[i]) == n && !strncasecmp(words[i], s, n)) {
			*v = i & 1;
			return 0;
		}
	return -EINVAL;
}

static bool gw_parse_name(const struct gw_field *f, const char *s, size_t n, u64 *v)
{
	u32 i;

	for (i = 0; i < f->n_names; i++)
		if (gw_same(f->names[i].name, s, n)) {
			*v |= f->names[i].value;
			return true;
		}
	return false;
}

static int gw_parse_flags(const struct gw_field *f, const char *s, size_t n, u64 *v)
{
	const char *end = s + n;

	*v = 0;
	for (;; s += n + 1) {
		for (n = 0; s + n != end && s[n] != '|'; n++)
			;
		if (!gw_parse_name(f, s, n, v))
			return -EINVAL;
		if (s + n == end)
			return 0;
	}
}

/* Names begin with a letter. */
static int gw_parse_named(const struct gw_field *f, const char *s, size_t n, u64 *v)
{
	*v = 0;
	if (n && *s >= '0' && *s <= '9')
		return gw_parse_integer(f, s, n, v);
	if (f->is_flags)
		return gw_parse_flags(f, s, n, v);
	return gw_parse_name(f, s, n, v) ? 0 : -EINVAL;
}

static void gw_store(const struct gw_field *f, void *at, u64 v)
{
	switch (f->type) {
	case GW_BOOL:
	case GW_U8:
	case GW_S8:
		*(u8 *)at = v;
		break;
	case GW_U16:
	case GW_S16:
		*(u16 *)at = v;
		break;
	case GW_U32:
	case GW_S32:
		*(u32 *)at = v;
		break;
	case GW_U64:
	case GW_S64:
		*(u64 *)at = v;
		break;
	case GW_BE16:
		*(__be16 *)at = cpu_to_be16(v);
		break;
	case GW_BE32:
		*(__be32 *)at = cpu_to_be32(v);
		break;
	case GW_BE64:
		*(__be64 *)at = cpu_to_be64(v);
		break;
	case GW_LE16:
		*(__le16 *)at = cpu_to_le16(v);
		break;
	case GW_LE32:
		*(__le32 *)at = cpu_to_le32(v);
		break;
	case GW_LE64:
		*(__le64 *)at = cpu_to_le64(v);
		break;
	default:
		break;
	}
}

static int gw_parse_one(const struct gw_field *f, void *at, const char *s, size_t n)
{
	u64 v;
	int err;

	if (f->type == GW_BOOL)
		err = gw_parse_bool(s, n, &v);
	else if (f->names)
		err = gw_parse_named(f, s, n, &v);
	else if (f->format == GW_IPV4 && memchr(s, '.', n))
		err = gw_parse_ipv4(s, n, &v);
	else
		err = gw_parse_integer(f, s, n, &v);
	if (!err)
		gw_store(f, at, v);
	return err;
}

static bool gw_is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Blanks, with at most one comma among them. */
static const char *gw_skip_separator(const char *s, const char *end)
{
	while (s != end && gw_is_blank(*s))
		s++;
	if (s != end && *s == ',')
		s++;
	while (s != end && gw_is_blank(*s))
		s++;
	return s;
}

static int gw_parse_array(const struct gw_field *f, void *data, const char *s, size_t n)
{
	void *at = data + f->offset;
	const char *end = s + n;
	u32 count = 0;
	int err;

	while (s != end) {
		for (n = 0; s + n != end && s[n] != ',' && !gw_is_blank(s[n]); n++)
			;
		if (count == f->max)
			return -EINVAL;
		err = gw_parse_one(f, at + count++ * f->size, s, n);
		if (err)
			return err;
		s += n;
		if (s == end)
			break;
		s = gw_skip_separator(s, end);
		if (s == end)
			return -EINVAL;
	}
	if (f->is_bounded)
		*(u32 *)(data + f->count_offset) = count;
	return f->is_bounded || count == f->max ? 0 : -EINVAL;
}

/* Exactly @count octets. */
static int gw_parse_octets(u8 *to, u32 count, u32 cuts, char separator,
			   const char *s, size_t n)
{
	const char *end = s + n;
	int high, low;
	u32 i;

	for (i = 0; i < count; i++) {
		if (end - s < 2)
			return -EINVAL;
		high = hex_to_bin(s[0]);
		low = hex_to_bin(s[1]);
		if (high < 0 || low < 0)
			return -EINVAL;
		to[i] = high << 4 | low;
		s += 2;
		if (i < 32 && cuts & 1u << i && (s == end || *s++ != separator))
			return -EINVAL;
	}
	return s == end ? 0 : -EINVAL;
}

static int gw_parse_address(const struct gw_field *f, void *at, const char *s, size_t n)
{
	const char *end;

	if (f->format == GW_MAC)
		return gw_parse_octets(at, 6, GW_MAC_CUTS, ':', s, n);
	if (f->format == GW_UUID)
		return gw_parse_octets(at, 16, GW_UUID_CUTS, '-', s, n);
	if (!n || !in6_pton(s, n, at, -1, &end) || end != s + n)
		return -EINVAL;
	return 0;
}

static int gw_parse_bytes(const struct gw_field *f, void *data, const char *s, size_t n)
{
	if (n % 2 || n / 2 > f->max)
		return -EINVAL;
	*(u32 *)(data + f->count_offset) = n / 2;
	return gw_parse_octets(data + f->offset, n / 2, 0, 0, s, n);
}

static int gw_parse_string(const struct gw_field *f, void *data, const char *s, size_t n)
{
	if (n > f->max || memchr(s, 0, n))
		return -EINVAL;
	memcpy(data + f->offset, s, n);
	return 0;
}

/**
 * gw_text_parse() - parse a text of one value
 * @f: its field
 * @data: the enclosing structure, zeroed
 * @text: the text; a trailing newline is ignored
 * @size: its length
 *
 * Whether the value is allowed is up to the message's check. Context: any.
 * Return: 0, -EINVAL it is no such value, -ERANGE it does not fit; on error @data
 * is undefined.
 */
int gw_text_parse(const struct gw_field *f, void *data, const char *text, size_t size)
{
	if (size && text[size - 1] == '\n')
		size--;
	if (gw_is_address(f))
		return gw_parse_address(f, data + f->offset, text, size);
	if (f->type == GW_STRUCT)
		return -EINVAL;
	if (f->type == GW_STRING)
		return gw_parse_string(f, data, text, size);
	if (f->type == GW_BYTES)
		return gw_parse_bytes(f, data, text, size);
	if (f->is_array)
		return gw_parse_array(f, data, text, size);
	return gw_parse_one(f, data + f->offset, text, size);
}
