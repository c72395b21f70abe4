// SPDX-License-Identifier: GPL-2.0-only
/* Made by gangway-gen from params.yaml; change that, not this. */
#include <linux/errno.h>
#include <linux/kernel.h>

#include "params_kern.gw.h"

static const struct gw_field fields_params_level[] = {
	{
		.name = "value",
		.type = GW_S32,
		.offset = offsetof(struct params_level, value),
		.size = 4,
		.max = 1,
	},
};

static const struct gw_field fields_params_loud[] = {
	{
		.name = "value",
		.type = GW_BOOL,
		.offset = offsetof(struct params_loud, value),
		.size = 1,
		.max = 1,
	},
};

static const struct gw_field fields_params_text[] = {
	{
		.name = "value",
		.type = GW_STRING,
		.offset = offsetof(struct params_text, value),
		.size = 16,
		.max = 15,
	},
};

static const struct gw_field fields_params_hidden[] = {
	{
		.name = "value",
		.type = GW_U64,
		.offset = offsetof(struct params_hidden, value),
		.size = 8,
		.max = 1,
	},
};

static const struct gw_field fields_params_first[] = {
	{
		.name = "value",
		.type = GW_BE32,
		.format = GW_IPV4,
		.offset = offsetof(struct params_first, value),
		.size = 4,
		.max = 1,
	},
};

static const struct gw_field fields_params_ints[] = {
	{
		.name = "value",
		.type = GW_S32,
		.is_array = true,
		.offset = offsetof(struct params_ints, value),
		.is_bounded = true,
		.count_offset = offsetof(struct params_ints, value_count),
		.size = 4,
		.max = 4,
	},
};

static const struct gw_name names_color[] = {
	{ "red", PARAMS_COLOR_RED },
	{ "green", PARAMS_COLOR_GREEN },
};

static const struct gw_field fields_params_color[] = {
	{
		.name = "value",
		.type = GW_U32,
		.offset = offsetof(struct params_color, value),
		.size = 4,
		.max = 1,
		.names = names_color,
		.n_names = ARRAY_SIZE(names_color),
	},
};

static const struct gw_field fields_params_both[] = {
	{
		.name = "value",
		.type = GW_U16,
		.offset = offsetof(struct params_both, value),
		.size = 2,
		.max = 1,
	},
};

static int check_params_level(const void *data)
{
	const struct params_level *v = data;

	if (v->value < 0 ||
	    v->value > 9)
		return -ERANGE;
	return 0;
}

static int check_params_loud(const void *data)
{
	const struct params_loud *v = data;

	if (v->value > 1)
		return -EINVAL;
	return 0;
}

static int check_params_text(const void *data)
{
	const struct params_text *v = data;

	if (gw_check_string(v->value, sizeof(v->value)))
		return -EINVAL;
	return 0;
}

static int check_params_ints(const void *data)
{
	const struct params_ints *v = data;

	if (v->value_count > ARRAY_SIZE(v->value) ||
	    gw_check_zero(v->value + v->value_count,
			  (ARRAY_SIZE(v->value) - v->value_count) *
			  sizeof(v->value[0])))
		return -EINVAL;
	return 0;
}

static bool valid_color(u32 value)
{
	switch (value) {
	case PARAMS_COLOR_RED:
	case PARAMS_COLOR_GREEN:
		return true;
	}
	return false;
}

static int check_params_color(const void *data)
{
	const struct params_color *v = data;

	if (!valid_color(v->value))
		return -EINVAL;
	return 0;
}

static int open_params(struct gw_instance *inst, struct gw_session *s)
{
	const struct params_ops *ops = gw_ops(inst);

	if (!ops->open)
		return 0;
	return ops->open((struct params *)inst, (struct params_session *)s);
}

static void close_params(struct gw_instance *inst, struct gw_session *s)
{
	const struct params_ops *ops = gw_ops(inst);

	if (ops->close)
		ops->close((struct params *)inst, (struct params_session *)s);
}

static const struct params_level initial_params_level = {
	.value = 5,
};

static int get_params_level(struct gw_instance *inst, struct gw_session *s,
			    void *out)
{
	const struct params_ops *ops = gw_ops(inst);
	struct params_level *reply = out;

	if (!ops->get_level)
		return -EOPNOTSUPP;
	return ops->get_level((struct params *)inst, (struct params_session *)s,
			      &reply->value);
}

static int set_params_level(struct gw_instance *inst, struct gw_session *s,
			    const void *in)
{
	const struct params_ops *ops = gw_ops(inst);
	const struct params_level *request = in;

	if (!ops->set_level)
		return 0;
	return ops->set_level((struct params *)inst, (struct params_session *)s,
			      request->value);
}

static const struct params_loud initial_params_loud = {
	.value = true,
};

static int get_params_loud(struct gw_instance *inst, struct gw_session *s,
			   void *out)
{
	const struct params_ops *ops = gw_ops(inst);
	struct params_loud *reply = out;
	bool value = false;
	int err;

	if (!ops->get_loud)
		return -EOPNOTSUPP;
	err = ops->get_loud((struct params *)inst, (struct params_session *)s,
			    &value);
	reply->value = value;
	return err;
}

static int set_params_loud(struct gw_instance *inst, struct gw_session *s,
			   const void *in)
{
	const struct params_ops *ops = gw_ops(inst);
	const struct params_loud *request = in;

	if (!ops->set_loud)
		return 0;
	return ops->set_loud((struct params *)inst, (struct params_session *)s,
			     request->value);
}

static int get_params_text(struct gw_instance *inst, struct gw_session *s,
			   void *out)
{
	const struct params_ops *ops = gw_ops(inst);

	if (!ops->get_text)
		return -EOPNOTSUPP;
	return ops->get_text((struct params *)inst, (struct params_session *)s,
			     out);
}

static int set_params_text(struct gw_instance *inst, struct gw_session *s,
			   const void *in)
{
	const struct params_ops *ops = gw_ops(inst);

	if (!ops->set_text)
		return 0;
	return ops->set_text((struct params *)inst, (struct params_session *)s,
			     in);
}

static int set_params_hidden(struct gw_instance *inst, struct gw_session *s,
			     const void *in)
{
	const struct params_ops *ops = gw_ops(inst);
	const struct params_hidden *request = in;

	if (!ops->set_hidden)
		return 0;
	return ops->set_hidden((struct params *)inst,
			       (struct params_session *)s, request->value);
}

static const struct params_first initial_params_first = {
	.value = cpu_to_be32(1),
};

static int set_params_first(struct gw_instance *inst, struct gw_session *s,
			    const void *in)
{
	const struct params_ops *ops = gw_ops(inst);
	const struct params_first *request = in;

	if (!ops->set_first)
		return 0;
	return ops->set_first((struct params *)inst, (struct params_session *)s,
			      request->value);
}

static int set_params_ints(struct gw_instance *inst, struct gw_session *s,
			   const void *in)
{
	const struct params_ops *ops = gw_ops(inst);

	if (!ops->set_ints)
		return 0;
	return ops->set_ints((struct params *)inst, (struct params_session *)s,
			     in);
}

static int set_params_color(struct gw_instance *inst, struct gw_session *s,
			    const void *in)
{
	const struct params_ops *ops = gw_ops(inst);
	const struct params_color *request = in;

	if (!ops->set_color)
		return 0;
	return ops->set_color((struct params *)inst, (struct params_session *)s,
			      request->value);
}

static int get_params_both(struct gw_instance *inst, struct gw_session *s,
			   void *out)
{
	const struct params_ops *ops = gw_ops(inst);
	struct params_both *reply = out;

	if (!ops->get_both)
		return -EOPNOTSUPP;
	return ops->get_both((struct params *)inst, (struct params_session *)s,
			     &reply->value);
}

static int set_params_both(struct gw_instance *inst, struct gw_session *s,
			   const void *in)
{
	const struct params_ops *ops = gw_ops(inst);
	const struct params_both *request = in;

	if (!ops->set_both)
		return 0;
	return ops->set_both((struct params *)inst, (struct params_session *)s,
			     request->value);
}

const struct gw_element params_gw_elements[] = {
	{
		.name = "level",
		.kind = GW_PROPERTY,
		.number = PARAMS_LEVEL,
		.capability = -1,
		.carriers = GW_VIA(param),
		.readable = true,
		.writable = true,
		.in = {
			.size = sizeof(struct params_level),
			.min_size = 4,
			.check = check_params_level,
			.fields = fields_params_level,
			.n_fields = ARRAY_SIZE(fields_params_level),
		},
		.out = {
			.size = sizeof(struct params_level),
			.min_size = 4,
			.fields = fields_params_level,
			.n_fields = ARRAY_SIZE(fields_params_level),
		},
		.initial = &initial_params_level,
		.get = get_params_level,
		.set = set_params_level,
	},
	{
		.name = "loud",
		.kind = GW_PROPERTY,
		.number = PARAMS_LOUD,
		.capability = -1,
		.carriers = GW_VIA(param),
		.readable = true,
		.writable = true,
		.in = {
			.size = sizeof(struct params_loud),
			.min_size = 1,
			.check = check_params_loud,
			.fields = fields_params_loud,
			.n_fields = ARRAY_SIZE(fields_params_loud),
		},
		.out = {
			.size = sizeof(struct params_loud),
			.min_size = 1,
			.fields = fields_params_loud,
			.n_fields = ARRAY_SIZE(fields_params_loud),
		},
		.initial = &initial_params_loud,
		.get = get_params_loud,
		.set = set_params_loud,
	},
	{
		.name = "text",
		.kind = GW_PROPERTY,
		.number = PARAMS_TEXT,
		.capability = -1,
		.carriers = GW_VIA(param),
		.readable = true,
		.in = {
			.size = sizeof(struct params_text),
			.min_size = 16,
			.check = check_params_text,
			.fields = fields_params_text,
			.n_fields = ARRAY_SIZE(fields_params_text),
		},
		.out = {
			.size = sizeof(struct params_text),
			.min_size = 16,
			.fields = fields_params_text,
			.n_fields = ARRAY_SIZE(fields_params_text),
		},
		.get = get_params_text,
		.set = set_params_text,
	},
	{
		.name = "hidden",
		.kind = GW_PROPERTY,
		.number = PARAMS_HIDDEN,
		.capability = -1,
		.carriers = GW_VIA(param),
		.in = {
			.size = sizeof(struct params_hidden),
			.min_size = 8,
			.fields = fields_params_hidden,
			.n_fields = ARRAY_SIZE(fields_params_hidden),
		},
		.out = {
			.size = sizeof(struct params_hidden),
			.min_size = 8,
			.fields = fields_params_hidden,
			.n_fields = ARRAY_SIZE(fields_params_hidden),
		},
		.set = set_params_hidden,
	},
	{
		.name = "first",
		.kind = GW_PROPERTY,
		.number = PARAMS_FIRST,
		.capability = -1,
		.carriers = GW_VIA(bootparam),
		.in = {
			.size = sizeof(struct params_first),
			.min_size = 4,
			.fields = fields_params_first,
			.n_fields = ARRAY_SIZE(fields_params_first),
		},
		.out = {
			.size = sizeof(struct params_first),
			.min_size = 4,
			.fields = fields_params_first,
			.n_fields = ARRAY_SIZE(fields_params_first),
		},
		.initial = &initial_params_first,
		.set = set_params_first,
	},
	{
		.name = "ints",
		.kind = GW_PROPERTY,
		.number = PARAMS_INTS,
		.capability = -1,
		.carriers = GW_VIA(bootparam),
		.in = {
			.size = sizeof(struct params_ints),
			.min_size = 20,
			.check = check_params_ints,
			.fields = fields_params_ints,
			.n_fields = ARRAY_SIZE(fields_params_ints),
		},
		.out = {
			.size = sizeof(struct params_ints),
			.min_size = 20,
			.fields = fields_params_ints,
			.n_fields = ARRAY_SIZE(fields_params_ints),
		},
		.set = set_params_ints,
	},
	{
		.name = "color",
		.kind = GW_PROPERTY,
		.number = PARAMS_COLOR,
		.capability = -1,
		.carriers = GW_VIA(param) | GW_VIA(bootparam),
		.writable = true,
		.in = {
			.size = sizeof(struct params_color),
			.min_size = 4,
			.check = check_params_color,
			.fields = fields_params_color,
			.n_fields = ARRAY_SIZE(fields_params_color),
		},
		.out = {
			.size = sizeof(struct params_color),
			.min_size = 4,
			.fields = fields_params_color,
			.n_fields = ARRAY_SIZE(fields_params_color),
		},
		.set = set_params_color,
	},
	{
		.name = "both",
		.kind = GW_PROPERTY,
		.number = PARAMS_BOTH,
		.capability = -1,
		.carriers = GW_VIA(bootparam) | GW_VIA(sysfs),
		.readable = true,
		.writable = true,
		.in = {
			.size = sizeof(struct params_both),
			.min_size = 2,
			.fields = fields_params_both,
			.n_fields = ARRAY_SIZE(fields_params_both),
		},
		.out = {
			.size = sizeof(struct params_both),
			.min_size = 2,
			.fields = fields_params_both,
			.n_fields = ARRAY_SIZE(fields_params_both),
		},
		.get = get_params_both,
		.set = set_params_both,
	},
};

/*
 * Parameters. What they are given before there is an instance waits here:
 * built-in code gets it too early for memory to be allocated.
 */
static struct params_level param_params_level[2] = { { .value = 5 } };
static struct params_loud param_params_loud[2] = { { .value = true } };
static struct params_text param_params_text[2];
static struct params_hidden param_params_hidden[2];
static struct params_first param_params_first[2] = { { .value = cpu_to_be32(1) } };
static struct params_ints param_params_ints[2];
static struct params_color param_params_color[2];
static struct params_both param_params_both[2];

static struct gw_param params_gw_params[] = {
	{
		.name = "level",
		.el = &params_gw_elements[0],
		.value = &param_params_level[0],
		.scratch = &param_params_level[1],
	},
	{
		.name = "quiet",
		.el = &params_gw_elements[1],
		.inverted = true,
		.value = &param_params_loud[0],
		.scratch = &param_params_loud[1],
	},
	{
		.name = "text",
		.el = &params_gw_elements[2],
		.value = &param_params_text[0],
		.scratch = &param_params_text[1],
	},
	{
		.name = "hidden",
		.el = &params_gw_elements[3],
		.value = &param_params_hidden[0],
		.scratch = &param_params_hidden[1],
	},
	{
		.name = "first",
		.el = &params_gw_elements[4],
		.value = &param_params_first[0],
		.scratch = &param_params_first[1],
	},
	{
		.name = "ints",
		.el = &params_gw_elements[5],
		.value = &param_params_ints[0],
		.scratch = &param_params_ints[1],
	},
	{
		.name = "color",
		.el = &params_gw_elements[6],
		.value = &param_params_color[0],
		.scratch = &param_params_color[1],
	},
	{
		.name = "both",
		.el = &params_gw_elements[7],
		.value = &param_params_both[0],
		.scratch = &param_params_both[1],
	},
};

module_param_cb(level, &gw_param_ops, &params_gw_params[0], 0644);
__MODULE_PARM_TYPE(level, "int");
MODULE_PARM_DESC(level, "How much, \"at most\" 9");

module_param_cb(quiet, &gw_param_bool_ops, &params_gw_params[1], 0644);
__MODULE_PARM_TYPE(quiet, "invbool");
MODULE_PARM_DESC(quiet, "Whether it speaks");

module_param_cb(text, &gw_param_ops, &params_gw_params[2], 0444);
__MODULE_PARM_TYPE(text, "charp");

module_param_cb(hidden, &gw_param_ops, &params_gw_params[3], 0);
__MODULE_PARM_TYPE(hidden, "ulong");
MODULE_PARM_DESC(hidden, "Given at load");

#ifdef MODULE
module_param_cb(first, &gw_param_ops, &params_gw_params[4], 0);
__MODULE_PARM_TYPE(first, "ipv4");
#else
static int __init boot_params_first(char *rest)
{
	return gw_bootparam_set(KBUILD_MODNAME, &params_gw_params[4], rest);
}
__setup(KBUILD_MODNAME ".first", boot_params_first);
#endif

#ifdef MODULE
module_param_cb(ints, &gw_param_ops, &params_gw_params[5], 0);
__MODULE_PARM_TYPE(ints, "array of int");
MODULE_PARM_DESC(ints, "Some");
#else
static int __init boot_params_ints(char *rest)
{
	return gw_bootparam_set(KBUILD_MODNAME, &params_gw_params[5], rest);
}
__setup(KBUILD_MODNAME ".ints", boot_params_ints);
#endif

module_param_cb(color, &gw_param_ops, &params_gw_params[6], 0200);
__MODULE_PARM_TYPE(color, "enum");

#ifdef MODULE
module_param_cb(both, &gw_param_ops, &params_gw_params[7], 0);
__MODULE_PARM_TYPE(both, "ushort");
#else
static int __init boot_params_both(char *rest)
{
	return gw_bootparam_set(KBUILD_MODNAME, &params_gw_params[7], rest);
}
__setup(KBUILD_MODNAME ".both", boot_params_both);
#endif

/* What `gangway describe` reads, from the module's file too. */
static const char params_gw_description[] GW_DESCRIPTION_SECTION =
	"{\"gangway\":1,\"interface\":\"params\",\"doc\":\"Properties that are parameters of the module or of the kernel.\",\"netns\":\"init\",\"instances\":\"one\",\"access\":{\"mode\":\"0644\"},\"types\":{\n"
	"\"color\":{\"kind\":\"enum\",\"base\":\"u32\",\"values\":{\"red\":0,\"green\":1}}\n"
	"},\"elements\":[\n"
	"{\"name\":\"level\",\"kind\":\"property\",\"number\":1,\"doc\":\"How much, \\\"at most\\\" 9.\",\"via\":[\"param\"],\"access\":\"rw\",\"parameter\":\"level\",\"value\":{\"size\":4,\"fields\":[\n"
	"{\"name\":\"value\",\"type\":\"s32\",\"offset\":0,\"size\":4}]},\"default\":5,\"range\":[0,9]},\n"
	"{\"name\":\"loud\",\"kind\":\"property\",\"number\":2,\"doc\":\"Whether it speaks.\",\"via\":[\"param\"],\"access\":\"rw\",\"parameter\":\"quiet\",\"inverted\":true,\"value\":{\"size\":1,\"fields\":[\n"
	"{\"name\":\"value\",\"type\":\"bool\",\"offset\":0,\"size\":1}]},\"default\":true},\n"
	"{\"name\":\"text\",\"kind\":\"property\",\"number\":3,\"via\":[\"param\"],\"access\":\"r\",\"parameter\":\"text\",\"value\":{\"size\":16,\"fields\":[\n"
	"{\"name\":\"value\",\"type\":\"string\",\"offset\":0,\"size\":16,\"max\":15}]}},\n"
	"{\"name\":\"hidden\",\"kind\":\"property\",\"number\":4,\"doc\":\"Given at load.\",\"via\":[\"param\"],\"access\":\"load\",\"parameter\":\"hidden\",\"value\":{\"size\":8,\"fields\":[\n"
	"{\"name\":\"value\",\"type\":\"u64\",\"offset\":0,\"size\":8}]}},\n"
	"{\"name\":\"first\",\"kind\":\"property\",\"number\":5,\"via\":[\"bootparam\"],\"access\":\"load\",\"parameter\":\"first\",\"value\":{\"size\":4,\"fields\":[\n"
	"{\"name\":\"value\",\"type\":\"be32\",\"offset\":0,\"size\":4,\"format\":\"ipv4\"}]},\"default\":1},\n"
	"{\"name\":\"ints\",\"kind\":\"property\",\"number\":6,\"doc\":\"Some.\",\"via\":[\"bootparam\"],\"access\":\"load\",\"parameter\":\"ints\",\"value\":{\"size\":20,\"fields\":[\n"
	"{\"name\":\"value\",\"type\":\"s32\",\"offset\":0,\"size\":20,\"max\":4,\"elem_size\":4}]}},\n"
	"{\"name\":\"color\",\"kind\":\"property\",\"number\":7,\"via\":[\"param\",\"bootparam\"],\"access\":\"w\",\"parameter\":\"color\",\"value\":{\"size\":4,\"fields\":[\n"
	"{\"name\":\"value\",\"type\":\"color\",\"offset\":0,\"size\":4}]}},\n"
	"{\"name\":\"both\",\"kind\":\"property\",\"number\":8,\"via\":[\"bootparam\",\"sysfs\"],\"access\":\"rw\",\"parameter\":\"both\",\"value\":{\"size\":2,\"fields\":[\n"
	"{\"name\":\"value\",\"type\":\"u16\",\"offset\":0,\"size\":2}]}}\n"
	"]}\n";

const struct gw_interface params_gw_interface = {
	.name = "params",
	.module = KBUILD_MODNAME,
	.abi = GW_PROVIDER_ABI,
	.mode = 0644,
	.max_sessions = 256,
	.max_subscribers = 16,
	.elements = params_gw_elements,
	.n_elements = ARRAY_SIZE(params_gw_elements),
	.params = params_gw_params,
	.n_params = ARRAY_SIZE(params_gw_params),
	.description = params_gw_description,
	.description_size = sizeof(params_gw_description) - 1,
	.open = open_params,
	.close = close_params,
};
