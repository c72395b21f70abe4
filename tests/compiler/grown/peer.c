// SPDX-License-Identifier: MIT
/* Compiled twice, with the headers of each version: PEER says which. */
#include <string.h>

#include "grown_kern.gw.h"
#include "peer.h"

/* What peers tell each other. */
enum { KEY = 0x01020304, A = 0x0506, B = 7, FOUND = 8, AT = 9, CPU = 10 };
enum { ALSO = 11, CAUSE = 12 };	/* since version 2 */

static size_t write_ask(void *buffer)
{
	union grown_gw_ask *v = buffer;

	memset(v, 0, sizeof(*v));
	v->request.key = KEY;
	v->request.deep.a = A;
	v->request.deep.b = B;
#if PEER == 2
	v->request.kind = GROWN_KIND_TWO;
	v->request.names_count = 1;
	v->request.names[0] = 1;
#endif
	return sizeof(*v);
}

static size_t write_old_ask(void *buffer)
{
	union grown_gw_ask *v = buffer;
	size_t size = write_ask(v);

#if PEER == 2
	v->request.kind = GROWN_KIND_ANY;
	v->request.names_count = 0;
	v->request.names[0] = 0;
#endif
	return size;
}

static int read_ask(const void *request, int newer)
{
	const struct grown_gw_ask_request *v = request;

	if (v->key != KEY || v->deep.a != A || v->deep.b != B)
		return 1;
#if PEER == 2
	if (v->kind != (newer ? GROWN_KIND_TWO : GROWN_KIND_ANY) ||
	    v->names_count != (newer ? 1 : 0))
		return 2;
#endif
	return 0;
}

static void write_reply(void *reply)
{
	struct grown_gw_ask_reply *v = reply;

	v->found = FOUND;
#if PEER == 2
	v->also = ALSO;
#endif
}

static int read_reply(const void *buffer, int newer)
{
	const union grown_gw_ask *v = buffer;

	if (v->reply.found != FOUND)
		return 1;
#if PEER == 2
	if (v->reply.also != (newer ? ALSO : 0))
		return 2;
#endif
	return 0;
}

static void write_tick(void *record)
{
	struct grown_gw_tick *v = record;

	v->at = AT;
	v->cpu = CPU;
#if PEER == 2
	v->cause = CAUSE;
#endif
}

static int read_tick(const void *record, int newer)
{
	const struct grown_gw_tick *v = record;

	if (v->at != AT || v->cpu != CPU)
		return 1;
#if PEER == 2
	if (v->cause != (newer ? CAUSE : 0))
		return 2;
#endif
	return 0;
}

#define NAME_OF(n) peer_##n
#define NAME(n) NAME_OF(n)

const struct peer NAME(PEER) = {
	.iface = &grown_gw_interface,
	.ask_size = sizeof(union grown_gw_ask),
	.tick_size = sizeof(struct grown_gw_tick),
	.write_ask = write_ask,
	.write_old_ask = write_old_ask,
	.read_ask = read_ask,
	.write_reply = write_reply,
	.read_reply = read_reply,
	.write_tick = write_tick,
	.read_tick = read_tick,
};
