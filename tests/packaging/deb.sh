#!/bin/bash
# SPDX-License-Identifier: MIT
# deb.sh LAB BUILD CPACK KERNEL: the Debian packages, installed by dpkg under a folder that has this
# machine's list of packages, so that what they depend on is checked; and what DKMS is told to do.
# shellcheck source-path=SCRIPTDIR/../lab source=../lab/assert.sh
. "$(dirname "$0")/../lab/assert.sh"
# shellcheck source-path=SCRIPTDIR source=sample.sh
. "$here/sample.sh"
build=$2 cpack=$3 kernel=$4
"$here/../time-left" 'skipped: ' || exit 77

for program in dpkg dpkg-deb dpkg-shlibdeps cmake ninja python3; do
	command -v $program >/dev/null || { echo "skipped: there is no $program"; exit 77; }
done
[ "$(id -u)" -eq 0 ] || { echo "skipped: dpkg installs as root only"; exit 77; }

expect 0 "$cpack" --config "$build/CPackConfig.cmake" -B "$scratch/packages"
deb() { echo packages/"$1"_*.deb; }
for package in packages/*.deb; do
	dpkg-deb --info "$package" | grep -E '^ (Package|Version|Architecture|Depends):'
done

mkdir -p root/var/lib/dpkg/{info,updates,triggers}
cp /var/lib/dpkg/status root/var/lib/dpkg/
cp --attributes-only /var/lib/dpkg/info/*.list root/var/lib/dpkg/info/
mkdir fake # in which the packages' scripts run, and leave this machine alone
ln -s /bin/true fake/ldconfig
install_packages() {
	PATH=$scratch/fake:$PATH dpkg --root="$scratch/root" --force-script-chrootless --install "$@"
}
expect 1 install_packages "$(deb gangway)"
says err "depends on libgangway"
expect 0 install_packages packages/libgangway*.deb "$(deb gangway)" "$(deb gangway-source)"
expect 0 root/usr/bin/gangway carriers
says out "ioctl"
expect 0 root/usr/bin/gangway lab --help
for page in man/man1/gangway.1 man/man1/gangway-gen.1 man/man1/gangway-lab.1 \
	doc/gangway/README.md doc/gangway/docs/language.md bash-completion/completions/gangway zsh/site-functions/_gangway \
	fish/vendor_completions.d/gangway.fish; do
	[ -s root/usr/share/$page ] || fail "no $page"
done

# DKMS: it is depended on, and what it is told builds the module and keeps its symbols.
dpkg-deb --field "$(deb gangway-dkms)" Depends >out
says out "dkms, gangway-source"
dpkg-deb --extract "$(deb gangway-dkms)" root
source=$(realpath root/usr/src/gangway-*)
if ! "$lab" fetch --kernel "$kernel" >out 2>err; then
	echo "skipped: no kernel to build gangway.ko for: $(tail -n 1 err)"
	[ "$failures" -eq 0 ] || exit 1
	exit 77
fi
# shellcheck disable=SC2034 # DKMS gives its configuration these
kernel_source_dir=$(echo "$(cut -d ' ' -f 3 out)"/usr/src/linux-headers-*-amd64) \
	dkms_tree=$scratch/dkms kernelver=$kernel arch=x86_64
# shellcheck disable=SC1091
. "$source/dkms.conf"
tree=$dkms_tree/$PACKAGE_NAME/$PACKAGE_VERSION
mkdir -p "$tree/$kernelver/$arch/module"
cp -r "$source" "$tree/build"
expect 0 eval "${MAKE[0]}"
[ -s "$tree/build/${BUILT_MODULE_LOCATION[0]}/${BUILT_MODULE_NAME[0]}.ko" ] || fail "no module"
cd "$tree/build" || exit 1
# shellcheck disable=SC2086 # as DKMS runs it
expect 0 $POST_BUILD
grep -q gw_register "$tree/$kernelver/$arch/module/gangway.symvers" || fail "no symbols kept"

# With them projects are built.
cd "$scratch" || exit 1
build_samples "$scratch/root/usr"
finish
