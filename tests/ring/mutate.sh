#!/bin/sh
# SPDX-License-Identifier: MIT
# mutate.sh FILE SED-SCRIPT OUTPUT: a copy with one thing broken. It is an
# error if the script changes nothing: the code has moved away from it.
set -eu
mkdir -p "$(dirname "$3")"
sed -f "$2" "$1" >"$3"
if cmp -s "$1" "$3"; then
	echo "$0: $2 changes nothing in $1" >&2
	rm -f "$3"
	exit 1
fi
