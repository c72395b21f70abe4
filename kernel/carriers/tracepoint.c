// SPDX-License-Identifier: GPL-2.0-only
/*
 * Carrier "tracepoint": events as tracepoints of the provider's module. Those are in
 * its generated code, NAME_trace.gw.h: the function that emits an event calls one, which
 * costs a no-op while nobody looks. From there on it is the kernel's: what its buffers lose,
 * they count.
 */
#include "core/carrier.h"

const struct gw_carrier gw_tracepoint_carrier = {
	.name = "tracepoint",
};
