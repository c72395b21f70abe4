#!/bin/sh
# SPDX-License-Identifier: MIT
# A kernel of another suite that cannot be had: no network, none there. apt is a stand-in.
# shellcheck source-path=SCRIPTDIR source=assert.sh
. "$(dirname "$0")/assert.sh"

keyring=/usr/share/keyrings/debian-archive-keyring.gpg
[ -e $keyring ] || { echo "Skipped: there is no $keyring"; exit 77; }
export XDG_CACHE_HOME="$scratch/cache"
PATH="$scratch/bin:$PATH"
mkdir bin

# apt COMMAND: what apt-get and apt-cache do, whose arguments are in $*
apt() {
	printf '#!/bin/sh\necho "$*" >>"%s/asked"\n%s\n' "$scratch" "$1" | tee bin/apt-get >bin/apt-cache
	chmod +x bin/apt-get bin/apt-cache
	: >asked
}

# shellcheck disable=SC2016
apt 'case "$*" in *indextargets*) echo "Debian http://mirror.example/debian/" ;; *update) exit 100 ;; esac'
expect 1 "$lab" fetch --kernel 7.3-cloud
says err "the lists of Debian's trixie-backports could not be read from http://mirror.example/debian/"
grep -q "mirror.example/debian/ trixie main" cache/gangway/apt/trixie-backports/sources.list ||
	fail "libraries of the suite's release are not looked for"
grep -v indextargets asked | grep -qv -e "-c $scratch/cache/gangway/apt/trixie-backports/apt.conf" &&
	fail "the machine's own apt was asked"
expect 1 "$lab" build "$scratch" --kernel 7.3-rt
says err "could not be read"

# Of those that the suite has, the newest of the series and the kind: by version, not by name. The
# metapackage is for another series already, and one of those named cannot be had.
# shellcheck disable=SC2016
apt 'case "$*" in
	*show*linux-image-cloud-amd64) printf "Package: x\nDepends: linux-image-9.1.2-cloud-amd64 (= 9.1.2-1)\n" ;;
	*pkgnames*) printf "linux-image-%s-amd64\n" 7.3.9-cloud 7.3.12-cloud 7.3.10-cloud 7.3.20-rt 7.3.20-cloud-unsigned 7.3.30-cloud ;;
	*show*linux-image-7.3.30-cloud-amd64) ;;
	*show*linux-image-7.3.12-cloud-amd64) printf "Package: x\nVersion: 7.3.12-1~bpo13+1\n" ;;
	*show*linux-image-7.3.*) printf "Package: x\nVersion: %s-2\n" "$(echo "$*" | sed "s/.*image-\([0-9.]*\).*/\1/")" ;;
	esac'
expect 0 "$lab" kernels
says out "7.3-cloud    7.3.12-1~bpo13+1         not cached"
says out "7.3-rt       7.3.20-2                 not cached"

# What its packages need is not all there: apt says what.
# shellcheck disable=SC2016
apt 'case "$*" in
	*indextargets*) echo "Debian http://mirror.example/debian/" ;;
	*show*linux-image-cloud-amd64) printf "Package: x\nDepends: linux-image-7.3.9-cloud-amd64 (= 7.3.9-1)\n" ;;
	*--print-uris*install*) echo "E: Unable to locate package linux-kbuild-7.3" >&2; exit 100 ;;
	esac'
expect 1 "$lab" fetch --kernel 7.3-cloud
says err "apt cannot tell what is needed: E: Unable to locate package linux-kbuild-7.3"

# It has gone on to another series.
# shellcheck disable=SC2016
apt 'case "$*" in *show*linux-image-cloud-amd64)
	printf "Package: x\nDepends: linux-base-x (= 1), linux-image-9.1.2+deb13-cloud-amd64 (= 9.1.2-1)\n" ;; esac'
expect 1 "$lab" fetch --kernel 7.3-cloud
says err "trixie-backports has no kernel 7.3-cloud; the newest there is 9.1.2+deb13-cloud-amd64"
expect 0 "$lab" kernels
says out "7.3-cloud    unknown                  not cached"

# It has no kernels at all.
apt ''
expect 1 "$lab" fetch --kernel 7.3-cloud
says err "trixie-backports has no kernel 7.3-cloud, nor any other of that kind"
finish
