#!/bin/bash
# SPDX-License-Identifier: MIT
row 16
parameters=/sys/module/module_params/parameters

say "A module says which parameters it has, loaded or not; in the kernel's words for their types."
run "modinfo -p module_params.ko"
# shellcheck disable=SC2154 # `run` set it
check modinfo "invbool" grep -q '^silent:whether it is silent (invbool)$' <<<"$output"
check modinfo "arrays" grep -q '^list:up to four ints (array of int)$' <<<"$output"
check modinfo "the hidden one, too" grep -q '^hidden:given at load and not seen (uint)$' <<<"$output"

say "They are given as it is loaded; what does not fit keeps it from being loaded."
run "insmod module_params.ko number=101"
refuses insmod 'Numerical result out of range'
run "insmod module_params.ko list=1,2,3,4,5"
refuses insmod 'Invalid'
load number=7 "'label=\"two words\"'" silent list=1,2,3 a_byte=0xc8 fixed=6 hidden=8

say "Its handlers were called with them, once each, before anyone could use it."
run "dmesg | grep -o 'module_params: [nlih].*'"
gives dmesg $'module_params: number: 7\nmodule_params: label: two words\nmodule_params: it is silent\nmodule_params: hidden: 8'

say "Each is a file; not the hidden one."
run "cd $parameters && grep . number label silent list a_byte fixed"
gives grep $'number:7\nlabel:two words\nsilent:Y\nlist:1,2,3\na_byte:200\nfixed:6'
run "cat $parameters/hidden"
refuses cat 'No such file or directory'

say "Those that may be written can be changed later. That reaches the handler, or is refused."
run "echo 24 >$parameters/number; dmesg | grep -o 'module_params: number.*' | tail -n 1"
gives echo 'module_params: number: 24'
run "echo 0 >$parameters/silent; cat $parameters/silent"
gives cat N
run "echo 101 >$parameters/number"
refuses echo 'Numerical result out of range'
run "echo 24x >$parameters/number"
refuses echo 'Invalid argument'
run "echo >$parameters/label"
refuses echo 'Invalid argument'
run "cat $parameters/number $parameters/label"
gives cat $'24\ntwo words'

say "A program has them as properties."
run "./module_params -9"
gives program '-9 two words'
run "cat $parameters/number"
gives cat -9
