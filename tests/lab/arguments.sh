#!/bin/sh
# SPDX-License-Identifier: MIT
# What gangway-lab says to arguments, good and bad.
# shellcheck source-path=SCRIPTDIR source=assert.sh
. "$(dirname "$0")/assert.sh"

for verb in '' kernels fetch build run; do
	# shellcheck disable=SC2086
	expect 0 "$lab" $verb --help
	says out "Example"
done
says out "126  the kernel's log"
expect 2 "$lab"
expect 2 "$lab" frobnicate
says err 'gangway-lab: there is no verb "frobnicate"; there is: kernels, fetch, build, build-kernel, run'
expect 2 "$lab" kernel
says err '(did you mean "kernels"?)'
expect 0 "$lab" --version
[ "$(cat out)" = "gangway-lab $2" ] || fail "another version"
expect 2 "$lab" build
expect 1 "$lab" fetch --kernel 2.4
says err 'there is no kernel "2.4"; known: 6.1-cloud, 6.1-rt, 6.12-cloud, 6.12-rt, 7.3-cloud, 7.3-rt, 6.12-gangway, 6.12-gangway-rt, 6.12-uml, host'
expect 125 "$lab" run
says err "COMMAND"
expect 125 "$lab" run --smp 0 -- true
for seconds in 0 0106400 1s 0x10; do # 0106400 is not octal
	expect 125 "$lab" run --timeout $seconds -- true
	says err "expected a number from 1 to 86400, not $seconds"
done
expect 125 "$lab" run --kernel 2.4 --timeout 08 -- true
says err 'there is no kernel "2.4"'
for variable in HELLO =world; do
	expect 125 "$lab" run --env $variable -- true
	says err "expected NAME=VALUE, not $variable"
done
expect 2 "$lab" kernels -- uname -a
says err "only run takes a command"
expect 125 "$lab" run true
expect 125 "$lab" run --kernel 2.4 -- true
finish
