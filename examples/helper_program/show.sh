#!/bin/bash
# SPDX-License-Identifier: MIT
row 22
load

# Until COMMAND… succeeds. The event before may itself be lost, as eight programs run at a time and ten
# start in a second: then nothing tells of it but another.
or_one_more() {
	patience=5 eventually "$@" && return
	echo 1 >errors
	sent=$((sent + 1))
	return 1
}

say "A shell script, where the description says that a program is."
run 'mkdir -p /usr/local/sbin && cp on-disk-error /usr/local/sbin'
go /sys/class/gangway/helper_program

say "An event starts it, with the record in its environment."
run 'echo 1 >errors'
wait_for grep -qs 'block 100' /tmp/disk-errors
run 'cat /tmp/disk-errors'
gives on-disk-error '--disk sda: failed 1: block 100: no sector = no data'

say "Each costs a process: of very many, the first start one, and a later one is told of the others."
run 'echo 5000 >errors'
run 'sleep 1; echo 1 >errors'
sent=5002
# shellcheck disable=SC2016 # awk's own
count='/^lost/ { n += $2; next } { n++ } END { print n }'
all_counted() { [ "$(awk "$count" /tmp/disk-errors)" -eq "$sent" ]; }
wait_for or_one_more all_counted
run "awk '$count' /tmp/disk-errors"
gives awk "$sent"

say "Without the program, the kernel's log says so, and the event is counted as lost."
run 'rm /usr/local/sbin/on-disk-error; echo 1 >errors'
not_started() { dmesg | grep -q 'helper_program: .*cannot start'; }
wait_for or_one_more not_started
run 'dmesg | grep -o "helper_program: .*cannot start.*"'
matches dmesg 'cannot start /usr/local/sbin/on-disk-error'
