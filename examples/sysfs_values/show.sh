#!/bin/bash
# SPDX-License-Identifier: MIT
row 15
load
go /sys/class/gangway/sysfs_values

say "An object is a folder, each attribute a file with one value."
run 'cat number'
gives cat 42
run 'echo 24 >number'
gives echo ''
run 'cat number'
gives cat 24
run "echo 'two words' >label; cat label"
gives cat 'two words'

say "What does not fit is refused, and nothing of it is taken."
run 'echo 101 >number'
refuses echo 'Numerical result out of range'
run 'echo 24x >number'
refuses echo 'Invalid argument'
run 'echo a label of thirty-two characters >label'
refuses echo 'Invalid argument'
run 'cat number label'
gives cat $'24\ntwo words'
run 'echo 60 >seconds'
refuses echo 'Permission denied'

say "udev sees what rules may match."
run "udevadm info -a -p $PWD"
matches udevadm 'ATTR{number}=="24"'

say "A process that polls for POLLPRI is woken by any change: another process's, or the module's own."
start "sysfs_values-await number"
run 'echo -7 >number'
finish
gives poll -7
start "sysfs_values-await seconds"
# shellcheck disable=SC2154 # `start` set it
seconds=$output
finish
check poll "a second later, or more" [ "$output" -gt "$seconds" ]

say "A program is notified of changes, and of the end."
start sysfs_values
gives program "two words -7"
run 'echo 99 >number'
line
gives program "two words 99"
run 'rmmod sysfs_values'
finish
matches program 'the module was unloaded'
