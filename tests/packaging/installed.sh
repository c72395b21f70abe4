#!/bin/sh
# SPDX-License-Identifier: MIT
# installed.sh LAB BUILD COMPILER KERNEL: projects that know only what is installed, by CMake and
# by pkg-config, in the lab; and code that is newer than what is installed, which is refused.
# shellcheck source-path=SCRIPTDIR/../lab source=../lab/assert.sh
. "$(dirname "$0")/../lab/assert.sh"
# shellcheck source-path=SCRIPTDIR source=sample.sh
. "$here/sample.sh"
build=$2 compiler=$3 kernel=$4
"$here/../time-left" 'skipped: ' || exit 77
export CXX="$compiler"

"$lab" fetch --kernel "$kernel" >out 2>err ||
	{ echo "skipped: no kernel to try it on: $(tail -n 1 err)"; exit 77; }
for program in cmake pkg-config ninja python3; do
	command -v $program >/dev/null || { echo "skipped: there is no $program"; exit 77; }
done

expect 0 cmake --install "$build" --prefix "$scratch/usr"
if grep -rqIF -e "$(realpath "$here/../..")" -e "$build" usr; then
	fail "what is installed names the folder it was built in"
fi
[ -f usr/lib/udev/rules.d/60-gangway.rules ] || fail "udev would not know of the nodes' groups"
build_samples "$scratch/usr"

# The README's own CMakeLists.txt, in a project that is otherwise the same.
mv icmp2.cpp app.cpp
readme project >CMakeLists.txt
readme build >../lines
expect 0 . ../lines
expect 0 ctest --test-dir build --verbose
says out "packet 5"
says out "icmp2.send: more than 1000 at once (ERANGE)"
cp out "$scratch/transcript"

# A module that the Kbuild does not make.
sed -i 's/MODULES icmp2 USES/USES/' CMakeLists.txt
expect 2 cmake --build build # by make, whose status it is
cat out err | tr -s '\n ' ' ' >../said # which CMake wraps
mv ../said err
says err "gangway_module(icmp2-module …) asks for sample.ko, which the Kbuild in"
says err "does not make. It makes: icmp2."
[ ! -e "$kernel/sample.ko" ] || fail "it made an empty module"

# By pkg-config, as the README says.
PKG_CONFIG_PATH=$(dirname "$(find "$scratch/usr" -name gangway.pc)")
export PKG_CONFIG_PATH
LD_LIBRARY_PATH=$(pkg-config --variable=libdir gangway) || fail "pkg-config does not know gangway"
export LD_LIBRARY_PATH
mkdir ../bin
ln -s "$(command -v "$compiler")" ../bin/g++
PATH=$scratch/bin:$scratch/usr/bin:$PATH
readme by-hand >../lines
expect 0 . ../lines
expect 1 ./app
says err "icmp2: not loaded; try modprobe icmp2"
readme modules-by-hand | sed "s/lab [a-z]*/& --kernel $kernel/" >../lines
expect 0 . ../lines
says out "packet 5"

# A program's generated code that is newer than the headers, and than the library.
refused() { # FLAG…
	# shellcheck disable=SC2046 # a list of words
	g++ -std=c++20 -Igenerated "$@" app.cpp $(pkg-config --cflags --libs gangway) -o refused
}
header=gangway/result.hpp
mkdir -p older/gangway newer/gangway
sed 's/\(runtime_abi = \)[0-9]*/\10/' "$scratch/usr/include/$header" >older/$header
sed 's/\(runtime_abi = \)[0-9]*/\199/' "$scratch/usr/include/$header" >newer/$header
expect 1 refused -Iolder
says err "icmp2.gw.hpp was made for a newer libgangway than the one installed"
expect 0 refused -Inewer
expect 1 ./refused
says err "newer libgangway (runtime 99"
cd ..

# A module's generated code that is newer than provider.h, and than gangway.ko.
cp -r usr/src/gangway-* other
sed -i 's/\(define GW_PROVIDER_ABI\) .*/\1 99/' other/kernel/include/gangway/interface.h
sed -i "s|^include .*|include $scratch/other/kernel/provider.kbuild|" sample/Kbuild
expect 1 "$lab" build sample --kernel "$kernel" --uses sample/build/gangway.ko/kernel
says err "icmp2_kern.gw.h was made for provider ABI"
cat >gen <<EOF
#!/bin/sh
"$scratch/usr/bin/gangway-gen" "\$@" && sed -i '/^#if GW_PROVIDER_ABI/s/[0-9]*\$/99/' "\$3"/*_kern.gw.h
EOF
chmod +x gen
expect 0 "$lab" build sample --kernel "$kernel" --uses sample/build/gangway.ko/kernel \
	--make GANGWAY_GEN="$scratch/gen"
expect 125 "$lab" run --kernel "$kernel" --log log --module "sample/build/gangway.ko/kernel/$kernel/gangway.ko" \
	--module "sample/$kernel/icmp2.ko" -- true
grep -q 'icmp2: made for provider ABI 99, this is' log || fail "gangway.ko does not say why"

cat transcript
finish
