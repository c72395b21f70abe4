#!/bin/bash
# SPDX-License-Identifier: MIT
row -
load
mountpoint=/sys/kernel/tracing
[ -e $mountpoint/events ] || mount -t tracefs none $mountpoint
events=$mountpoint/events/tracepoints

say "The event is one of the kernel's, with the fields of its record."
run "ls $mountpoint/events/tracepoints"
matches tracefs '^tracepoints_struck$'
run "grep field: $events/tracepoints_struck/format | grep -v common_"
matches tracefs 'field:__u64 nr;'

say "By files alone. While it is off, nothing is recorded."
run 'tracepoints 100'
run "echo 1 >$events/enable && tracepoints 3 && echo 0 >$events/enable"
run "grep -o 'tracepoints_struck: .*' $mountpoint/trace"
gives tracefs $'tracepoints_struck: nr=1 mood=calm traits=first from=192.0.2.1 label=bell tones={0x1b8,0x370}
tracepoints_struck: nr=2 mood=loud traits= from=192.0.2.1 label=bell tones={0x1b8,0x370}
tracepoints_struck: nr=3 mood=calm traits=last from=192.0.2.1 label=bell tones={0x1b8,0x370}'
run "cat $mountpoint/per_cpu/cpu*/stats | grep -c '^overrun: 0'"
# shellcheck disable=SC2154 # `run` set it
check tracefs "it says what its buffers have lost" test "$output" -ge 1

say "By trace-cmd, which knows nothing of the module; only those that it asks for."
run "trace-cmd record -q -o /tmp/bell -e tracepoints:tracepoints_struck -f 'nr > 2' tracepoints 4"
run "trace-cmd report -i /tmp/bell | grep -o 'tracepoints_struck:.*'"
matches trace-cmd 'nr=3 mood=calm'
matches trace-cmd 'nr=4 mood=loud traits=last from=192.0.2.1 label=bell'

say "By perf, whose buffers are its own."
if [ -e /proc/sys/kernel/perf_event_paranoid ]; then
	run "perf record -q -o /tmp/perf -e tracepoints:tracepoints_struck --filter 'nr > 2' tracepoints 4"
	run 'perf script -i /tmp/perf -F trace:event,trace'
	matches perf 'tracepoints:tracepoints_struck: .*nr=3 mood=calm'
	matches perf 'nr=4 mood=loud traits=last from=192.0.2.1 label=bell'
else
	skip perf 'this kernel has no events for it'
fi
