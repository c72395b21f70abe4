#!/bin/sh
# SPDX-License-Identifier: MIT
# gangway-lab build: incremental, correct when a source changes or goes, and clean in the sources.
# shellcheck source-path=SCRIPTDIR source=assert.sh
. "$(dirname "$0")/assert.sh"

K=$2
"$lab" fetch --kernel "$K" >out 2>err || { fail "cannot fetch the kernel"; finish; }

mkdir -p shared mine/sub mine/include user
echo '#define ANSWER 42' >shared/answer.h
echo 'int sub(void);' >mine/include/sub.h
cat >mine/Kbuild <<'EOF'
ccflags-y += -I$(src)/include -I$(src)/../shared
obj-m += mine.o
mine-y := main.o sub/sub.o
obj-m += deep/
EOF
cat >mine/main.c <<'EOF'
#include <linux/module.h>
#include <answer.h>
#include "sub.h"
int mine_answer(void) { return sub(); }
EXPORT_SYMBOL_GPL(mine_answer);
MODULE_DESCRIPTION("test");
MODULE_LICENSE("GPL");
EOF
cat >mine/sub/sub.c <<'EOF'
#include "../../shared/answer.h"
#include "sub.h"
int sub(void) { return ANSWER; }
EOF
mkdir mine/deep
echo 'obj-m += deep.o' >mine/deep/Makefile
printf '#include <linux/module.h>\nMODULE_DESCRIPTION("d");\nMODULE_LICENSE("GPL");\n' \
	>mine/deep/deep.c
find mine shared -type f | sort >before

expect 0 "$lab" build mine --kernel "$K"
says out "$scratch/mine/$K/mine.ko"
says out "$scratch/mine/$K/deep/deep.ko"
find mine shared -type f -not -path "mine/$K/*" | sort | diff before - >err ||
	fail "files among the sources"

expect 0 "$lab" build mine --kernel "$K"
grep -q 'CC \[M\]' err && fail "nothing changed, but something was compiled"
echo '#define ANSWER 43' >shared/answer.h
expect 0 "$lab" build mine --kernel "$K"
says err "sub/sub.o"
grep -q 'deep.o' err && fail "what did not change was compiled"

# What else lies in the folder is no module, whatever it is called: another project with a Kbuild, a
# CMake build folder that has Gangway's sources in it. Nor is a folder that is no longer named.
mkdir -p mine/build/gangway.ko/kernel mine/.git mine/tools
echo 'obj-m += gangway.o' | tee mine/build/gangway.ko/kernel/Kbuild mine/tools/Kbuild >mine/.git/Kbuild
mkdir -p "mine/$K/build/gangway.ko" "mine/$K/.odd.o.cmd" # as an older lab mirrored them
echo precious >"mine/$K/build/gangway.ko/file"
expect 0 "$lab" build mine --kernel "$K"
grep -q 'CC \[M\]' err && fail "nothing changed, but something was compiled"
expect 0 "$lab" build mine --kernel "$K"
[ "$K" = 7.3-cloud ] || # needs no Kbuild there
	[ "$(find "mine/$K" -name Kbuild | sort | tr '\n' ' ')" = "mine/$K/Kbuild mine/$K/deep/Kbuild " ] ||
	fail "a folder was mirrored that the Kbuild does not name"
grep -q precious "mine/$K/build/gangway.ko/file" || fail "it deleted what it did not make"
says out "$scratch/mine/$K/deep/deep.ko"
grep -q gangway out && fail "a folder is shown as a module"

# A module that uses the other's symbol.
echo 'obj-m += user.o' >user/Kbuild
cat >user/user.c <<'EOF'
#include <linux/module.h>
int mine_answer(void);
#ifdef REFUSE
#error refused
#endif
static int __init user_init(void) { return mine_answer() == 43 ? 0 : -EDOM; }
module_init(user_init);
MODULE_DESCRIPTION("test");
MODULE_LICENSE("GPL");
EOF
expect 1 "$lab" build user --kernel "$K"
expect 0 "$lab" build user --kernel "$K" --uses mine

# It is linked again when the other's versions of symbols may have changed.
touch "mine/$K/Module.symvers"
expect 0 "$lab" build user --kernel "$K" --uses mine
[ "$(find "user/$K" -name Module.symvers -newer "mine/$K/Module.symvers")" ] ||
	fail "it may have old versions of the other's symbols"

# A flag for make arrives, and changes what is built.
expect 1 "$lab" build user --kernel "$K" --uses mine --make KCFLAGS=-DREFUSE
says err "refused"

# The gangway-gen beside it is what a Kbuild finds, if nobody says another.
mkdir shows
cat >shows/Kbuild <<'EOF'
$(info gen=$(GANGWAY_GEN))
obj-m += shows.o
EOF
printf '#include <linux/module.h>\nMODULE_DESCRIPTION("s");\nMODULE_LICENSE("GPL");\n' >shows/shows.c
if [ -x "$(dirname "$lab")/gangway-gen" ]; then
	expect 0 "$lab" build shows --kernel "$K"
	cat out err >both
	says both "gen=$(dirname "$lab")/gangway-gen"
	expect 0 "$lab" build shows --kernel "$K" --make GANGWAY_GEN=mine
	cat out err >both
	says both "gen=mine"
fi

# A module that is no longer made goes; a source that is gone ends the build.
sed -i '/deep/d' mine/Kbuild
expect 0 "$lab" build mine --kernel "$K"
[ ! -e "mine/$K/deep/deep.ko" ] || fail "a module that is no longer made is still there"
rm mine/sub/sub.c
expect 1 "$lab" build mine --kernel "$K"
says err "sub/sub.o"

# A Kbuild that makes nothing.
mkdir nothing
echo 'obj-n += mine.o' >nothing/Kbuild
expect 1 "$lab" build nothing --kernel "$K"
says err "nothing/Kbuild makes no module for $K"
says err "obj-m += NAME.o"

mkdir empty
expect 1 "$lab" build empty
says err "is not a folder with a Kbuild"
mkdir -p "foreign/$K"
echo 'obj-m += x.o' >foreign/Kbuild
echo precious >"foreign/$K/file"
expect 1 "$lab" build foreign --kernel "$K"
says err "has files that gangway-lab did not make"
finish
