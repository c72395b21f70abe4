#!/bin/sh
# SPDX-License-Identifier: MIT
# installed.sh LAB BUILD COMPILER KERNEL: a project that knows only what is installed, by CMake and
# by pkg-config, in the lab; and code that is newer than what is installed, which is refused.
# shellcheck source-path=SCRIPTDIR/../lab source=../lab/assert.sh
. "$(dirname "$0")/../lab/assert.sh"
build=$2 compiler=$3 kernel=$4

"$lab" fetch --kernel "$kernel" >out 2>err ||
	{ echo "skipped: no kernel to try it on: $(tail -n 1 err)"; exit 77; }
for program in cmake pkg-config ninja; do
	command -v $program >/dev/null || { echo "skipped: there is no $program"; exit 77; }
done

expect 0 cmake --install "$build" --prefix "$scratch/usr"
if grep -rqIF -e "$(realpath "$here/../..")" -e "$build" usr; then
	fail "what is installed names the folder it was built in"
fi
cp -r "$here/sample" project

# By CMake, in an empty folder; and the lab boots a kernel.
expect 0 cmake -S project -B made -G Ninja -DCMAKE_PREFIX_PATH="$scratch/usr" \
	-DCMAKE_CXX_COMPILER="$compiler" -DGANGWAY_KERNELS="$kernel"
expect 0 cmake --build made
expect 0 ctest --test-dir made --verbose
says out "packet 5"
says out "icmp2.send: more than 1000 at once (ERANGE)"
cp out transcript

# By pkg-config: one line for the description, one for the program.
PKG_CONFIG_PATH=$(dirname "$(find usr -name gangway.pc)")
PKG_CONFIG_PATH=$(realpath "$PKG_CONFIG_PATH")
export PKG_CONFIG_PATH
LD_LIBRARY_PATH=$(pkg-config --variable=libdir gangway) || fail "pkg-config does not know gangway"
export LD_LIBRARY_PATH
program() { # OUTPUT FLAG…: the one line
	output=$1
	shift
	# shellcheck disable=SC2046 # a list of words
	"$compiler" -std=c++20 "$@" -Iby-hand project/icmp2.cpp -o "$output" \
		$(pkg-config --cflags --libs gangway)
}
expect 0 usr/bin/gangway gen project/icmp2.yaml --out by-hand
expect 0 program icmp2
expect 1 ./icmp2
says err "icmp2: not loaded; try modprobe icmp2"

# A program's generated code that is newer than the headers, and than the library.
header=gangway/result.hpp
mkdir -p older/gangway newer/gangway
sed 's/\(runtime_abi = \)[0-9]*/\10/' usr/include/$header >older/$header
sed 's/\(runtime_abi = \)[0-9]*/\199/' usr/include/$header >newer/$header
expect 1 program refused -Iolder
says err "icmp2.gw.hpp was made for a newer libgangway than the one installed"
expect 0 program refused -Inewer
expect 1 ./refused
says err "newer libgangway (runtime 99"

# A module's generated code that is newer than provider.h, and than gangway.ko.
cp -r usr/src/gangway-* other
sed -i 's/\(define GW_PROVIDER_ABI\) .*/\1 99/' other/kernel/include/gangway/provider.h
sed -i "s|^include .*|include $scratch/other/kernel/provider.kbuild|" project/Kbuild
expect 1 "$lab" build project --kernel "$kernel" --uses made/gangway.ko/kernel
says err "icmp2_kern.gw.h was made for provider ABI"
cat >gen <<EOF
#!/bin/sh
"$scratch/usr/bin/gangway-gen" "\$@" && sed -i '/^#if GW_PROVIDER_ABI/s/[0-9]*\$/99/' "\$3"/*_kern.gw.h
EOF
chmod +x gen
expect 0 "$lab" build project --kernel "$kernel" --uses made/gangway.ko/kernel \
	--make GANGWAY_GEN="$scratch/gen"
expect 125 "$lab" run --kernel "$kernel" --log log --module "made/gangway.ko/kernel/$kernel/gangway.ko" \
	--module "project/$kernel/icmp2.ko" -- true
grep -q 'icmp2: made for provider ABI 99, this is' log || fail "gangway.ko does not say why"

cat transcript
finish
