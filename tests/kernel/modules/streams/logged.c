// SPDX-License-Identifier: GPL-2.0-only
/* Streams that are kept in files. For the tests. */
#include <linux/module.h>
#include <linux/preempt.h>
#include <linux/string.h>
#include <linux/vmalloc.h>

#include "logged_kern.gw.h"

#include "logged.h"

static struct logged *channel;

static int put(struct logged *m, struct logged_session *s, const struct logged_gw_put_request *in,
	       struct logged_gw_put_reply *out)
{
	out->got = logged_write_content(m, in->position, in->text, strlen(in->text));
	return 0;
}

static int take(struct logged *m, struct logged_session *s,
		const struct logged_gw_take_request *in, struct logged_gw_take_reply *out)
{
	out->got = logged_read_content(m, in->position, out->text, sizeof(out->text) - 1);
	return 0;
}

static int measure(struct logged *m, struct logged_session *s,
		   struct logged_gw_measure_reply *out)
{
	out->got = logged_size_content(m);
	return 0;
}

static int cut(struct logged *m, struct logged_session *s, const struct logged_gw_cut_request *in,
	       struct logged_gw_cut_reply *out)
{
	out->got = logged_truncate_content(m, in->size);
	return 0;
}

static int fill(struct logged *m, struct logged_session *s,
		const struct logged_gw_fill_request *in, struct logged_gw_fill_reply *out)
{
	void *bytes = vmalloc(in->count);

	if (!bytes)
		return -ENOMEM;
	memset(bytes, 'x', in->count);
	out->got = logged_append_content(m, bytes, in->count);
	vfree(bytes);
	return 0;
}

static int line(struct logged *m, struct logged_session *s,
		const struct logged_gw_line_request *in, struct logged_gw_line_reply *out)
{
	out->got = logged_append_rotated(m, in->text, strlen(in->text));
	return 0;
}

static const struct logged_ops ops = {
	.put = put,
	.take = take,
	.measure = measure,
	.cut = cut,
	.fill = fill,
	.line = line,
};

/* A mistake, for tests/kernel/wrong_context: what sleeps is called where nobody may. */
static bool atomic;
module_param(atomic, bool, 0444);

static void work_in_atomic_context(void)
{
	s64 size;
	int cut;
	ssize_t taken, put;
	char byte = 'x';

	preempt_disable();
	size = logged_size_content(channel);
	cut = logged_truncate_content(channel, 0);
	taken = logged_read_content(channel, 0, &byte, 1);
	put = logged_append_content(channel, &byte, 1);
	preempt_enable();
	pr_info("logged: errors %lld %d %zd %zd\n", size, cut, taken, put);
}

int logged_begin(void)
{
	channel = logged_register(NULL, NULL, &ops, NULL);
	if (atomic && !IS_ERR(channel))
		work_in_atomic_context();
	return PTR_ERR_OR_ZERO(channel);
}

void logged_end(void)
{
	logged_unregister(channel);
}
