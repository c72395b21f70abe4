// SPDX-License-Identifier: GPL-2.0-only
#define CREATE_TRACE_POINTS
#include "core/trace.h"

DEFINE_STATIC_KEY_FALSE(gw_tracing);
EXPORT_SYMBOL_GPL(gw_tracing);

int gw_tracing_begin(void)
{
	static_branch_inc(&gw_tracing);
	return 0;
}

void gw_tracing_end(void)
{
	static_branch_dec(&gw_tracing);
}
