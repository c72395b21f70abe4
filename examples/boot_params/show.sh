#!/bin/bash
# SPDX-License-Identifier: MIT
row 17
object=/sys/class/gangway/boot_params

run "grep -o ' boot_params.*' /proc/cmdline"
if [ -d $object ]; then
	say "It is built into this kernel, which gave it these long before init."
	skip modprobe "nothing is left to load"
else
	say "It is a module here: the kernel leaves these to modprobe, which finds them as well."
	modules=/tmp/modules/lib/modules/$(uname -r)
	mkdir -p "$modules"
	for module in /examples/boot_params/boot_params.ko /examples/gangway.ko; do
		# Room for another copy may be lacking: with what it says of itself for debuggers one is large.
		[ ! -e $module ] || ln $module "$modules" 2>/dev/null || cp $module "$modules"
	done
	touch "$modules/modules.order" "$modules"/modules.builtin{,.modinfo}
	depmod -b /tmp/modules "$(uname -r)"
	run "modprobe -d /tmp/modules boot_params"
	gives modprobe ''
fi
run "dmesg | grep -o ' boot_params: .*'"
gives dmesg " boot_params: list[0]: 100
 boot_params: list[1]: 200
 boot_params: list[2]: 300
 boot_params: list[3]: 400
 boot_params: number: 1234
 boot_params: label: two words
 boot_params: secret: 9"

say "Another carrier shows them, of those that it carries."
run "cd $object && grep . number list label"
gives grep $'number:1234\nlist:100,200,300,400\nlabel:two words'
run "cat $object/secret"
refuses cat 'No such file or directory'
run "./boot_params"
gives program '1234; 100, 200, 300, 400; two words'
