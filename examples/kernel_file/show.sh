#!/bin/bash
# SPDX-License-Identifier: MIT
row 24
load

say "The kernel makes no folder. Without it there is no file, and whoever asks is told."
run 'kernel_file note "too early"'
refuses program 'there is no folder for it'

say "It writes its file there, and reads it back."
run 'mkdir -p /var/lib/gangway'
go /var/lib/gangway
run 'kernel_file note "Hello, file" "Hello again"; cat kernel_file.log'
gives cat $'1 Hello, file\n2 Hello again'
run 'cat /sys/class/gangway/kernel_file/last'
gives cat '2 Hello again'
run 'cp kernel_file.log /tmp/log; echo "3 by hand" >>/tmp/log; kernel_file note "by hand"; cmp /tmp/log kernel_file.log && echo same'
gives cmp same

say "What would make it longer than 512 bytes begins a new one; one older file is kept."
run 'for i in {4..40}; do kernel_file note "a line of some length"; done; wc -c kernel_file.log kernel_file.log.1'
matches wc ' kernel_file.log.1$'
run 'cat kernel_file.log.1 kernel_file.log | tail -n 1'
gives cat '40 a line of some length'

say "It follows no link, whatever that leads to."
run 'mv kernel_file.log old; echo mine >/tmp/target; ln -s /tmp/target kernel_file.log; kernel_file note "elsewhere"'
refuses program 'it is not there as a regular file'
run 'rm kernel_file.log; mv old kernel_file.log; cat /tmp/target'
gives cat mine

say "A full file system, and one that is read-only."
run 'mount -t tmpfs -o size=4k none /var/lib/gangway; head -c 4096 /dev/zero >/var/lib/gangway/other; kernel_file note "no room"'
refuses program 'the file system is full'
run 'mount -o remount,ro /var/lib/gangway; kernel_file note "no writing"'
refuses program 'the file system is mounted read-only'
run 'umount /var/lib/gangway'

say "The program reads the file itself."
run 'kernel_file log | tail -n 1'
gives program '40 a line of some length'
