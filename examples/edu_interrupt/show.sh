#!/bin/bash
# SPDX-License-Identifier: MIT
row 6
load
if [ ! -e /sys/bus/pci ]; then
	for witness in interrupts program dd; do
		skip $witness "there is no such device: this kernel has no PCI"
	done
	return
fi

count="awk '/edu_interrupt/ { for (i = 2; \$i ~ /^[0-9]+\$/; i++) n += \$i } END { print n }' /proc/interrupts"
run "$count"
gives interrupts 0

say "The device computes, and raises an interrupt, which hands the result to the program."
for carrier in ring signal chardev; do
	run "edu_interrupt 5 $carrier"
	gives program $'the interrupt: 5! = 120\nthe tasklet: 120\nthe timer: 120'
done
run "$count"
gives interrupts 3

say "Whoever reads the device waits for the interrupt."
start "bash -c 'echo reading; exec dd if=/dev/gangway/edu_interrupt of=item bs=64 count=1 status=none'"
wait_for grep -q '^0 ' "/proc/${started:?}/syscall"
run 'edu_interrupt 6 ring'
gives program $'the interrupt: 6! = 720\nthe tasklet: 720\nthe timer: 720'
finish
run 'od -A n -t u4 -j 24 -N 4 item'
matches dd ' 720$'
run "$count"
gives interrupts 4

say "What the device cannot is refused before it is asked."
run 'edu_interrupt 13 ring'
refuses program 'more than 12'
