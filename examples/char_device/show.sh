#!/bin/bash
# SPDX-License-Identifier: MIT
# What programs see of the device in the folder they are in.
device() {
	row 3
	say "What is written is kept."
	run 'echo abcdefghijklmnopqrstuvwxyz >char_device'
	gives echo ''
	run 'cat char_device'
	gives cat abcdefghijklmnopqrstuvwxyz
	run 'echo 0123 >>char_device; cat char_device'
	gives cat $'abcdefghijklmnopqrstuvwxyz\n0123'
	run 'echo abcdefghijklmnopqrstuvwxyz >char_device; cat char_device'
	gives cat abcdefghijklmnopqrstuvwxyz

	say "ioctl says how full it is, and where a file is after it has read a byte; and cuts it off."
	run 'char_device-bare status'
	gives ioctl 'free 65509, length 27, offset 0'
	run 'char_device-bare status 1'
	gives ioctl 'free 65509, length 27, offset 1'
	run 'char_device-bare truncate 5; cat char_device; echo'
	gives cat abcde
	run 'char_device-bare truncate 65537'
	refuses ioctl 'File too large'

	say "Each byte has its position."
	run 'dd if=char_device bs=1 skip=1 count=3 status=none; echo'
	gives dd bcd
	run 'echo -n XY | dd of=char_device bs=1 seek=2 conv=notrunc status=none; cat char_device; echo'
	gives dd abXYe

	say "It has room for 64 KiB, and says so."
	run 'head -c 65536 /dev/urandom >/tmp/random; cat /tmp/random >char_device; cmp /tmp/random char_device && echo same'
	gives cmp same
	run 'echo >>char_device'
	refuses echo 'No space left on device'
	run 'dd if=/dev/zero of=char_device bs=4096 count=17 status=none'
	refuses dd 'No space left on device'

	row 4
	say "A program maps the content, and reads it there."
	run 'echo abcdefghijklmnopqrstuvwxyz >char_device; char_device-bare map'
	gives mmap abcdefghijklmnopqrstuvwxyz

	say "What it stores there the kernel sees, and it sees what the kernel stores."
	run 'char_device-bare number 42'
	gives mmap 'the kernel sees 42, and the program 43'
	run "od -A n -t u4 -N 4 char_device"
	matches od ' 43$'
	row 3
}

row 3
load
go /dev/gangway
device

say "The same in C++, and by hand in C."
run "char_device 'one line' 'and another'"
gives program $'one line\nand another\n21 bytes, 65515 free'
run "char_device-by_hand 'one line'; char_device-by_hand"
gives by_hand $'one line\n9 bytes, 65527 free\none line\n9 bytes, 65527 free'

say "A module by hand: programs see no difference."
run 'insmod /examples/char_device/char_device_by_hand.ko'
go /dev/by_hand
device
run "char_device-by_hand 'one line' 'and another'"
gives by_hand $'one line\nand another\n21 bytes, 65515 free'
go /
run 'rmmod char_device_by_hand'
