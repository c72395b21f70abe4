#!/bin/bash
# SPDX-License-Identifier: MIT
row 23
load
go /sys/class/gangway/input_device

say "The interface is an input device like any other."
found=$(grep -l gangway/input_device /sys/class/input/event*/device/phys | cut -d/ -f1-5)
ln -s "/dev/input/$(basename "$found")" /tmp/joystick
start 'evtest /tmp/joystick'
# shellcheck disable=SC2154 # `start` set it
wait_for grep -q 'Testing' "$started_says"
run 'echo -42 >x; echo 1 >trigger; echo 3 >turn'
wait_for grep -q 'REL_WHEEL), value 3' "$started_says"
cp "$started_says" /tmp/evtest
run "grep -E '^Event: .*(ABS_X|BTN_TRIGGER|REL_WHEEL)' /tmp/evtest | cut -d, -f2-"
matches evtest 'type 3 (EV_ABS), code 0 (ABS_X), value -42'
matches evtest 'type 1 (EV_KEY), code 288 (BTN_TRIGGER), value 1'
matches evtest 'type 2 (EV_REL), code 8 (REL_WHEEL), value 3'
check evtest 'Input device name: "Gangway joystick"' grep -q 'Gangway joystick' "$started_says"
kill "${started:?}"

say "A program has records; what the kernel leaves out because it has not changed is there."
start input_device
run 'echo 7 >x'
line
gives program 'x 7 wheel 0 trigger true'
run 'echo 0 >trigger'
line
gives program 'x 7 wheel 0 trigger false'
run 'rmmod input_device'
finish
matches program 'the module was unloaded'
