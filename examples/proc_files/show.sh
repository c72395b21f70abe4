#!/bin/bash
# SPDX-License-Identifier: MIT
row 13
load
go /proc/gangway/proc_files

say "Values are files of a folder."
run 'ls'
run 'cat number word'
gives cat $'42\nhello'
run 'echo 24 >number; cat number'
gives echo 24

say "A file longer than a page is written by one write() and read in pieces of any size."
run 'seq 2000 >/tmp/text; cat /tmp/text >text; tail -n 2 text'
gives cat $'1999\n2000'
check cat "it came back as it went" cmp /tmp/text text
run 'dd bs=7 status=none if=text | cmp - /tmp/text; cat lines'
gives dd 2000

say "What does not fit is refused: too much, too long, or no number."
run 'echo 1001 >number'
refuses echo 'Numerical result out of range'
run 'echo sixteen letters. >word'
refuses echo 'Invalid argument'
run 'seq 4000 | dd bs=1M iflag=fullblock status=none of=text'
refuses dd 'Invalid argument'
run 'echo forty-two >number'
refuses echo 'Invalid argument'

say "So is all that comes after the first write(): each is one value, and none goes on in the next."
run 'dd bs=4096 status=none if=/tmp/text of=text'
refuses dd 'Invalid argument'
run '{ echo -n 7; echo 7; } >number'
refuses echo 'Invalid argument'
run 'cat number word'
gives cat $'7\nhello'

say "A program does it in one."
run 'proc_files </tmp/text'
gives program '2000 lines'
check cat "all of it is there" cmp /tmp/text text
