#!/bin/bash
# SPDX-License-Identifier: MIT
row 20
load

say "A channel is a file for each CPU."
go /sys/kernel/debug/gangway/relay_channel
run 'ls'
matches ls '^sample.0$'
run 'ln -s /sys/class/gangway/relay_channel/send /tmp/send; echo 3 >/tmp/send'
gives echo ''

say "trace overwrites, and has recorded already. cat reads what there is, full sub-buffer or not."
run 'cat trace.0 | relay_channel-bare decode'
gives cat $'CPU 0, sub-buffer 0: pulses 0 to 2, 3944 bytes of padding\nreceived 3, lost 0'

say "It keeps the newest, and says what is missing before them."
run 'echo 1000 >/tmp/send; cat trace.0 | relay_channel-bare decode'
matches cat '^received 496, lost 507$'

say "It can be reset: what was there is lost, and sub-buffers are numbered anew."
run 'relay_channel-bare reset trace.0; echo 2 >/tmp/send; cat trace.0 | relay_channel-bare decode'
gives reset $'CPU 0, sub-buffer 0: pulses 1003 to 1004, 3976 bytes of padding\nreceived 2, lost 1003'

say "sample keeps the oldest: whoever has it open and does not read loses what comes then."
run 'exec 9<sample.0; echo 1000 >/tmp/send; cat <&9 | relay_channel-bare decode'
matches cat '^received 504, lost 496$'

say "It has one reader at a time."
run 'exec 9<sample.0; cat sample.0'
refuses cat 'Device or resource busy'

say "As blktrace reads: poll, then read."
start 'relay_channel-bare follow sample.0 5'
run 'echo 5 >/tmp/send'
gives echo ''
finish
matches poll '^received 5, lost 0$'

say "Or map: a sub-buffer is completed on request, looked at where it is, and given back."
start 'relay_channel-bare map sample.0 7'
run 'echo 7 >/tmp/send'
gives echo ''
finish
matches mmap '^received 7, lost 0$'

say "A program receives the records of all CPUs as structs, by time."
start relay_channel
run 'echo 10 >/tmp/send'
gives echo ''
run 'cd /; rmmod relay_channel'
finish
matches program 'the module was unloaded'
