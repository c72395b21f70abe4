// SPDX-License-Identifier: GPL-2.0-only
#include "netlink/rows.h"

#include "core/request.h"
#include "core/value.h"

void gw_rows_init(struct gw_rows *rows, struct gw_instance *inst, const struct gw_element *el,
		  void *memory)
{
	rows->inst = inst;
	rows->el = el;
	rows->row = memory;
	rows->next = memory + gw_rows_size(el) / 2;
	rows->begun = false;
	rows->has_next = false;
}

static int gw_rows_next(struct gw_rows *rows)
{
	memset(rows->next, 0, rows->el->out.size);
	return gw_next(rows->inst, NULL, rows->el, rows->begun ? rows->row : NULL, rows->next);
}

int gw_rows_put(struct gw_rows *rows, struct sk_buff *skb, struct netlink_callback *cb,
		int (*put)(struct sk_buff *skb, void *of), void *of)
{
	int err;

	for (;;) {
		if (!rows->has_next) {
			/* Never 0, which means unset. Before asking for the row. */
			cb->seq = 2 * gw_generation(rows->inst, rows->el) + 1;
			err = gw_rows_next(rows);
			if (err)
				return err;
		}
		rows->has_next = true;
		if (put(skb, of))
			return skb->len ? 0 : -EMSGSIZE;
		rows->has_next = false;
		rows->begun = true;
		swap(rows->row, rows->next);
	}
}
