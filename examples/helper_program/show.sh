#!/bin/bash
# SPDX-License-Identifier: MIT
row 22
load

say "A shell script, where the description says that a program is."
run 'mkdir -p /usr/local/sbin && cp on-disk-error /usr/local/sbin'
go /sys/class/gangway/helper_program

say "An event starts it, with the record in its environment."
run 'echo 1 >errors'
wait_for grep -q 'block 100' /tmp/disk-errors
run 'cat /tmp/disk-errors'
gives on-disk-error '--disk sda: failed 1: block 100: no sector = no data'

say "Each costs a process: of very many, the first start one, and a later one is told of the others."
run 'sleep 1; echo 5000 >errors'
run 'sleep 2; echo 1 >errors'
# shellcheck disable=SC2016 # awk's own
count='/^lost/ { n += $2; next } { n++ } END { print n " of 5002" }'
all_counted() { [ "$(awk "$count" /tmp/disk-errors)" = '5002 of 5002' ]; }
wait_for all_counted
run "awk '$count' /tmp/disk-errors"
gives awk '5002 of 5002'

say "Without the program, the kernel's log says so, and the event is counted as lost."
run 'sleep 1; rm /usr/local/sbin/on-disk-error; echo 1 >errors'
wait_for sh -c 'dmesg | grep -q "cannot start"'
run 'dmesg | grep -o "helper_program: .*cannot start.*"'
matches dmesg 'cannot start /usr/local/sbin/on-disk-error'
