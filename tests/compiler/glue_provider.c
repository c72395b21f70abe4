// SPDX-License-Identifier: MIT
/*
 * A provider of "everything" and as much of gangway.ko as its glue calls. What
 * was called is kept in `seen`, for glue_test.cpp to look at.
 */
#include <errno.h>
#include <string.h>

#include "everything_kern.gw.h"
#include "glue_provider.h"

struct seen seen;

static const struct everything_ops *ops;

const void *gw_ops(const struct gw_instance *inst)
{
	seen.inst = inst;
	return ops;
}

void gw_value_read(const struct gw_instance *inst, const struct gw_element *el,
		   void *out)
{
	seen.inst = inst;
	seen.el = el;
	memset(out, 1, el->out.size);
}

void gw_value_write(struct gw_instance *inst, const struct gw_element *el,
		    const void *in)
{
	seen.inst = inst;
	seen.el = el;
	memcpy(seen.bytes, in, el->in.size);
}

void gw_emit(struct gw_instance *inst, const struct gw_element *el,
	     const void *record)
{
	seen.inst = inst;
	seen.el = el;
	memcpy(seen.bytes, record, el->out.size);
}

void gw_changed(struct gw_instance *inst, const struct gw_element *el)
{
	seen.inst = inst;
	seen.el = el;
}

/* What begins with where to write the record. */
static struct {
	void *record;
	u32 size;
} delivery;

unsigned long gw_reserve(struct gw_instance *inst, const struct gw_element *el)
{
	seen.inst = inst;
	seen.el = el;
	delivery.record = seen.bytes;
	delivery.size = el->out.size;
	return (unsigned long)&delivery | GW_WAY_SLOW;
}

int gw_tracing;

void gw_fast_finish(struct gw_ring *ring)
{
}

void gw_fast_wake(struct gw_ring *ring)
{
}

void gw_shared_commit(unsigned long fast, u64 word, u64 header, u32 size)
{
}

/* An instance that asks for each event. */
static struct gw_count counts[GW_ELEMENT_MAX + 1] = {
	[0 ... GW_ELEMENT_MAX] = { .fast = GW_FAST_ASK },
};
static struct gw_emitter emitter = { counts };

static int get_flag(struct everything *m, struct everything_session *s,
		    bool *value)
{
	*value = true;
	return 0;
}

static int get_port(struct everything *m, struct everything_session *s,
		    __be16 *value)
{
	*value = 0x1234;
	return -EBUSY;
}

static int get_offset64(struct everything *m, struct everything_session *s,
			s64 *value)
{
	*value = -2;
	return 0;
}

static int get_title(struct everything *m, struct everything_session *s,
		     struct everything_gw_title *value)
{
	strcpy(value->value, "t");
	return 0;
}

static int set_flag(struct everything *m, struct everything_session *s,
		    bool value)
{
	seen.number = value;
	return 0;
}

static int set_trim(struct everything *m, struct everything_session *s,
		    s32 value)
{
	seen.number = value;
	return -EBUSY;
}

static int set_corner(struct everything *m, struct everything_session *s,
		      const struct everything_gw_corner *value)
{
	seen.number = value->value.dy;
	return 0;
}

static int nothing(struct everything *m, struct everything_session *s)
{
	seen.number = 7;
	return 0;
}

static int ask(struct everything *m, struct everything_session *s,
	       struct everything_gw_ask_reply *out)
{
	out->answer = 42;
	return 0;
}

static int tell(struct everything *m, struct everything_session *s,
		const struct everything_gw_tell_request *in)
{
	seen.number = in->what[0];
	return 0;
}

static int echo_shapes(struct everything *m, struct everything_session *s,
		       const struct everything_gw_shapes *in,
		       struct everything_gw_shapes *out)
{
	*out = *in;
	return -EAGAIN;
}

static int next_hosts(struct everything *m, struct everything_session *s,
		      const __be32 *after, struct everything_gw_hosts *row)
{
	if (after && *after == 2)
		return -ENOENT;
	row->saddr = after ? *after + 1 : 1;
	return 0;
}

static int next_users(struct everything *m, struct everything_session *s,
		      const char *after, struct everything_gw_users *row)
{
	row->name[0] = after ? after[0] + 1 : 'a';
	return 0;
}

static int next_links(struct everything *m, struct everything_session *s,
		      const struct everything_gw_links *after,
		      struct everything_gw_links *row)
{
	row->ether[0] = after ? after->ether[0] + 1 : 1;
	return 0;
}

static int next_switches(struct everything *m, struct everything_session *s,
			 const u8 *after, struct everything_gw_switches *row)
{
	return after && *after == 1 ? -ENOENT : 0;
}

static int opened(struct everything *m, struct everything_session *s)
{
	return -ENOSPC;
}

static void closed(struct everything *m, struct everything_session *s)
{
	seen.number = 9;
}

static const struct everything_ops full = {
	.open = opened,
	.close = closed,
	.get_flag = get_flag,
	.get_port = get_port,
	.get_offset64 = get_offset64,
	.get_title = get_title,
	.set_flag = set_flag,
	.set_trim = set_trim,
	.set_corner = set_corner,
	.nothing = nothing,
	.ask = ask,
	.tell = tell,
	.echo_shapes = echo_shapes,
	.next_hosts = next_hosts,
	.next_users = next_users,
	.next_links = next_links,
	.next_switches = next_switches,
};

static const struct everything_ops empty;

void provide_handlers(bool any)
{
	ops = any ? &full : &empty;
}

void use_stored_values(void)
{
	struct everything *m = (struct everything *)&seen;
	struct everything_gw_blob blob = { .value_len = 1, .value = { 2 } };

	seen.number = everything_flag(m);
	everything_set_port(m, 0x5678);
	everything_set_blob(m, &blob);
}

void emit_shape(void)
{
	struct everything_gw_shapes record = { .last = 3 };

	everything_emit_shape((struct everything *)&emitter, &record);
}

u32 reserve_beat(void)
{
	struct gw_emission e;
	struct everything_gw_beat *record;

	record = everything_reserve_beat((struct everything *)&emitter, &e);
	record->cpu = 5;
	return delivery.size;
}

void tell_of_speed(void)
{
	everything_changed_speed((struct everything *)&seen);
}

void tell_of_links(void)
{
	everything_changed_links((struct everything *)&seen);
}
