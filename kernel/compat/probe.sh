#!/bin/sh
# SPDX-License-Identifier: GPL-2.0-only
#
# probe.sh OUTPUT PROBES COMPILER... - asks a kernel what it has.
#
# Compiles each PROBES/*.c with GW_PROBE=1 and with GW_PROBE=0, and writes
# "#define GW_HAVE_<NAME> 1" or 0 to OUTPUT, by which of the two compiled. When
# both did or neither, the probe itself is wrong: says why, and fails.
set -eu

output=$1 probes=$2
shift 2
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

try() {
	"$@" -DGW_PROBE="$form" -Wno-error \
		-Werror=implicit-function-declaration \
		-Werror=incompatible-pointer-types -Werror=discarded-qualifiers \
		-c "$probe" -o "$work/probe.o" >"$work/$form" 2>&1
}

for probe in "$probes"/*.c; do
	name=$(basename "$probe" .c | tr '[:lower:]' '[:upper:]')
	form=1; if try "$@"; then new=1; else new=0; fi
	form=0; if try "$@"; then old=1; else old=0; fi
	if [ $new = $old ]; then
		echo "$probe: of its two forms, exactly one should compile (new: $new, old: $old)" >&2
		cat "$work/1" "$work/0" >&2
		exit 1
	fi
	echo "#define GW_HAVE_$name $new" >>"$work/probed.h"
done
mv "$work/probed.h" "$output"
