// SPDX-License-Identifier: GPL-2.0-only
/* An event as KEY=VALUE. All of it: 0 or -ENOMEM, when there is no room. */
#include <linux/ctype.h>
#include <linux/kobject.h>

#include "text/environment.h"
#include "text/text.h"

int gw_environment_head(struct kobj_uevent_env *env, const struct gw_element *el, u64 sequence)
{
	return add_uevent_var(env, "GANGWAY_EVENT=%s", el->name) ?:
	       add_uevent_var(env, "GANGWAY_SEQUENCE=%llu", sequence);
}

/* Adds GW_FIELD=TEXT. */
static int gw_environment_field(struct kobj_uevent_env *env, const struct gw_field *f,
				const void *record)
{
	struct gw_text text = {
		.to = env->buf + env->buflen,
		.size = sizeof(env->buf) - env->buflen,
	};
	const char *c;

	for (c = "GW_"; *c; c++)
		gw_text_char(&text, *c);
	for (c = f->name; *c; c++)
		gw_text_char(&text, toupper(*c));
	gw_text_char(&text, '=');
	gw_text_value(&text, f, record);
	gw_text_char(&text, '\0');
	if (text.used > text.size || env->envp_idx >= ARRAY_SIZE(env->envp) - 1)
		return -ENOMEM;
	env->envp[env->envp_idx++] = text.to;
	env->buflen += text.used;
	return 0;
}

int gw_environment_record(struct kobj_uevent_env *env, const struct gw_element *el,
			  const void *record, u64 time)
{
	const struct gw_field *f;
	int err;

	err = add_uevent_var(env, "GANGWAY_TIME=%llu", time);
	for (f = el->out.fields; !err && f < el->out.fields + el->out.n_fields; f++)
		err = gw_environment_field(env, f, record);
	return err;
}
