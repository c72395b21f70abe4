#!/bin/sh
# SPDX-License-Identifier: MIT
# gangway-lab run on a User-Mode Linux kernel keeps the same promises as on QEMU. GANGWAY_UML_TREE may
# name a built tree; without it, 6.12-uml is taken if it was built.
# shellcheck source-path=SCRIPTDIR source=assert.sh
. "$(dirname "$0")/assert.sh"

# The tree of 6.12-uml: by its name, the lab would tell of others who build kernels, on standard error.
kernel=${GANGWAY_UML_TREE:-${XDG_CACHE_HOME:-${HOME-}/.cache}/gangway/kernels/6.12-uml/build}
if [ ! -e "$kernel/Module.symvers" ]; then
	echo "Skipped: GANGWAY_UML_TREE is not set, and 6.12-uml is not built"
	exit 77
fi
cp -r "$here/misbehave" .
"$lab" build misbehave --kernel "$kernel" >out 2>err || { fail "cannot build"; finish; }
bad=$(grep '\.ko$' out)
run() {
	expected=$1
	shift
	expect "$expected" "$lab" run --kernel "$kernel" --log log "$@"
}

# The command's own end: arguments, variables, directory, both outputs, background processes.
head -c 1048576 /dev/urandom >bytes
cat >command.sh <<'EOS'
#!/bin/sh
[ "$1" = "a  b" ] && [ "$2" = "" ] && [ "$3" = "--" ] || exit 4
[ "$HELLO" = world ] || exit 5
grep -q '^misbehave ' /proc/modules || exit 6
grep -q ' lab_test=1' /proc/cmdline || exit 7
cat bytes
cat bytes >/dev/stderr
sleep 1000 &
exit 42
EOS
chmod +x command.sh
run 42 --module "$bad" --file bytes --env HELLO=world --append "lab_test=1 quiet" \
	-- ./command.sh 'a  b' '' --
cmp out bytes || fail "standard output was changed"
cmp err bytes || fail "standard error was changed"
grep -q 'gangway-lab: end' log || fail "the log is not kept"
# shellcheck disable=SC2016
run 137 --smp 4 --tcg -- sh -c 'kill -9 $$'

# Not even started.
run 127 -- nonexistent
echo text >not-a-program
chmod +x not-a-program
run 127 -- ./not-a-program
says err "cannot be executed"
run 125 --module "$bad how=refuse" -- true
says err "misbehave.ko: No such device"
run 125 --icount -- true
says err "--icount needs QEMU"
run 125 --device edu -- true
says err "--device edu needs QEMU"

# A machine that cannot run it, or has no room where the memory usually is.
expect 124 "$here/without_ptrace" "$lab" run --kernel "$kernel" --log log -- true
says err "User-Mode Linux needs ptrace, which is not allowed here (Operation not permitted)"
elsewhere() { # STATUS OPTIONS-OF-/dev/shm COMMAND…
	expected=$1 options=$2
	shift 2
	# shellcheck disable=SC2016
	expect "$expected" unshare --map-root-user --mount sh -c \
		'mount -t tmpfs -o "$0" none /dev/shm && exec "$@"' "$options" \
		env "XDG_CACHE_HOME=$cache" "$lab" run --kernel "$kernel" --log "$scratch/log" -- "$@"
}
cache=$scratch
if unshare --map-root-user --mount true 2>/dev/null; then
	elsewhere 0 size=16m sh -c 'head -c 67108864 /dev/zero >/tmp/zeros'
	elsewhere 0 noexec true
	cache=/dev/shm
	elsewhere 124 noexec true
	says err "finds no room for a guest's 512 MiB of memory"
	says err "/dev/shm: it is mounted noexec"
else
	echo "without small or noexec folders: no user namespaces here"
fi

# The kernel's log.
run 126 --module "$bad how=warn" -- true
says err "WARNING: CPU"
says err "the command itself ended with 0"
run 126 --module "$bad how=oops" -- true
says err "Kernel panic"
grep -q 'trying once more' err && fail "a module's crash was excused"
run 126 -- sh -c 'echo c >/proc/sysrq-trigger'
says err "died during the command"
run 126 -- sh -c 'dmesg -n 1'
says err "is truncated"

# The guest itself.
run 125 --append "rdinit=/nonexistent init=/nonexistent" -- true
says err "trying once more"
says err "died before it was up"
run 125 --timeout 5 -- sleep 1000
says err "did not finish in time"
run 125 --silence 5 -- sh -c 'echo up; sleep 1000'
says out "up"
grep -q 'Show Blocked State' log || fail "the log does not say who is blocked"

# Whoever ends the lab, and however, ends all of the guest's processes.
guest() {
	pgrep -f "mem=512M .*lab_test=$$" >/dev/null
}
for signal in TERM KILL; do
	"$lab" run --kernel "$kernel" --log log --append "lab_test=$$" -- sh -c 'echo up; sleep 1000' >out 2>err &
	job=$!
	tail -n +1 -f --pid=$job out | grep -q up
	# pgrep goes over /proc while processes come and go, and may miss one.
	tries=100
	until guest || [ $((tries -= 1)) -eq 0 ]; do
		sleep 0.1
	done
	[ $tries -gt 0 ] || fail "no guest is seen"
	kill -$signal $job
	wait $job
	tries=600
	while guest && [ $((tries -= 1)) -gt 0 ]; do
		sleep 0.1
	done
	guest && fail "SIG$signal left processes behind"
done
finish
