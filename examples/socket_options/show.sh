#!/bin/bash
# SPDX-License-Identifier: MIT
row 11
load

say "A C program that knows getsockopt, setsockopt and three numbers."
run ./socket_options-sockopt
gives sockopt $'64 bytes: a message from kernel\nPLEASE, 6 letters'
run 'dmesg -t | grep socket_options: | tail -n 1'
gives dmesg 'socket_options: the user says: a message from userspace'

say "The options are there on IPv6 sockets as well."
run './socket_options-sockopt 6'
gives sockopt $'64 bytes: a message from kernel\nPLEASE, 6 letters'

say "A program."
run ./socket_options
gives program $'a message from kernel\nSOCKET OPTIONS, 13 letters'
run 'dmesg -t | grep socket_options: | tail -n 1'
gives dmesg 'socket_options: the user says: a message from a program'

say "Who is not root is refused, as the description says nothing else."
run 'setpriv --reuid=65534 --regid=65534 --clear-groups ./socket_options-sockopt'
refuses sockopt 'Operation not permitted'

say "Without the module, its name is nobody's."
run 'rmmod socket_options'
run ./socket_options-sockopt
refuses sockopt 'No such device'
