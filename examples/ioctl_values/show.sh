#!/bin/bash
# SPDX-License-Identifier: MIT
row 2
load

say "A C program that has the interface's generated header, and nothing else of Gangway."
run './ioctl_values-bare64'
gives bare64 $'64 bits: 42\nan unknown command: ENOTTY'
run './ioctl_values-bare64 /dev/gangway/ioctl_values 7'
gives bare64 $'64 bits: 7\nan unknown command: ENOTTY'

say "The same, built for 32 bits."
# shellcheck disable=SC2154 # `run` set it
if [ -x ioctl_values-bare32 ]; then
	run './ioctl_values-bare32 /dev/gangway/ioctl_values -8'
	if [ "$status" -eq 126 ]; then
		skip bare32 "this kernel runs no 32-bit programs"
	else
		gives bare32 $'32 bits: -8\nan unknown command: ENOTTY'
	fi
else
	skip bare32 "this compiler builds no 32-bit programs"
fi

say "What strace sees of it."
run 'strace -e trace=ioctl ./ioctl_values-bare64 /dev/gangway/ioctl_values 9 2>&1'
matches strace '^ioctl(3, _IOC(_IOC_WRITE, 0xe6, 0x1, 0x4), 0x[0-9a-f]*) = 0$'
matches strace '^ioctl(3, _IOC(_IOC_READ, 0xe6, 0x1, 0x4), 0x[0-9a-f]*) = 0$'
matches strace ' = -1 ENOTTY '

say "A program of the library's."
run ioctl_values
gives program '9, now 10'

say "The same written by hand gives the C program the same answers."
run 'insmod ioctl_values_by_hand.ko'
run './ioctl_values-bare64 /dev/ioctl_values_by_hand'
gives bare64 $'64 bits: 42\nan unknown command: ENOTTY'
run './ioctl_values-bare64 /dev/ioctl_values_by_hand 7'
gives bare64 $'64 bits: 7\nan unknown command: ENOTTY'
run 'rmmod ioctl_values_by_hand'
