#!/bin/bash
# SPDX-License-Identifier: MIT
row 7
load
board=/sys/class/gangway/netlink_proto/board
tells() { grep -qx "$2" "$1"; }

say "A program that knows the UAPI header alone asks, and the kernel answers it."
run './netlink_proto-bare noop'
gives bare 42

say "The kernel speaks first: to two such programs and one of the library's, in a multicast group."
start './netlink_proto-bare listen'
# shellcheck disable=SC2154 # `start` set both
first=$started first_says=$started_says
matches bare 'after number 0'
start './netlink_proto-bare listen'
dead=$started dead_says=$started_says
start ./netlink_proto
program_says=$started_says
gives program 'noop: 42'
run "echo hello >$board"
for each in "$first_says" "$dead_says" "$program_says"; do
	wait_for tells "$each" '1: hello'
done
check bare "two have heard it" tells "$dead_says" '1: hello'
check program "so has the library's" tells "$program_says" '1: hello'

say "Sockets of protocol 31: in no group the kernel's own, and the library's for its requests."
run "awk '\$2 == 31 { n[\$4]++ } END { for (i = 0; i < 2; i++) print n[\"0000000\" i], \"with group\", i }' /proc/net/netlink"
gives awk $'2 with group 0\n3 with group 1'
group="[ \$(awk '\$2 == 31 && \$4 == \"00000001\"' /proc/net/netlink | wc -l) -eq"

say "An answer goes to who asked, and to nobody else."
run './netlink_proto-bare noop'
gives bare 42

say "One dies; one comes late; one does not read, and its socket is full."
{
	kill -KILL "$dead"
	wait "$dead"
} 2>/dev/null
start './netlink_proto-bare listen'
late_says=$started_says
matches bare 'after number 1'
start './netlink_proto-bare stalled 4096'
stalled=$started stalled_says=$started_says
run "echo 400 >/sys/class/gangway/netlink_proto/times; echo flood >$board"
wait_for tells "$first_says" '401: flood'
wait_for tells "$late_says" '401: flood'
check bare "the first has all of them" [ "$(grep -c flood "$first_says")" -eq 400 ]
check bare "and nothing else but the hello" [ "$(wc -l <"$first_says")" -eq 402 ]
check bare "so has the one that came late, and nothing from before" [ "$(grep -c : "$late_says")" -eq 400 ]
check /proc/net "the dead one has gone, two have come" bash -c "$group 4 ]"
full() { [ "$(awk '$2 == 31 && $9 > 0' /proc/net/netlink | wc -l)" -eq 1 ]; }
check /proc/net "one socket has dropped some" full

say "It reads again. What it has not got it is told: received + lost = sent."
kill -CONT "$stalled"
wait_for grep -q lost "$stalled_says"
run "echo 1 >/sys/class/gangway/netlink_proto/times; echo bye >$board"
wait_for tells "$stalled_says" '402: bye'
got=$(grep -c flood "$stalled_says")
lost=$(awk '/^lost/ { n += $2 } END { print n }' "$stalled_says")
check bare "some flood and the lost ones are 400" [ $((got + lost)) -eq 400 ]

say "Unloading works with all of them listening."
run 'rmmod netlink_proto'
wait_for tells "$first_says" 'gone after 402'
check bare "they are told" tells "$first_says" 'gone after 402'
wait_for tells "$stalled_says" 'gone after 402'
check bare "all of them" tells "$stalled_says" 'gone after 402'
wait_for grep -q 'was unloaded' "$program_says"
check program "the library's, too" grep -q 'was unloaded' "$program_says"
end_of "$first"
