#!/bin/bash
# SPDX-License-Identifier: MIT
# on_32_bits NODE NUMBER: by the C program that was built for them.
on_32_bits() {
	if [ ! -x ioctl_values-bare32 ]; then
		skip bare32 "this compiler builds no 32-bit programs"
		return
	fi
	run "./ioctl_values-bare32 $1 $2"
	# shellcheck disable=SC2154 # `run` set it
	if [ "$status" -eq 126 ]; then
		skip bare32 "this kernel runs no 32-bit programs"
	else
		gives bare32 "32 bits: $2"$'\nan unknown command: ENOTTY'
	fi
}

row 2
load

say "A C program that has the interface's generated header, and nothing else of Gangway."
run './ioctl_values-bare64'
gives bare64 $'64 bits: 42\nan unknown command: ENOTTY'
run './ioctl_values-bare64 /dev/gangway/ioctl_values 7'
gives bare64 $'64 bits: 7\nan unknown command: ENOTTY'

say "The same, built for 32 bits."
on_32_bits /dev/gangway/ioctl_values -8

say "What strace sees of it."
run 'strace -e trace=ioctl ./ioctl_values-bare64 /dev/gangway/ioctl_values 9 2>&1'
matches strace '^ioctl(3, _IOC(_IOC_WRITE, 0xe6, 0x1, 0x4), 0x[0-9a-f]*) = 0$'
matches strace '^ioctl(3, _IOC(_IOC_READ, 0xe6, 0x1, 0x4), 0x[0-9a-f]*) = 0$'
matches strace ' = -1 ENOTTY '

say "A program of the library's."
run ioctl_values
gives program '9, now 10'

say "The same written by hand gives the C programs the same answers."
run 'insmod ioctl_values_by_hand.ko'
run './ioctl_values-bare64 /dev/ioctl_values_by_hand'
gives bare64 $'64 bits: 42\nan unknown command: ENOTTY'
on_32_bits /dev/ioctl_values_by_hand -8
run './ioctl_values-bare64 /dev/ioctl_values_by_hand 9'
gives bare64 $'64 bits: 9\nan unknown command: ENOTTY'
run ioctl_values-by_hand
gives by_hand '9, now 10'
run 'rmmod ioctl_values_by_hand'
