#!/bin/bash
# SPDX-License-Identifier: MIT
row 8
load

say "The kernel's own list of families, as iproute2 shows it."
run "genl ctrl list | grep -A 60 'Name: netlink_family'"
matches genl '^Name: netlink_family$'
matches genl 'commands supported'
matches genl '#[0-9]*: *ID-0x[0-9a-f]* *name: entered'
matches genl '#[0-9]*: *ID-0x[0-9a-f]* *name: welcome'

say "Two programs listen."
start netlink_family
gives program '0 in the book'
# shellcheck disable=SC2154 # `start` set both
other=$started other_says=$started_says
start netlink_family
gives program '0 in the book'

say "The library: a call, and its refusals in words. Both listeners are told."
run 'netlink_family Bob 41'
matches program '^hello: page 1$'
line
gives program 'Bob entered, page 1'
wait_for grep -qx 'Bob entered, page 1' "$other_says"
check program "so is the other" grep -qx 'Bob entered, page 1' "$other_says"
run 'netlink_family Bob 41'
refuses program 'that guest is there already'
run 'netlink_family Eve 121'
refuses program 'out of range'

say "One is killed. python3-pyroute2, which knows no more than the numbers of the headers, listens twice: once with little room."
{
	kill -KILL "$other"
	end_of "$other"
} 2>/dev/null
if [ -d python ]; then
	run 'PYTHONHOME=/nowhere PYTHONPATH=python ./python3 -SB python/guests.py netlink_family.gw.h genetlink.h'
	matches pyroute2 '^enter: 42, page 2$'
	matches pyroute2 '^refused: twice, too old, without an age$'
	matches pyroute2 '^multicast: Ada, page 2$'
	matches pyroute2 '^dump: 1 Bob 41, 2 Ada 36$'
	matches pyroute2 '^stalled: [1-9][0-9]* received and [1-9][0-9]* lost make 20$'
	line
	gives program 'Ada entered, page 2'
	wait_for grep -qx 'guest 19 entered, page 22' "$started_says"
	check program "the first has all of them, too" [ "$(grep -c '^guest' "$started_says")" -eq 20 ]
else
	skip pyroute2 'python3-pyroute2 is not installed'
fi

say "The family goes with its module; who listens is told."
run 'rmmod netlink_family'
finish
matches program 'unloaded'
run "genl ctrl list | grep 'Name: netlink_family'"
refuses genl ''
run 'insmod netlink_family.ko'
