// SPDX-License-Identifier: GPL-2.0-only
/*
 * A provider that makes the mistake that its parameter names, in registering its
 * instances and in forgetting them. For the tests.
 */
#include <linux/module.h>
#include <linux/wait.h>
#include <net/net_namespace.h>
#include <net/netns/generic.h>

#include "careless_kern.gw.h"

/*
 * exit: forgets to unregister; namespace: the same, in all namespaces but the
 * first; init: fails after it has registered; twice: unregisters twice; handlers:
 * has none; context: emits where it said that it would not.
 */
static char *mistake = "";
module_param(mistake, charp, 0444);

static unsigned int careless_id;
static bool gone;

struct careless_gw_net {
	struct careless *channel;
};

static bool makes(const char *what)
{
	return !strcmp(mistake, what);
}

static int opened(struct careless *m, struct careless_session *s)
{
	careless_session_set_priv(s, &careless_id);
	return 0;
}

static void closed(struct careless *m, struct careless_session *s)
{
	WARN_ON(gone);
}

/* How the next gets fail. */
static int fickle_error;
static u32 fickle_times;

/* Or they take as long as the instance is there, unless they are interrupted. */
static bool naps;
module_param(naps, bool, 0644);

static int get_fickle(struct careless *m, struct careless_session *s, u32 *value)
{
	*value = careless_fickle(m);
	if (naps)
		return wait_event_interruptible(*careless_wait_queue(m), careless_dying(m));
	if (!fickle_times)
		return 0;
	fickle_times--;
	return fickle_error;
}

static int fail(struct careless *m, struct careless_session *s,
		const struct careless_gw_fail_request *in)
{
	fickle_error = in->error;
	fickle_times = in->times;
	return 0;
}

static int nothing(struct careless *m, struct careless_session *s)
{
	return 0;
}

static int own(struct careless *m, struct careless_session *s, struct careless_gw_own_reply *out)
{
	out->pointer = !!careless_session_priv(s);
	careless_session_set_priv(s, careless_session_priv(s));
	return 0;
}

static int whisper(struct careless *m, struct careless_session *s,
		   const struct careless_gw_whisper_request *in)
{
	struct careless_gw_words record;
	u32 i;

	memset(&record, 0x5a, sizeof(record));
	for (i = 0; i < in->count; i++)
		careless_emit_secret(m, &record);
	return 0;
}

static int mumble(struct careless *m, struct careless_session *s,
		  const struct careless_gw_mumble_request *in)
{
	struct gw_emission e;
	u32 i;

	for (i = 0; i < in->count; i++) {
		careless_reserve_mumbled(m, &e);
		careless_commit_mumbled(&e);
	}
	return 0;
}

/* What may be asked in any context. Return: what gave something else than it should, or NULL. */
static const char *ask_nobody(struct careless *m)
{
	if (careless_host(m) || careless_fickle(m))
		return "value";
	if (careless_refresh_hidden(m))
		return "refresh";
	if (!careless_dying(m) || IS_ERR_OR_NULL(careless_wait_queue(m)))
		return "waiting";
	if (careless_priv(m) || gw_net((struct gw_instance *)m))
		return "priv";
	return NULL;
}

static const char *store_nobody(struct careless *m)
{
	char byte = 1;

	if (careless_size_notes(m) != -ENODEV || careless_truncate_notes(m, 1) != -ENODEV)
		return "size";
	if (careless_read_notes(m, 0, &byte, 1) != -ENODEV ||
	    careless_write_notes(m, 0, &byte, 1) != -ENODEV)
		return "content";
	return NULL;
}

static void tell_nobody(struct careless *m)
{
	const struct careless_gw_words record = { };
	struct gw_emission e;

	careless_set_host(m, 1);
	careless_set_fickle(m, 1);
	careless_changed_fickle(m);
	careless_changed_host_rows(m);
	gw_stream_wake((struct gw_instance *)m, NULL);
	careless_emit_mumbled(m, &record);
	careless_reserve_mumbled(m, &e);
	careless_commit_mumbled(&e);
	careless_reserve_mumbled(m, &e);
	careless_discard_mumbled(&e);
	careless_unregister(m);
}

static const char *address_nobody(struct careless *m)
{
	const char *wrong;
	unsigned long flags;

	local_irq_save(flags);
	wrong = ask_nobody(m);
	local_irq_restore(flags);
	tell_nobody(m);
	return wrong ?: store_nobody(m);
}

static int astray(struct careless *m, struct careless_session *s,
		  struct careless_gw_astray_reply *out)
{
	const char *wrong = address_nobody(NULL) ?: address_nobody(ERR_PTR(-ENOMEM));

	strscpy(out->wrong, wrong ?: "", sizeof(out->wrong));
	return 0;
}

static int next_host_rows(struct careless *m, struct careless_session *s, const u32 *after,
			  struct careless_gw_host_rows *row)
{
	return after ? -ENOENT : 0;
}

static int next_home_rows(struct careless *m, struct careless_session *s, const u32 *after,
			  struct careless_gw_home_rows *row)
{
	return after ? -ENOENT : 0;
}

static const struct careless_ops ops = {
	.open = opened,
	.close = closed,
	.get_fickle = get_fickle,
	.host_call = nothing,
	.home_call = nothing,
	.fail = fail,
	.own = own,
	.whisper = whisper,
	.mumble = mumble,
	.astray = astray,
	.next_host_rows = next_host_rows,
	.next_home_rows = next_home_rows,
};

static const struct careless_ops no_ops;

static int __net_init careless_net_init(struct net *net)
{
	struct careless_gw_net *here = net_generic(net, careless_id);

	here->channel = careless_register(makes("net") ? NULL : net, NULL,
					  makes("name") ? "first" : NULL,
					  makes("ops") ? NULL : makes("handlers") ? &no_ops : &ops,
					  NULL);
	return PTR_ERR_OR_ZERO(here->channel);
}

static void __net_exit careless_net_exit(struct net *net)
{
	struct careless_gw_net *here = net_generic(net, careless_id);

	if (makes("exit") || (makes("namespace") && !net_eq(net, &init_net)))
		return;
	careless_unregister(here->channel);
	if (makes("twice"))
		careless_unregister(here->channel);
}

static struct pernet_operations careless_net_ops = {
	.init = careless_net_init,
	.exit = careless_net_exit,
	.id = &careless_id,
	.size = sizeof(struct careless_gw_net),
};

static void emit_in_wrong_context(void)
{
	struct careless_gw_net *here = net_generic(&init_net, careless_id);
	const struct careless_gw_words record = { };
	unsigned long flags;

	local_irq_save(flags);
	careless_emit_secret(here->channel, &record);
	local_irq_restore(flags);
}

static int __init careless_init(void)
{
	struct careless *channel;
	int err;

	if (!makes("init")) {
		err = register_pernet_subsys(&careless_net_ops);
		if (!err && makes("context"))
			emit_in_wrong_context();
		return err;
	}
	channel = careless_register(&init_net, NULL, NULL, &ops, NULL);
	return IS_ERR(channel) ? PTR_ERR(channel) : -ECANCELED;
}

static void __exit careless_exit(void)
{
	unregister_pernet_subsys(&careless_net_ops);
	gone = true;
}

module_init(careless_init);
module_exit(careless_exit);

MODULE_DESCRIPTION("Gangway's test provider that makes mistakes");
MODULE_LICENSE("GPL");
