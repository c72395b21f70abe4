#!/bin/sh
# SPDX-License-Identifier: MIT
# gangway-lab run on a real kernel: every way in which a run can end.
# shellcheck source-path=SCRIPTDIR source=assert.sh
. "$(dirname "$0")/assert.sh"
"$here/../time-left" 'skipped: ' || exit 77

command -v qemu-system-x86_64 >/dev/null || { echo "Skipped: qemu-system-x86_64 is not installed"; exit 77; }
cp -r "$here/misbehave" .
"$lab" build misbehave --kernel 6.12-cloud --kernel 6.1-cloud >out 2>err || { fail "cannot build"; finish; }
bad=misbehave/6.12-cloud/misbehave.ko
run() {
	expected=$1
	shift
	expect "$expected" "$lab" run --log log "$@"
}

# The command's own end. One boot: arguments, directory, both outputs, background processes.
head -c 1048576 /dev/urandom >bytes
cat >command.sh <<'EOF'
#!/bin/sh
[ "$1" = "a  b" ] && [ "$2" = "" ] && [ "$3" = "--" ] || exit 4
[ "$HELLO" = world ] || exit 5
grep -q '^misbehave ' /proc/modules && grep -q '^veth ' /proc/modules || exit 6
cat bytes
cat bytes >/dev/stderr
sleep 1000 &
exit 42
EOF
chmod +x command.sh
run 42 --module $bad --module veth --file bytes --env HELLO=world -- ./command.sh 'a  b' '' --
cmp out bytes || fail "standard output was changed"
cmp err bytes || fail "standard error was changed"
grep -q 'gangway-lab: end' log || fail "the log is not kept"
run 0 -- true
# shellcheck disable=SC2016
run 137 -- sh -c 'kill -9 $$'

# shellcheck disable=SC2016,SC2046
run 0 -- sh -c '[ $# -eq 5000 ]' sh $(seq 5000)

# shellcheck disable=SC2016
run 0 --device edu -- sh -c 'grep -q 0x1234 /sys/bus/pci/devices/*/vendor && grep -q 0x11e8 /sys/bus/pci/devices/*/device'
run 125 --device no_such_device -- true
says err "no_such_device"

# A library in a folder of LD_LIBRARY_PATH, which is named by way of one that only this machine has.
mkdir -p libraries/on_the_way
echo 'int seven(void) { return 7; }' | cc -shared -fPIC -x c -o libraries/libseven.so -
echo 'int seven(void); int main(void) { return seven(); }' | cc -x c -o seven - -Llibraries -lseven
LD_LIBRARY_PATH=$PWD/libraries/on_the_way/.. run 7 -- ./seven
run 125 -- ./seven
says err "needs libseven.so, which is not on this machine"

# Where QEMU translates, programs are where they were.
# shellcheck disable=SC2016
run 0 --tcg -- sh -c '[ "$(cat /proc/self/maps)" = "$(cat /proc/self/maps)" ]'

# Several kernels: the failure of one does not stop the next, and is the status.
expect 125 "$lab" run --kernel ./none --kernel 6.1-cloud --kernel 6.12-cloud \
	--log '{kernel}.log' --module 'misbehave/{kernel}/misbehave.ko' -- uname -r
says err "there is no folder ./none"
says err "6.1-cloud    ok"
says err "6.12-cloud   ok"
grep -q '^6\.1\.' out || fail "the command did not run on 6.1"
grep -q '^6\.12\.' out || fail "the command did not run on 6.12"
grep -q 'gangway-lab: end' 6.1-cloud.log || fail "a log for each kernel is not kept"

# Not even started.
expect 125 "$lab" run --log /dev/null -- true
says err "--log /dev/null: is there, and is no regular file"
run 127 -- nonexistent
says err "not found"
echo text >not-a-program
chmod +x not-a-program
run 127 -- ./not-a-program
says err "cannot be executed"
run 125 --module "$bad how=refuse" -- true
says err "misbehave.ko: No such device"

# The kernel's log.
run 126 --module "$bad how=warn" -- true
says err "WARNING: CPU"
says err "the command itself ended with 0"
run 126 --module "$bad how=oops" -- true
says err "kernel BUG at"
grep -q 'trying once more' err && fail "a module's crash was excused"
run 126 -- sh -c 'echo c >/proc/sysrq-trigger'
says err "died during the command"
run 126 --append quiet -- sh -c 'echo "<3>WARNING: from the test" >/dev/kmsg'
run 126 -- sh -c 'dmesg -n 1'
says err "is truncated"

# The guest itself.
run 125 --append "rdinit=/nonexistent panic=-1" -- true
says err "trying once more"
says err "died before it was up"
run 125 --timeout 20 -- sleep 1000
says err "did not finish in time"
run 125 --silence 5 -- sh -c 'echo up; sleep 1000'
says err "did not finish in time"
says out "up"
grep -q 'task:sleep' log || fail "the log does not say where the command's task stood"
run 125 --smp 1 --timeout 60 --module "$bad how=spin" -- true
grep -q 'misbehave_init' log || fail "the log does not say where the kernel stood"

# Whoever ends the lab ends the guest.
"$lab" run --log log -- sh -c 'echo up; sleep 1000' >out 2>err &
job=$!
tail -n +1 -f --pid=$job out | grep -q up
qemu=$(pgrep -P $job)
kill -TERM $job
wait $job
[ $? -eq 143 ] || fail "SIGTERM did not end the lab"
[ ! -e "/proc/$qemu" ] || fail "a QEMU was left behind"
finish
