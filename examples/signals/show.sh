#!/bin/bash
# SPDX-License-Identifier: MIT
row 5
load

say "A thread registers itself. The kernel sends it a real-time signal, with a number."
start 'signals-bare wait 2'
run 'signals-bare send 42; signals-bare send -7'
finish
gives sigwaitinfo $'42\n-7'

say "By a handler, which interrupts the thread wherever it is: plain sigaction()."
start 'signals-bare handle 2'
run 'signals-bare send 42; signals-bare send -7'
finish
gives sigaction $'42\n-7'

say "By signalfd, for a program that waits for descriptors."
start 'signals-bare fd'
run 'signals-bare send 42'
finish
gives signalfd '42, event 2'

say "Who owns the file is signalled, too, and is told no more than that."
start 'signals-bare owner'
run 'signals-bare send 42'
finish
gives fcntl 'something happened, as poll() says it'

say "A queue that is full: what it had no room for is counted, and the next signal tells."
run 'signals-bare full 1000'
matches sigwaitinfo '^sent 1000 = received [0-9]* + lost 99[0-9]: right$'
matches sigwaitinfo '^the next one tells the same$'

say "Whoever has ended is noticed: the first signal after that is lost, and no more is offered."
run 'signals-bare dead'
gives poll 'offered 1, lost 1; poll() says POLLERR'

say "By the library it is a subscription like any other."
start signals
run 'signals-bare send 42'
line
gives program 42
run 'rmmod signals'
finish
matches program 'the module was unloaded'
