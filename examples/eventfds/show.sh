#!/bin/bash
# SPDX-License-Identifier: MIT
row -
load

say "An event loop waits for two events, and for a timer, as for any descriptors."
start 'eventfds-bare loop 10005'
run 'eventfds-bare pass 3 0; eventfds-bare pass 0 2; eventfds-bare pass 10000 0'
finish
gives epoll '10003 entered, 2 left, and the timer went off'

say "The same in C++: one item for each."
start 'eventfds 5000'
run 'eventfds-bare pass 5000 0'
finish
gives program '5000 entered'
