/* SPDX-License-Identifier: GPL-2.0-only */
#undef TRACE_SYSTEM
#define TRACE_SYSTEM gangway

#if !defined(_GANGWAY_TRACE_H) || defined(TRACE_HEADER_MULTI_READ)
#define _GANGWAY_TRACE_H

#include <linux/tracepoint.h>

#include "compat/compat.h"
#include "core/instance.h"

int gw_tracing_begin(void);
void gw_tracing_end(void);

DECLARE_EVENT_CLASS(gangway_instance,
		    TP_PROTO(const struct gw_instance *inst),
		    TP_ARGS(inst),
		    TP_STRUCT__entry(__string(device, inst->device)),
		    TP_fast_assign(gw_assign_str(device, inst->device);),
		    TP_printk("device=%s", __get_str(device))
);

DEFINE_EVENT(gangway_instance, register,
	     TP_PROTO(const struct gw_instance *inst),
	     TP_ARGS(inst)
);

DEFINE_EVENT(gangway_instance, revoke,
	     TP_PROTO(const struct gw_instance *inst),
	     TP_ARGS(inst)
);

DECLARE_EVENT_CLASS(gangway_event,
		    TP_PROTO(const struct gw_instance *inst, const struct gw_element *el),
		    TP_ARGS(inst, el),
		    TP_STRUCT__entry(__string(device, inst->device)
				     __string(event, el->name)
				     __field(u32, size)),
		    TP_fast_assign(gw_assign_str(device, inst->device);
				   gw_assign_str(event, el->name);
				   __entry->size = el->out.size;),
		    TP_printk("device=%s event=%s size=%u", __get_str(device),
			      __get_str(event), __entry->size)
);

/* While somebody traces it, what generated code sends by itself goes out of line. */
DEFINE_EVENT_FN(gangway_event, emit,
		TP_PROTO(const struct gw_instance *inst, const struct gw_element *el),
		TP_ARGS(inst, el),
		gw_tracing_begin, gw_tracing_end
);

/* Once for each subscriber that did not get the record. */
DEFINE_EVENT(gangway_event, loss,
	     TP_PROTO(const struct gw_instance *inst, const struct gw_element *el),
	     TP_ARGS(inst, el)
);

#endif /* _GANGWAY_TRACE_H */

#undef TRACE_INCLUDE_PATH
#define TRACE_INCLUDE_PATH core
#undef TRACE_INCLUDE_FILE
#define TRACE_INCLUDE_FILE trace
#include <trace/define_trace.h>
