#!/bin/sh
# SPDX-License-Identifier: MIT
# deb.sh LAB BUILD CPACK: the Debian packages, unpacked and configured in a folder of their own.
# shellcheck source-path=SCRIPTDIR/../lab source=../lab/assert.sh
. "$(dirname "$0")/../lab/assert.sh"
build=$2 cpack=$3

for program in dpkg dpkg-deb dpkg-shlibdeps; do
	command -v $program >/dev/null || { echo "skipped: there is no $program"; exit 77; }
done
expect 0 "$cpack" --config "$build/CPackConfig.cmake" -B "$scratch/packages"
cat out
