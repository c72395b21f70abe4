#!/bin/sh
# SPDX-License-Identifier: MIT
# functions.sh CMAKE-FOLDER: what the CMake functions make of right and wrong calls. Nothing is built.
set -eu
folder=$1
here=$(cd "$(dirname "$0")" && pwd)
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
mkdir mine other empty
touch mine/Kbuild other/Kbuild
failed=0

# Configures a project with these lines; says what CMake says, on one line.
configure() { # LINE…
	{
		cat <<EOF
cmake_minimum_required(VERSION 3.25)
project(app LANGUAGES NONE)
enable_testing()
foreach(program lab gen)
  add_executable(gangway::\${program} IMPORTED)
  set_target_properties(gangway::\${program} PROPERTIES IMPORTED_LOCATION /bin/true)
endforeach()
include($folder/GangwayGenerate.cmake)
include($folder/GangwayModule.cmake)
gangway_module(kernel-gangway other MODULES gangway)
gangway_module(mine mine USES kernel-gangway)
EOF
		printf '%s\n' "$@"
	} >CMakeLists.txt
	rm -rf build
	cmake -S . -B build -DGANGWAY_KERNELS='6.1-rt;6.12-cloud' >out 2>&1 && status=0 || status=$?
	tr -s '\n ' ' ' <out >said
}
refused() { # WORDS LINE…
	words=$1
	shift
	configure "$@"
	if [ "$status" = 0 ] || ! grep -qF -e "$words" said; then
		echo "$*: does not say: $words"
		cat out
		failed=1
	fi
}

refused "it takes MODULES, COMMAND, PARAMETERS, FILES, DEVICES, MEMORY, TIMEOUT and KERNELS, not MODULE" \
	"gangway_lab_test(t MODULE mine COMMAND true)"
refused "COMMAND is missing" "gangway_lab_test(t MODULES kernel-gangway mine)"
refused "your is no target of gangway_module() before it; those are: kernel-gangway;mine" \
	"gangway_lab_test(t MODULES your COMMAND true)"
refused "mine USES kernel-gangway, which must be loaded before it" \
	"gangway_lab_test(t MODULES mine COMMAND true)"
refused "6.13-cloud is none of GANGWAY_KERNELS" \
	"gangway_lab_test(t MODULES kernel-gangway mine COMMAND true KERNELS 6.13-cloud)"
refused "PARAMETERS are MODULE.NAME=VALUE, of a module that it loads, and yours.depth=4 is not" \
	"gangway_lab_test(t MODULES kernel-gangway mine COMMAND true PARAMETERS yours.depth=4)"
refused "empty has no Kbuild" "gangway_module(empty empty)"
grep -qF "$(tail -n 1 "$here/sample/Kbuild")" out || failed=1
refused "it takes ALL, MODULES and USES, not USE" "gangway_module(b mine USE kernel-gangway)"
refused "nothing is no target of gangway_module() before it" "gangway_module(b mine USES nothing)"
refused "there is no target app" "gangway_generate(app app.yaml)"
refused "there is no $scratch/app.yaml" "add_custom_target(app)" "gangway_generate(app app.yaml)"
for name in other '"other"' "'other' # mine"; do
	printf 'doc: of\ninterface: %s\n' "$name" | tee other.yaml >wrong.yaml
	refused "$scratch/wrong.yaml describes the interface other: a description is named as its interface, other.yaml" \
		"add_custom_target(app)" "gangway_generate(app wrong.yaml)"
	configure "add_library(app OBJECT other.yaml)" "gangway_generate(app other.yaml)"
	[ "$status" = 0 ] || { cat out; failed=1; }
done

configure "gangway_lab_test(t MODULES kernel-gangway mine COMMAND ./run it KERNELS 6.1-rt
  PARAMETERS mine.depth=4 mine.name=a FILES data:/data MEMORY 512 TIMEOUT 60)"
expected='"run" "--kernel" "6.1-rt" "--memory" "512" "--timeout" "60" "--file" "data:/data" "--module"'
expected="$expected \"$scratch/other/6.1-rt/gangway.ko\" \"--module\""
expected="$expected \"$scratch/mine/6.1-rt/mine.ko depth=4 name=a\" \"--\" \"./run\" \"it\""
if [ "$status" != 0 ] || ! grep -qF -e "$expected" build/CTestTestfile.cmake; then
	cat out build/CTestTestfile.cmake
	failed=1
fi
grep -q 6.12-cloud build/CTestTestfile.cmake && failed=1

# What a project has set before is taken, the first time and later, whatever policies it asks for.
cat >CMakeLists.txt <<EOF
cmake_minimum_required(VERSION 3.20)
project(app LANGUAGES NONE)
set(GANGWAY_KERNELS 6.1-rt)
set(GANGWAY_PROVIDERS mine other)
include($folder/GangwayModule.cmake)
message("kernels: \${GANGWAY_KERNELS}, providers: \${GANGWAY_PROVIDERS}")
EOF
rm -rf build
for time in first second; do
	cmake -S . -B build >out 2>&1 || failed=1
	grep -qxF "kernels: 6.1-rt, providers: mine;other" out ||
		{ echo "what a project has set is not taken the $time time"; cat out; failed=1; }
done
exit $failed
