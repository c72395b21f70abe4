#!/bin/bash
# SPDX-License-Identifier: MIT
row -
load

say "A C program with a ring of liburing and 100 calls in flight, of which none returns without the others."
run './uring_calls-meet 100'
gives liburing $'submitted 100\nmet 100'

say "One that submits 7 of 8, and does not wait: they do. Then it is killed, and nothing is left of it."
waiting() { [ "$(cat /sys/class/gangway/uring_calls/waiting)" = "$1" ]; }
start './uring_calls-meet 8 leave'
gives liburing 'submitted 7'
wait_for waiting 7
check cat '7 wait in the handler, while their program does something else' waiting 7
# shellcheck disable=SC2154 # `start` set it
disown "$started" # or bash says that it was killed
kill -KILL "$started"
wait_for waiting 0
check cat 'nobody waits any more' waiting 0

say "The library: on its own ring and on the program's; waited for alone, among others, and no longer."
run uring_calls
matches program "^the library's ring: 32 met, the first at place 1, the last at 32"
matches program 'still on its way$'
matches program "^a ring of one's own: 32 met"
