#!/bin/bash
# SPDX-License-Identifier: MIT
row 21
load
go /sys/class/gangway/uevent_alerts

say "An event is a uevent of the interface's device: udev and every listener receive it."
start "udevadm monitor --kernel --property"
# shellcheck disable=SC2154 # `start` set it
wait_for grep -q '^KERNEL - ' "$started_says"
run 'echo 95 >temperature'
wait_for grep -q '^GW_LIMIT=' "$started_says"
for line in ACTION=change GANGWAY_EVENT=overheated GW_TEMPERATURE=95 GW_LIMIT=90; do
	check udevadm "$line" grep -qx "$line" "$started_says"
done
kill "${started:?}"

say "A program receives the record as a struct."
start uevent_alerts
run 'echo 90 >temperature; echo 120 >temperature'
line
gives program '120 C is above 90 C'
run 'rmmod uevent_alerts'
finish
matches program 'the module was unloaded'
