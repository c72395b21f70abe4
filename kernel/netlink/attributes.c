// SPDX-License-Identifier: GPL-2.0-only
/*
 * Structures as netlink attributes, by the rules of genetlink.h. Nothing here
 * relies on a policy having been checked before.
 */
#include <linux/bitmap.h>
#include <linux/slab.h>
#include <linux/string.h>

#include <gangway/genetlink.h>

#include "netlink/attributes.h"
#include "compat/compat.h"

/* Most fields of one structure. */
#define GW_FIELDS_MAX 1024

static bool gw_is_counted(const struct gw_field *f)
{
	return f->is_bounded || f->type == GW_BYTES;
}

/* The number of values, bounded whatever the structure says. */
static u32 gw_field_count(const struct gw_field *f, const void *base)
{
	if (!gw_is_counted(f))
		return f->max;
	return min(*(const u32 *)(base + f->count_offset), f->max);
}

/* Policies. */

static const struct nla_policy *gw_policy_nest(const struct gw_field *fields,
					       u32 n, u32 growth);

static int gw_policy_fill(struct nla_policy *p, const struct gw_field *f, u32 growth)
{
	if (f->type == GW_STRUCT) {
		p->type = f->is_array ? NLA_NESTED_ARRAY : NLA_NESTED;
		p->len = f->n_fields + growth;
		p->nested_policy = gw_policy_nest(f->fields, f->n_fields, growth);
		return p->nested_policy ? 0 : -ENOMEM;
	}
	if (f->is_array || f->type == GW_BYTES) {
		p->type = NLA_BINARY;
		p->len = f->max * f->size;
		return 0;
	}
	switch (f->type) {
	case GW_BOOL:
	case GW_U8:
		p->type = NLA_U8;
		break;
	case GW_U16:
	case GW_BE16:
	case GW_LE16:
		p->type = NLA_U16;
		break;
	case GW_U32:
	case GW_BE32:
	case GW_LE32:
		p->type = NLA_U32;
		break;
	case GW_U64:
	case GW_BE64:
	case GW_LE64:
		p->type = NLA_U64;
		break;
	case GW_S8:
		p->type = NLA_S8;
		break;
	case GW_S16:
		p->type = NLA_S16;
		break;
	case GW_S32:
		p->type = NLA_S32;
		break;
	case GW_S64:
		p->type = NLA_S64;
		break;
	default:
		p->type = NLA_NUL_STRING;
		p->len = f->max;
	}
	return 0;
}

static const struct nla_policy *gw_policy_nest(const struct gw_field *fields,
					       u32 n, u32 growth)
{
	/* What is all of a message grows with it: the structure of a property's value. */
	u32 inside = n == 1 && !fields->is_array ? growth : 0;
	struct nla_policy *policy;
	u32 i;

	policy = kvcalloc(1 + n + growth, sizeof(*policy), GFP_KERNEL);
	if (!policy)
		return NULL;
	for (i = 0; i < n; i++) {
		if (gw_policy_fill(&policy[1 + i], &fields[i], inside)) {
			gw_policy_free(policy, n);
			return NULL;
		}
	}
	/* From a newer peer: gw_attributes_get() checks them. */
	for (; i < n + growth; i++)
		policy[1 + i].type = NLA_BINARY;
	return policy;
}

u32 gw_policy_max(const struct gw_message *m)
{
	return m->n_fields + GW_GENL_GROWTH;
}

/* The policy of a message's nest; NULL: no memory. It no longer refers to the tables. */
struct nla_policy *gw_policy_alloc(const struct gw_message *m)
{
	return (struct nla_policy *)gw_policy_nest(m->fields, m->n_fields,
						   GW_GENL_GROWTH);
}

void gw_policy_free(const struct nla_policy *policy, u32 max)
{
	u32 i;

	if (!policy)
		return;
	for (i = 1; i <= max; i++)
		if (policy[i].type == NLA_NESTED || policy[i].type == NLA_NESTED_ARRAY)
			gw_policy_free(policy[i].nested_policy, policy[i].len);
	kvfree(policy);
}

/* Out. */

static size_t gw_fields_size(const struct gw_field *fields, u32 n)
{
	const struct gw_field *f;
	size_t size = 0, value;

	for (f = fields; f < fields + n; f++) {
		value = f->type == GW_STRING ? f->size : f->max * f->size;
		if (f->type == GW_STRUCT)
			value = f->max *
				nla_total_size(gw_fields_size(f->fields, f->n_fields));
		size += nla_total_size(value);
	}
	return size;
}

/* The maximum size of a message's nest. */
size_t gw_attributes_size(const struct gw_message *m)
{
	return nla_total_size(gw_fields_size(m->fields, m->n_fields));
}

static int gw_put_string(struct sk_buff *skb, int type, const char *s, size_t max)
{
	size_t length = strnlen(s, max);
	struct nlattr *nla = nla_reserve(skb, type, length + 1);

	if (!nla)
		return -EMSGSIZE;
	memcpy(nla_data(nla), s, length);
	((char *)nla_data(nla))[length] = '\0';
	return 0;
}

static int gw_put_nest(struct sk_buff *skb, int type, const struct gw_field *fields,
		       u32 n, const void *from);

static int gw_put_nests(struct sk_buff *skb, int type, const struct gw_field *f,
			const void *base)
{
	struct nlattr *nest = nla_nest_start(skb, type);
	u32 i, n = gw_field_count(f, base);

	if (!nest)
		return -EMSGSIZE;
	for (i = 0; i < n; i++)
		if (gw_put_nest(skb, 1 + i, f->fields, f->n_fields,
				base + f->offset + i * f->size))
			return -EMSGSIZE;
	nla_nest_end(skb, nest);
	return 0;
}

static int gw_put_field(struct sk_buff *skb, int type, const struct gw_field *f,
			const void *base)
{
	const void *value = base + f->offset;

	if (f->type == GW_STRUCT)
		return f->is_array ? gw_put_nests(skb, type, f, base) :
				     gw_put_nest(skb, type, f->fields, f->n_fields, value);
	if (f->type == GW_STRING)
		return gw_put_string(skb, type, value, f->max);
	return nla_put(skb, type, gw_field_count(f, base) * f->size, value);
}

static int gw_put_nest(struct sk_buff *skb, int type, const struct gw_field *fields,
		       u32 n, const void *from)
{
	struct nlattr *nest = nla_nest_start(skb, type);
	u32 i;

	if (!nest)
		return -EMSGSIZE;
	for (i = 0; i < n; i++)
		if (gw_put_field(skb, 1 + i, &fields[i], from))
			return -EMSGSIZE;
	nla_nest_end(skb, nest);
	return 0;
}

/**
 * gw_attributes_put() - write a structure as a nest
 * @skb: where to
 * @type: of the nest
 * @m: its fields
 * @from: the structure, @m->size bytes
 *
 * Return: 0, or -EMSGSIZE: no room; it was partly written: cancel the message.
 */
int gw_attributes_put(struct sk_buff *skb, int type, const struct gw_message *m,
		      const void *from)
{
	return gw_put_nest(skb, type, m->fields, m->n_fields, from);
}

/* In. */

static int gw_get_nest(const struct gw_field *fields, u32 n, u32 needed, void *to,
		       const struct nlattr *nest, struct netlink_ext_ack *extack);

static int gw_get_nests(const struct gw_field *f, void *base,
			const struct nlattr *nla, struct netlink_ext_ack *extack)
{
	const struct nlattr *each;
	u32 n = 0;
	int rest, err;

	nla_for_each_nested(each, nla, rest) {
		if (n == f->max || nla_type(each) != 1 + n) {
			gw_extack(extack, each, f->name,
				  "too many values, or not numbered from 1");
			return -EINVAL;
		}
		err = gw_get_nest(f->fields, f->n_fields, U32_MAX,
				  base + f->offset + n++ * f->size, each, extack);
		if (err)
			return err;
	}
	if (f->is_bounded) {
		*(u32 *)(base + f->count_offset) = n;
	} else if (n != f->max) {
		gw_extack(extack, nla, f->name, "too few values");
		return -EINVAL;
	}
	return 0;
}

static int gw_get_string(const struct gw_field *f, void *to,
			 const struct nlattr *nla, struct netlink_ext_ack *extack)
{
	size_t length = strnlen(nla_data(nla), nla_len(nla));

	if (length + 1 != nla_len(nla) || length > f->max) {
		gw_extack(extack, nla, f->name,
			  "too long, or not ended by its only NUL");
		return -EINVAL;
	}
	memcpy(to, nla_data(nla), length);
	return 0;
}

/* A value, or several one after the other. */
static int gw_get_values(const struct gw_field *f, void *base,
			 const struct nlattr *nla, struct netlink_ext_ack *extack)
{
	u32 n = nla_len(nla) / f->size;

	if (nla_len(nla) % f->size || n > f->max ||
	    (!gw_is_counted(f) && n != f->max)) {
		gw_extack(extack, nla, f->name, "wrong length");
		return -EINVAL;
	}
	memcpy(base + f->offset, nla_data(nla), nla_len(nla));
	if (gw_is_counted(f))
		*(u32 *)(base + f->count_offset) = n;
	return 0;
}

static int gw_get_field(const struct gw_field *f, void *base, u32 needed,
			const struct nlattr *nla, struct netlink_ext_ack *extack)
{
	/*
	 * A structure that ends what contains it may have grown with that: a
	 * property's value. Of one that an older caller does not know, all is
	 * needed if it is there.
	 */
	u32 inside = f->offset < needed ? needed - f->offset : U32_MAX;

	if (f->type != GW_STRUCT)
		return f->type == GW_STRING ?
			       gw_get_string(f, base + f->offset, nla, extack) :
			       gw_get_values(f, base, nla, extack);
	if (!(nla->nla_type & NLA_F_NESTED)) {
		gw_extack(extack, nla, f->name, "is no nest");
		return -EINVAL;
	}
	if (f->is_array)
		return gw_get_nests(f, base, nla, extack);
	return gw_get_nest(f->fields, f->n_fields, inside, base + f->offset, nla,
			   extack);
}

/* An unknown attribute is accepted if it is zero. */
static int gw_get_unknown(const struct nlattr *nla, struct netlink_ext_ack *extack)
{
	if (nla_type(nla) && !memchr_inv(nla_data(nla), 0, nla_len(nla)))
		return 0;
	NL_SET_ERR_MSG_ATTR(extack, nla, "unknown field that is not zero");
	return -E2BIG;
}

/* Fields that begin before @needed must be present. */
static int gw_get_nest(const struct gw_field *fields, u32 n, u32 needed, void *to,
		       const struct nlattr *nest, struct netlink_ext_ack *extack)
{
	DECLARE_BITMAP(seen, GW_FIELDS_MAX) = { };
	const struct nlattr *nla;
	int rest, err;
	u32 i;

	if (WARN_ON_ONCE(n > GW_FIELDS_MAX))
		return -EINVAL;
	nla_for_each_nested(nla, nest, rest) {
		i = nla_type(nla) - 1;	/* 0 becomes very large */
		if (i >= n) {
			err = gw_get_unknown(nla, extack);
		} else if (__test_and_set_bit(i, seen)) {
			gw_extack(extack, nla, fields[i].name, "is there twice");
			err = -EINVAL;
		} else {
			err = gw_get_field(&fields[i], to, needed, nla, extack);
		}
		if (err)
			return err;
	}
	if (rest) {
		NL_SET_ERR_MSG_ATTR(extack, nest, "trailing bytes after the last attribute");
		return -EINVAL;
	}
	for_each_clear_bit(i, seen, n) {
		if (fields[i].offset >= needed)
			continue;
		gw_extack(extack, NULL, fields[i].name, "missing");
		gw_extack_missing(extack, nest, 1 + i);
		return -EINVAL;
	}
	return 0;
}

/**
 * gw_attributes_get() - read a structure from a nest
 * @m: its fields
 * @to: the structure, @m->size zeroed bytes
 * @nest: what the caller sent
 * @extack: receives a text that names the field
 *
 * Values are not validated: that is up to @m->check.
 * Return: 0, -EINVAL, or -E2BIG.
 */
int gw_attributes_get(const struct gw_message *m, void *to,
		      const struct nlattr *nest, struct netlink_ext_ack *extack)
{
	return gw_get_nest(m->fields, m->n_fields, m->min_size, to, nest, extack);
}
