#!/bin/bash
# SPDX-License-Identifier: MIT
row 19
load
go /sys/kernel/debug/gangway/debugfs_values

say "Values to look at and to turn."
run 'head *'
run 'cat small medium large active'
gives cat $'1\n2\n3\nN'
run 'echo 200 >small; cat small'
gives cat 200
run 'echo 1000 >medium; echo 4294967295 >large; cat medium large'
gives cat $'1000\n4294967295'
run 'echo 1 >active; cat active'
gives cat Y

say "Unlike debugfs_create_u8() and its like, ranges hold."
run 'echo 256 >small'
refuses echo 'Numerical result out of range'
run 'echo 1001 >medium'
refuses echo 'Numerical result out of range'
run 'echo 4294967296 >large'
refuses echo 'Numerical result out of range'
run 'echo perhaps >active'
refuses echo 'Invalid argument'
run 'cat small medium large active'
gives cat $'200\n1000\n4294967295\nY'

say "A program."
run debugfs_values
gives program '200 + 1000 + 4294967295 = 4294968495'
