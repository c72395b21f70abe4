/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * An event as KEY=VALUE, for uevents and for programs:
 *
 *	GANGWAY_EVENT=NAME
 *	GANGWAY_SEQUENCE=N	counts the records of this event from 1, those that
 *				were lost too
 *	GANGWAY_TIME=NS		CLOCK_MONOTONIC, when it was emitted
 *	GW_FIELD=TEXT		in capitals: see text.h. The prefix keeps fields apart
 *				from what others read: these keys become the environment
 *				of root's programs
 */
#ifndef _GANGWAY_ENVIRONMENT_H
#define _GANGWAY_ENVIRONMENT_H

#include <linux/kobject.h>

#include <gangway/provider.h>

int gw_environment_head(struct kobj_uevent_env *env, const struct gw_element *el, u64 sequence);
int gw_environment_record(struct kobj_uevent_env *env, const struct gw_element *el,
			  const void *record, u64 time);

#endif /* _GANGWAY_ENVIRONMENT_H */
