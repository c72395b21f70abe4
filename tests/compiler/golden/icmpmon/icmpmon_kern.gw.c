// SPDX-License-Identifier: GPL-2.0-only
/* Made by gangway-gen from icmpmon.yaml; change that, not this. */
#include <linux/errno.h>
#include <linux/kernel.h>

#include "icmpmon_kern.gw.h"

static const struct gw_field fields_icmpmon_enabled[] = {
	{
		.name = "value",
		.type = GW_BOOL,
		.offset = offsetof(struct icmpmon_enabled, value),
		.size = 1,
		.max = 1,
	},
};

static const struct gw_field fields_icmpmon_seen[] = {
	{
		.name = "value",
		.type = GW_U64,
		.offset = offsetof(struct icmpmon_seen, value),
		.size = 8,
		.max = 1,
	},
};

static const struct gw_field fields_icmpmon_count_request[] = {
	{
		.name = "saddr",
		.type = GW_BE32,
		.format = GW_IPV4,
		.offset = offsetof(struct icmpmon_count_request, saddr),
		.size = 4,
		.max = 1,
	},
};

static const struct gw_field fields_icmpmon_count_reply[] = {
	{
		.name = "packets",
		.type = GW_U64,
		.offset = offsetof(struct icmpmon_count_reply, packets),
		.size = 8,
		.max = 1,
	},
};

static const struct gw_field fields_icmpmon_packet[] = {
	{
		.name = "saddr",
		.type = GW_BE32,
		.format = GW_IPV4,
		.offset = offsetof(struct icmpmon_packet, saddr),
		.size = 4,
		.max = 1,
	},
	{
		.name = "daddr",
		.type = GW_BE32,
		.format = GW_IPV4,
		.offset = offsetof(struct icmpmon_packet, daddr),
		.size = 4,
		.max = 1,
	},
	{
		.name = "time",
		.type = GW_U64,
		.offset = offsetof(struct icmpmon_packet, time),
		.size = 8,
		.max = 1,
	},
	{
		.name = "type",
		.type = GW_U8,
		.offset = offsetof(struct icmpmon_packet, type),
		.size = 1,
		.max = 1,
	},
	{
		.name = "code",
		.type = GW_U8,
		.offset = offsetof(struct icmpmon_packet, code),
		.size = 1,
		.max = 1,
	},
};

static const struct gw_field fields_icmpmon_talkers[] = {
	{
		.name = "saddr",
		.type = GW_BE32,
		.format = GW_IPV4,
		.offset = offsetof(struct icmpmon_talkers, saddr),
		.size = 4,
		.max = 1,
	},
	{
		.name = "packets",
		.type = GW_U64,
		.offset = offsetof(struct icmpmon_talkers, packets),
		.size = 8,
		.max = 1,
	},
};

static int check_icmpmon_enabled(const void *data)
{
	const struct icmpmon_enabled *v = data;

	if (v->value > 1)
		return -EINVAL;
	return 0;
}

static int open_icmpmon(struct gw_instance *inst, struct gw_session *s)
{
	const struct icmpmon_ops *ops = gw_ops(inst);

	if (!ops->open)
		return 0;
	return ops->open((struct icmpmon *)inst, (struct icmpmon_session *)s);
}

static void close_icmpmon(struct gw_instance *inst, struct gw_session *s)
{
	const struct icmpmon_ops *ops = gw_ops(inst);

	if (ops->close)
		ops->close((struct icmpmon *)inst, (struct icmpmon_session *)s);
}

static const struct icmpmon_enabled initial_icmpmon_enabled = {
	.value = true,
};

static int get_icmpmon_enabled(struct gw_instance *inst, struct gw_session *s,
			       void *out)
{
	const struct icmpmon_ops *ops = gw_ops(inst);
	struct icmpmon_enabled *reply = out;
	bool value = false;
	int err;

	if (!ops->get_enabled)
		return -EOPNOTSUPP;
	err = ops->get_enabled((struct icmpmon *)inst,
			       (struct icmpmon_session *)s, &value);
	reply->value = value;
	return err;
}

static int set_icmpmon_enabled(struct gw_instance *inst, struct gw_session *s,
			       const void *in)
{
	const struct icmpmon_ops *ops = gw_ops(inst);
	const struct icmpmon_enabled *request = in;

	if (!ops->set_enabled)
		return 0;
	return ops->set_enabled((struct icmpmon *)inst,
				(struct icmpmon_session *)s, request->value);
}

static int get_icmpmon_seen(struct gw_instance *inst, struct gw_session *s,
			    void *out)
{
	const struct icmpmon_ops *ops = gw_ops(inst);
	struct icmpmon_seen *reply = out;

	if (!ops->get_seen)
		return -EOPNOTSUPP;
	return ops->get_seen((struct icmpmon *)inst,
			     (struct icmpmon_session *)s, &reply->value);
}

static const u16 errors_icmpmon_count[] = { ENOENT, 0 };

static int call_icmpmon_count(struct gw_instance *inst, struct gw_session *s,
			      const void *in, void *out)
{
	const struct icmpmon_ops *ops = gw_ops(inst);

	if (!ops->count)
		return -EOPNOTSUPP;
	return ops->count((struct icmpmon *)inst, (struct icmpmon_session *)s,
			  in, out);
}

static int call_icmpmon_reset(struct gw_instance *inst, struct gw_session *s,
			      const void *in, void *out)
{
	const struct icmpmon_ops *ops = gw_ops(inst);

	if (!ops->reset)
		return -EOPNOTSUPP;
	return ops->reset((struct icmpmon *)inst, (struct icmpmon_session *)s);
}

static int next_icmpmon_talkers(struct gw_instance *inst, struct gw_session *s,
				const void *after, void *row)
{
	const struct icmpmon_ops *ops = gw_ops(inst);
	const struct icmpmon_talkers *last = after;

	if (!ops->next_talkers)
		return -EOPNOTSUPP;
	return ops->next_talkers((struct icmpmon *)inst,
				 (struct icmpmon_session *)s,
				 last ? &last->saddr : NULL, row);
}

const struct gw_element icmpmon_gw_elements[] = {
	{
		.name = "enabled",
		.kind = GW_PROPERTY,
		.number = ICMPMON_ENABLED,
		.capability = -1,
		.carriers = GW_VIA(sysfs),
		.readable = true,
		.writable = true,
		.notify = true,
		.in = {
			.size = sizeof(struct icmpmon_enabled),
			.min_size = 1,
			.check = check_icmpmon_enabled,
			.fields = fields_icmpmon_enabled,
			.n_fields = ARRAY_SIZE(fields_icmpmon_enabled),
		},
		.out = {
			.size = sizeof(struct icmpmon_enabled),
			.min_size = 1,
			.fields = fields_icmpmon_enabled,
			.n_fields = ARRAY_SIZE(fields_icmpmon_enabled),
		},
		.initial = &initial_icmpmon_enabled,
		.get = get_icmpmon_enabled,
		.set = set_icmpmon_enabled,
	},
	{
		.name = "seen",
		.kind = GW_PROPERTY,
		.number = ICMPMON_SEEN,
		.capability = -1,
		.carriers = GW_VIA(sysfs),
		.readable = true,
		.in = {
			.size = sizeof(struct icmpmon_seen),
			.min_size = 8,
			.fields = fields_icmpmon_seen,
			.n_fields = ARRAY_SIZE(fields_icmpmon_seen),
		},
		.out = {
			.size = sizeof(struct icmpmon_seen),
			.min_size = 8,
			.fields = fields_icmpmon_seen,
			.n_fields = ARRAY_SIZE(fields_icmpmon_seen),
		},
		.get = get_icmpmon_seen,
	},
	{
		.name = "count",
		.kind = GW_CALL,
		.number = ICMPMON_COUNT,
		.capability = -1,
		.carriers = GW_VIA(ioctl),
		.in = {
			.size = sizeof(struct icmpmon_count_request),
			.min_size = 4,
			.fields = fields_icmpmon_count_request,
			.n_fields = ARRAY_SIZE(fields_icmpmon_count_request),
		},
		.out = {
			.size = sizeof(struct icmpmon_count_reply),
			.min_size = 8,
			.fields = fields_icmpmon_count_reply,
			.n_fields = ARRAY_SIZE(fields_icmpmon_count_reply),
		},
		.errors = errors_icmpmon_count,
		.call = call_icmpmon_count,
	},
	{
		.name = "reset",
		.kind = GW_CALL,
		.number = ICMPMON_RESET,
		.capability = CAP_NET_ADMIN,
		.carriers = GW_VIA(ioctl),
		.call = call_icmpmon_reset,
	},
	{
		.name = "packet",
		.kind = GW_EVENT,
		.number = ICMPMON_PACKET,
		.capability = -1,
		.carriers = GW_VIA(ring) | GW_VIA(genetlink),
		.context = GW_ATOMIC,
		.out = {
			.size = sizeof(struct icmpmon_packet),
			.min_size = 24,
			.fields = fields_icmpmon_packet,
			.n_fields = ARRAY_SIZE(fields_icmpmon_packet),
		},
	},
	{
		.name = "talkers",
		.kind = GW_TABLE,
		.number = ICMPMON_TALKERS,
		.capability = -1,
		.carriers = GW_VIA(seq_file),
		.out = {
			.size = sizeof(struct icmpmon_talkers),
			.min_size = 16,
			.fields = fields_icmpmon_talkers,
			.n_fields = ARRAY_SIZE(fields_icmpmon_talkers),
		},
		.next = next_icmpmon_talkers,
	},
};

/* What `gangway describe` reads, from the module's file too. */
static const char icmpmon_gw_description[] GW_DESCRIPTION_SECTION =
	"{\"gangway\":1,\"interface\":\"icmpmon\",\"doc\":\"Reports the ICMP packets that this host receives.\",\"netns\":\"each\",\"instances\":\"one\",\"access\":{\"mode\":\"0600\"},\"types\":{\n"
	"\"packet\":{\"kind\":\"struct\",\"doc\":\"One ICMP packet, as seen at NF_INET_PRE_ROUTING.\",\"size\":24,\"align\":8,\"fields\":[\n"
	"{\"name\":\"saddr\",\"type\":\"be32\",\"offset\":0,\"size\":4,\"format\":\"ipv4\",\"doc\":\"who sent it\"},\n"
	"{\"name\":\"daddr\",\"type\":\"be32\",\"offset\":4,\"size\":4,\"format\":\"ipv4\",\"doc\":\"whom it was sent to\"},\n"
	"{\"name\":\"time\",\"type\":\"u64\",\"offset\":8,\"size\":8,\"unit\":\"ns\",\"doc\":\"CLOCK_MONOTONIC when it was seen\"},\n"
	"{\"name\":\"type\",\"type\":\"u8\",\"offset\":16,\"size\":1,\"doc\":\"ICMP type: 8 is an echo request, 0 its reply\"},\n"
	"{\"name\":\"code\",\"type\":\"u8\",\"offset\":17,\"size\":1,\"doc\":\"ICMP code\"}]}\n"
	"},\"elements\":[\n"
	"{\"name\":\"enabled\",\"kind\":\"property\",\"number\":1,\"doc\":\"whether packets are reported\",\"via\":[\"sysfs\"],\"access\":\"rw\",\"notify\":true,\"value\":{\"size\":1,\"fields\":[\n"
	"{\"name\":\"value\",\"type\":\"bool\",\"offset\":0,\"size\":1}]},\"default\":true},\n"
	"{\"name\":\"seen\",\"kind\":\"property\",\"number\":2,\"doc\":\"packets reported since the module was loaded\",\"via\":[\"sysfs\"],\"access\":\"r\",\"value\":{\"size\":8,\"fields\":[\n"
	"{\"name\":\"value\",\"type\":\"u64\",\"offset\":0,\"size\":8}]}},\n"
	"{\"name\":\"count\",\"kind\":\"call\",\"number\":3,\"doc\":\"Tells how many packets a host has sent here.\",\"via\":[\"ioctl\"],\"request\":{\"size\":4,\"fields\":[\n"
	"{\"name\":\"saddr\",\"type\":\"be32\",\"offset\":0,\"size\":4,\"format\":\"ipv4\"}]},\"reply\":{\"size\":8,\"fields\":[\n"
	"{\"name\":\"packets\",\"type\":\"u64\",\"offset\":0,\"size\":8}]},\"errors\":{\"ENOENT\":\"no such talker\"}},\n"
	"{\"name\":\"reset\",\"kind\":\"call\",\"number\":4,\"doc\":\"Forgets all counts.\",\"requires\":\"CAP_NET_ADMIN\",\"via\":[\"ioctl\"]},\n"
	"{\"name\":\"packet\",\"kind\":\"event\",\"number\":5,\"doc\":\"a packet came in\",\"via\":[\"ring\",\"genetlink\"],\"record\":{\"type\":\"packet\",\"size\":24,\"fields\":[\n"
	"{\"name\":\"saddr\",\"type\":\"be32\",\"offset\":0,\"size\":4,\"format\":\"ipv4\",\"doc\":\"who sent it\"},\n"
	"{\"name\":\"daddr\",\"type\":\"be32\",\"offset\":4,\"size\":4,\"format\":\"ipv4\",\"doc\":\"whom it was sent to\"},\n"
	"{\"name\":\"time\",\"type\":\"u64\",\"offset\":8,\"size\":8,\"unit\":\"ns\",\"doc\":\"CLOCK_MONOTONIC when it was seen\"},\n"
	"{\"name\":\"type\",\"type\":\"u8\",\"offset\":16,\"size\":1,\"doc\":\"ICMP type: 8 is an echo request, 0 its reply\"},\n"
	"{\"name\":\"code\",\"type\":\"u8\",\"offset\":17,\"size\":1,\"doc\":\"ICMP code\"}]},\"context\":\"atomic\"},\n"
	"{\"name\":\"talkers\",\"kind\":\"table\",\"number\":6,\"doc\":\"Who has sent ICMP packets here.\",\"via\":[\"seq_file\"],\"key\":[\"saddr\"],\"row\":{\"size\":16,\"fields\":[\n"
	"{\"name\":\"saddr\",\"type\":\"be32\",\"offset\":0,\"size\":4,\"format\":\"ipv4\",\"doc\":\"who\"},\n"
	"{\"name\":\"packets\",\"type\":\"u64\",\"offset\":8,\"size\":8,\"doc\":\"how many\"}]}}\n"
	"]}\n";

const struct gw_interface icmpmon_gw_interface = {
	.name = "icmpmon",
	.module = KBUILD_MODNAME,
	.abi = GW_PROVIDER_ABI,
	.netns_each = true,
	.mode = 0600,
	.max_sessions = 256,
	.max_subscribers = 16,
	.elements = icmpmon_gw_elements,
	.n_elements = ARRAY_SIZE(icmpmon_gw_elements),
	.description = icmpmon_gw_description,
	.description_size = sizeof(icmpmon_gw_description) - 1,
	.open = open_icmpmon,
	.close = close_icmpmon,
};
