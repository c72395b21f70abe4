#!/bin/bash
# SPDX-License-Identifier: MIT
row 14
load
go /proc/gangway/process_list

say "A line for each process, made while it is read."
run 'head -n 4 processes'
matches cat '^1 0 0 1 .* init$'

say "200 that stay as they are, one of them stopped; and what ps knows of them, in the same columns."
run 'for i in {1..200}; do sleep 1000 & done'
all_sleep() { [ "$(pgrep -c -r S -x sleep)" -eq 200 ]; }
wait_for all_sleep
run 'pkill -STOP -n sleep'
wait_for pgrep -r T -x sleep >/dev/null
run "cat processes | grep ' sleep$' >/tmp/cat; tail -n 2 /tmp/cat"
check cat "all 200 are there" [ "$(wc -l </tmp/cat)" -eq 200 ]
run 'ps -C sleep -o pid=,ppid=,euid=,nlwp=,s=,comm= >/tmp/ps; tail -n 2 /tmp/ps'
same() { diff <(sed 's/ sleeping / S /; s/ stopped / T /' /tmp/cat) <(sed 's/  */ /g; s/^ //' /tmp/ps); }
check ps "the same, line by line" same

say "However it is read, it is the same list; seven bytes at a time:"
run "dd ibs=7 obs=4k status=none if=processes | grep ' sleep$' | cmp - /tmp/cat"
gives dd ''

say "Three times more, while other processes come and go."
while :; do (:); done &
storm=$!
run "for i in {1..3}; do
      dd ibs=7 obs=4k status=none if=processes | tee /tmp/all | grep ' sleep$' | cmp - /tmp/cat
  done"
gives dd ''
kill $storm
check dd "the last of them: in order, and none twice" sort -c -n -u -k 1,1 <(tail -n +2 /tmp/all)

say "A program gets the rows as structures; this one prints them as a tree."
run 'process_list | grep -B 3 process_list'
matches program ' process_list$'

mapfile -t sleepers < <(cut -d ' ' -f 1 /tmp/cat)
kill -KILL "${sleepers[@]}"
