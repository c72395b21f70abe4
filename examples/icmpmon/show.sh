#!/bin/bash
# SPDX-License-Identifier: MIT
row 9
load
run 'ip link set lo up'

heard() { [ "$(grep -c "$2" "$1")" -eq "$3" ]; }
sees_a_ping() {
	ping -c 1 127.0.0.1 >/dev/null
	[ -s "$1" ]
}
listen() { # FILE: a program beside the others, once it hears
	printf '$ icmpmon >%s &\n' "$1"
	icmpmon >"$1" 2>&1 &
	listener=$!
	wait_for sees_a_ping "$1"
}

say "A program registers, and a second one beside it. On lo, requests and replies come in."
listen /tmp/first
first=$listener
listen /tmp/second
second=$listener
run 'ping -c 2 -i 0.2 127.0.0.2'
matches ping '^2 packets transmitted, 2 received, 0% packet loss'
wait_for heard /tmp/first 127.0.0.2 4
wait_for heard /tmp/second 127.0.0.2 4
run "grep 127.0.0.2 /tmp/first"
gives ping $'127.0.0.1 -> 127.0.0.2\n127.0.0.2 -> 127.0.0.1\n127.0.0.1 -> 127.0.0.2\n127.0.0.2 -> 127.0.0.1'
check ping "the second listener takes none of the first's" heard /tmp/second 127.0.0.2 4

say "Ctrl-C ends one, another is killed and begins anew; the rest goes on."
kill -INT "$second"
end_of "$second"
# shellcheck disable=SC2154 # `end_of` set it
check program "it has ended by itself" [ "$status" -eq 0 ]
listen /tmp/third
{
	kill -KILL "$listener"
	end_of "$listener"
} 2>/dev/null
listen /tmp/again
run 'ping -c 1 127.0.0.3 | grep transmitted'
wait_for heard /tmp/first 127.0.0.3 2
wait_for heard /tmp/again 127.0.0.3 2
check ping "the first hears every packet still" heard /tmp/first 127.0.0.3 2
check ping "so does the one that began anew" heard /tmp/again 127.0.0.3 2

say "What cat sees of it."
run 'cat /proc/gangway/icmpmon/talkers | grep -v 127.0.0.1'
gives cat $'saddr packets\n127.0.0.2 2\n127.0.0.3 1'

say "Unloading works with both listening."
run 'rmmod icmpmon'
wait_for grep -q 'was unloaded' /tmp/first
check program "they are told" grep -q 'was unloaded' /tmp/again
end_of "$first"
