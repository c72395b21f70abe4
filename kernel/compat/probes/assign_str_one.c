// SPDX-License-Identifier: GPL-2.0-only
/* 6.10: __assign_str() takes one argument. */
#include <linux/stringify.h>
#include <trace/stages/stage6_event_callback.h>

#if GW_PROBE
static const char probe[] __maybe_unused = __stringify(__assign_str(field));
#else
static const char probe[] __maybe_unused = __stringify(__assign_str(field, source));
#endif
