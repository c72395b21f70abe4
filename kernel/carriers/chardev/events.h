/* SPDX-License-Identifier: GPL-2.0-only */
/* Events by read(): shared by the parts of the carrier "chardev". */
#ifndef _GANGWAY_CHARDEV_EVENTS_H
#define _GANGWAY_CHARDEV_EVENTS_H

#include "core/queue.h"
#include "core/session.h"

void *gw_chardev_subscribe(struct gw_session *s, const unsigned long *events, void *args);
__poll_t gw_chardev_poll(void *subscription);
void gw_chardev_count(void *subscription, struct gw_counters *c);
void gw_chardev_release(void *subscription);
ssize_t gw_chardev_read_events(struct gw_session *s, void *subscription, struct kiocb *iocb,
			       struct iov_iter *to);

#endif /* _GANGWAY_CHARDEV_EVENTS_H */
