#!/bin/bash
# SPDX-License-Identifier: MIT
row 25
load
run user_memory
gives program 'the block begins with 1'

say "Null, the kernel's own, unmapped, read-only, half mapped, and at the very end: by each carrier."
for carrier in ioctl io_uring sockopt page ring chardev signal thread eventfd relay netlink genetlink; do
	run "./user_memory-pointers $carrier"
	matches pointers "^$carrier: [1-9][0-9]* times"
done
run './user_memory-pointers syscall'
# shellcheck disable=SC2154 # `run` set it
if [ "$status" -eq 77 ]; then
	skip syscall "this kernel was built without Gangway's system calls"
else
	matches syscall '^syscall: [1-9][0-9]* times'
fi

say "The block is as it was."
run user_memory
gives program 'the block begins with 2'
