#!/bin/bash
# SPDX-License-Identifier: MIT
run 'insmod system_call.ko'
# shellcheck disable=SC2154 # `run` set it
if [ "$status" -ne 0 ]; then
	row - # which is not what the row is about
	refuses insmod 'Operation not supported'
	run "dmesg -t | grep 'system_call' | tail -n 1"
	matches dmesg 'system_call.last: this kernel has no system calls of Gangway'
	say "Nor does a program find any."
	run './system_call-number64 42'
	refuses number64 '42: Function not implemented'
	row 1
	for witness in number64 number32 strace program; do
		skip $witness "this kernel was built without Gangway's system calls"
	done
	return
fi

row -
for witness in insmod dmesg number64; do
	skip $witness "this kernel has Gangway's system calls"
done
row 1
say "A C program that knows the number."
run './system_call-number64 42 0 -5000 2147483647'
gives number64 $'42: 42\n0: 0\n-5000: -5000\n2147483647: 2147483647'

say "What every libc takes for an error is none of the values."
run './system_call-number64 -4096 -4095 -1'
refuses number64 $'-4096: -4096\n-4095: Value too large for defined data type\n-1: Value too large for defined data type'

say "The same, built for 32 bits."
if [ -x system_call-number32 ]; then
	run './system_call-number32 42 -5000 -1'
	if [ "$status" -eq 126 ]; then
		skip number32 "this kernel runs no 32-bit programs"
	else
		refuses number32 $'42: 42\n-5000: -5000\n-1: Value too large for defined data type'
	fi
else
	skip number32 "this compiler builds no 32-bit programs"
fi

say "What strace sees of it."
run "strace ./system_call-number64 42 2>&1 | sed -n 's/^\(syscall_0x224(0x2a,\).*)/\1 ...)/p'"
gives strace 'syscall_0x224(0x2a, ...) = 0x2a'

say "A program of the library's."
run system_call
gives program $'42: 42, last 42\n-5: -5, last -5'

say "Without the module, the number is nobody's."
run 'rmmod system_call'
run './system_call-number64 42'
refuses number64 '42: Function not implemented'
