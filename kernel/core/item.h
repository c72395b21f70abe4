/* SPDX-License-Identifier: GPL-2.0-only */
/* Items: uapi/gangway/item.h. */
#ifndef _GANGWAY_CORE_ITEM_H
#define _GANGWAY_CORE_ITEM_H

#include <linux/align.h>
#include <linux/string.h>

#include <gangway/item.h>

/* Writes one to where there is room. @record: NULL, it has none. Return: its bytes. */
static inline size_t gw_item_put(void *at, const struct gw_item *head, const void *record)
{
	*(struct gw_item *)at = *head;
	at += sizeof(*head);
	if (record) {
		memset(at + head->size, 0, ALIGN(head->size, 8) - head->size);
		memcpy(at, record, head->size);
	}
	return GW_ITEM_ROOM(head->size);
}

#endif /* _GANGWAY_CORE_ITEM_H */
