#!/bin/bash
# SPDX-License-Identifier: MIT
row 12
load

say "socat listens; a program that connects to it gives the connection to the kernel's thread."
socat -u UNIX-LISTEN:/tmp/meter OPEN:/tmp/said,creat,append &
listener=$!
wait_for test -S /tmp/meter
start 'thread_socket-connect /tmp/meter'
gives connect connected

say "Interrupt-side code measures three times: socat has it all, from the kernel."
run 'thread_socket measure'
wait_for grep -aqs 'meter says 9' /tmp/said
run 'grep -ao "meter says [0-9]*" /tmp/said'
gives socat $'meter says 7\nmeter says 8\nmeter says 9'

say "When socat is gone, the thread notices, and whoever connected it is told."
kill "$listener"
finish
gives connect 'nobody listens any longer'

say "A program of the library, and many more than anybody can take at once."
run thread_socket
matches program 'meter says 43'
matches program '^50000 more: [1-9][0-9]* received, [1-9][0-9]* lost$'
