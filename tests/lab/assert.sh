# SPDX-License-Identifier: MIT
# shellcheck shell=sh
# For the tests in shell: a scratch folder that is the current one, and `expect`.
# shellcheck disable=SC2034
set -u
here=$(cd "$(dirname "$0")" && pwd)
lab=$(realpath "$1")
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1
failures=0

# expect STATUS COMMAND…: runs it into the files out and err
expect() {
	expected=$1
	shift
	"$@" >out 2>err
	status=$?
	[ "$status" -eq "$expected" ] || fail "status $status instead of $expected: $*"
}

# says FILE TEXT: the text is in out or err of the last command
says() {
	grep -qF -e "$2" "$1" || fail "\"$2\" is not in its std$1"
}

fail() {
	failures=$((failures + 1))
	echo "FAILED: $1"
	sed 's/^/    /' err
}

finish() {
	[ "$failures" -eq 0 ] || exit 1
	echo "all as expected"
}
