#!/bin/bash
# SPDX-License-Identifier: MIT
row 7
load
tells() { grep -qx "$2" "$1"; }

# What bare programs see of a protocol; of its listeners, so many are not theirs.
protocol() { # NUMBER FOLDER LISTENERS
	local bare="./netlink_proto-bare${4:+ $4}" others=$3
	local in_group="\$2 == $1 && \$4 == \"00000001\""

	say "A program that shares nothing with Gangway, no header either, asks, and the kernel answers it."
	run "$bare noop"
	gives bare 42

	say "The kernel speaks first: to each such program in a multicast group."
	start "$bare listen"
	# shellcheck disable=SC2154 # `start` set both
	first=$started first_says=$started_says
	matches bare 'after number 0'
	start "$bare listen"
	local dead=$started dead_says=$started_says
	run "echo hello >$2/board"
	wait_for tells "$first_says" '1: hello'
	wait_for tells "$dead_says" '1: hello'
	check bare "two have heard it" tells "$dead_says" '1: hello'
	run "awk '$in_group' /proc/net/netlink | wc -l"
	gives awk $((2 + others))

	say "An answer goes to who asked, and to nobody else."
	run "$bare noop"
	gives bare 42

	say "One dies; one comes late; one does not read, and its socket is full."
	{
		kill -KILL "$dead"
		wait "$dead"
	} 2>/dev/null
	start "$bare listen"
	late=$started
	local late_says=$started_says
	matches bare 'after number 1'
	start "$bare stalled 4096"
	stalled=$started stalled_says=$started_says
	run "echo 400 >$2/times; echo flood >$2/board"
	wait_for tells "$first_says" '401: flood'
	wait_for tells "$late_says" '401: flood'
	check bare "the first has all of them" [ "$(grep -c flood "$first_says")" -eq 400 ]
	check bare "and nothing else but the hello" [ "$(wc -l <"$first_says")" -eq 402 ]
	check bare "so has the one that came late, and nothing from before" [ "$(grep -c : "$late_says")" -eq 400 ]
	check /proc/net "the dead one has gone, two have come" \
		[ "$(awk "$in_group" /proc/net/netlink | wc -l)" -eq $((3 + others)) ]
	check /proc/net "one socket has dropped some" \
		[ "$(awk "$in_group && \$9 > 0" /proc/net/netlink | wc -l)" -eq 1 ]

	say "It reads again. What it has not got it is told: received + lost = sent."
	kill -CONT "$stalled"
	wait_for grep -q lost "$stalled_says"
	run "echo 1 >$2/times; echo bye >$2/board"
	wait_for tells "$stalled_says" '402: bye'
	local got lost
	got=$(grep -c flood "$stalled_says")
	lost=$(awk '/^lost/ { n += $2 } END { print n }' "$stalled_says")
	check bare "some flood and the lost ones are 400" [ $((got + lost)) -eq 400 ]
}

say "A program of the library's asks, and listens."
start ./netlink_proto
program_says=$started_says
gives program 'noop: 42'
protocol 31 /sys/class/gangway/netlink_proto 1
wait_for tells "$program_says" '402: bye'
check program "the library's has heard all of it" \
	[ "$(grep -c -e 'hello$' -e 'flood$' -e 'bye$' "$program_says")" -eq 402 ]

say "Unloading works with all of them listening."
run 'rmmod netlink_proto'
wait_for tells "$first_says" 'gone after 402'
check bare "they are told" tells "$first_says" 'gone after 402'
wait_for tells "$stalled_says" 'gone after 402'
check bare "all of them" tells "$stalled_says" 'gone after 402'
wait_for grep -q 'was unloaded' "$program_says"
check program "the library's, too" grep -q 'was unloaded' "$program_says"
end_of "$first"

say "The same by hand: the C program sees no difference."
run 'insmod netlink_proto_by_hand.ko'
protocol 30 /sys/kernel/netlink_proto_by_hand 0 '-p 30'

say "But that it can be unloaded only when nobody has a socket."
run 'rmmod netlink_proto_by_hand'
refuses rmmod 'in use'
kill "$first" "$late" "$stalled"
end_of "$first"
end_of "$late"
end_of "$stalled"
run 'rmmod netlink_proto_by_hand'
