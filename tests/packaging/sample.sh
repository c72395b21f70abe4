# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# For the tests of what is installed: projects that know nothing else, built as the README says.
# shellcheck disable=SC2154 # `here` and `kernel` are the test's

# What the README says, with what this machine has to add to it.
readme() { # BLOCK
	python3 "$here/../docs/blocks.py" "$here/../.." packaging "$1" || fail "no block $1 in the README"
}
cmake() {
	case $1 in
	-B | -S) command cmake "$@" -DGANGWAY_KERNELS="$kernel" ;;
	*) command cmake "$@" ;;
	esac
}

# Builds the sample by either generator: in the folder itself as the README says, twice, the second
# time with nothing to do; and from outside, by the first of them the modules as well, which take
# their time. It is reached through a link, and asks for the package twice, as two of its folders
# might. Leaves the last one, as the current folder.
build_samples() { # PREFIX
	export PREFIX="$1"
	for generator in Ninja "Unix Makefiles"; do
		export CMAKE_GENERATOR="$generator"
		cd "$scratch" || exit
		rm -rf sample real outside
		cp -r "$here/sample" real
		ln -s real sample
		cd sample || exit
		sed -i 's/^find_package(gangway.*/&\n&/' CMakeLists.txt
		readme build >../lines
		expect 0 . ../lines
		[ -s "$kernel/icmp2.ko" ] || fail "no module, by $generator"
		expect 0 cmake --build build
		grep -e Building -e Configuring out && fail "$generator builds it again, and nothing has changed"
		expect 0 cmake -S . -B ../outside -DCMAKE_PREFIX_PATH="$PREFIX"
		if [ "$generator" = Ninja ]; then
			rm -r "$kernel"
			expect 0 cmake --build ../outside
			[ -s "$kernel/icmp2.ko" ] || fail "no module, from outside"
		else
			expect 0 cmake --build ../outside --target icmp2
		fi
	done
}
