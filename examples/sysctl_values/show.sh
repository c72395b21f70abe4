#!/bin/bash
# SPDX-License-Identifier: MIT
row 18
load
go /proc/sys/gangway/sysctl_values

say "Values of the system, for administrators, who keep theirs in /etc/sysctl.d."
run 'sysctl gangway.sysctl_values'
gives sysctl $'gangway.sysctl_values.number = 42\ngangway.sysctl_values.word = hello'
run 'cat number'
gives /proc/sys 42

say "The module is asked before a change, and knows the old value and the new one."
run 'sysctl -w gangway.sysctl_values.number=24'
gives sysctl 'gangway.sysctl_values.number = 24'
run "echo 'good bye' >word; cat word"
gives /proc/sys 'good bye'
run 'dmesg -t | grep sysctl_values: | tail -n 2'
gives dmesg $'sysctl_values: number: 42 -> 24\nsysctl_values: word: hello -> good bye'

say "A word over its maximum of 15 is refused; nothing is cut off, as proc_dostring() would."
run 'sysctl -w gangway.sysctl_values.word=sixteen.letters.'
refuses sysctl 'Invalid argument'
run 'echo sixteen letters. >word'
refuses /proc/sys 'Invalid argument'
run 'sysctl -w gangway.sysctl_values.number=1001'
refuses sysctl 'Numerical result out of range'
run '{ echo -n 7; echo 7; } >number'
refuses /proc/sys 'Invalid argument'

say "A configuration file."
run "echo 'gangway.sysctl_values.number = 100' >/tmp/values.conf; sysctl -p /tmp/values.conf"
gives sysctl 'gangway.sysctl_values.number = 100'

say "A program."
run sysctl_values
matches program '^good bye 800: '
