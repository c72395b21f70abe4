#!/bin/sh
# SPDX-License-Identifier: MIT
# Who waits for a kernel of our own to be built is told how far it is. make is a stand-in, which goes on
# until that was said; so is the kernel's source.
# shellcheck source-path=SCRIPTDIR source=assert.sh
. "$(dirname "$0")/assert.sh"

export scratch XDG_CACHE_HOME="$scratch/cache"
tree=cache/gangway/source/6.12,6.12.1-1
mkdir -p bin $tree/drivers
touch $tree/drivers/Kconfig $tree/drivers/Makefile

cat >bin/make <<'EOS'
#!/bin/sh
for argument; do
	case $argument in
	O=*) built=${argument#O=} ;;
	allnoconfig) exit ;;
	esac
done
tries=60
until grep -q 'files made in' "$scratch/err"; do
	[ $((tries -= 1)) -gt 0 ] || exit 1
	echo "  CC      file$tries.o"
	sleep 1
done
mkdir -p "$built/include/config" "$built/scripts/mod"
echo 6.12.1 >"$built/include/config/kernel.release"
printf '\nCONFIG_UML=y\n' >"$built/.config"
touch "$built/linux" "$built/Module.symvers" "$built/scripts/mod/modpost"
EOS
for tool in gangway-gen flex bison bc; do
	printf '#!/bin/sh\n' >bin/$tool
done
chmod +x bin/*
PATH="$scratch/bin:$PATH"

expect 0 "$lab" build-kernel 6.12-uml
says err "building kernel 6.12-uml (6.12.1-1); this takes minutes"
grep -Eqx 'gangway-lab: 6.12-uml: [1-9][0-9]* files made in [0-9]+ s' err || fail "no progress is told"
says out "/gangway/kernels/6.12-uml/build/linux"
expect 0 "$lab" build-kernel 6.12-uml # which it is already
grep -q 'files made' err && fail "it is built again"
finish
