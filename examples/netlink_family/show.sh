#!/bin/bash
# SPDX-License-Identifier: MIT
row 8
load

say "The kernel's own list of families, as iproute2 shows it."
run "genl ctrl list | grep -A 60 'Name: netlink_family'"
matches genl '^Name: netlink_family$'
matches genl 'commands supported'
matches genl '#[0-9]*: *ID-0x[0-9a-f]* *name: entered'

say "Beside it, a program listens."
start netlink_family
gives program '0 in the book'

say "python3-pyroute2 knows the numbers of the headers, and nothing else of Gangway."
if [ -d python ]; then
	run 'PYTHONHOME=/nowhere PYTHONPATH=python ./python3 -SB python/guests.py netlink_family.gw.h genetlink.h'
	gives pyroute2 $'enter: 42, page 1\nrefused: twice, too old, without an age\nmulticast: Ada, page 1\ndump: 1 Ada 36'
	line
	gives program 'Ada entered, page 1'
else
	skip pyroute2 'python3-pyroute2 is not installed'
fi

say "The library: a call, and its refusals in words."
run 'netlink_family Bob 41'
matches program '^hello: page [12]$'
line
matches program '^Bob entered, page [12]$'
run 'netlink_family Bob 41'
refuses program 'that guest is there already'
run 'netlink_family Eve 121'
refuses program 'out of range'

say "The family goes with its module; who listens is told."
run 'rmmod netlink_family'
finish
matches program 'unloaded'
run "genl ctrl list | grep 'Name: netlink_family'"
refuses genl ''
run 'insmod netlink_family.ko'
