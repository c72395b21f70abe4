#!/bin/bash
# SPDX-License-Identifier: MIT
row 10
load
text=/proc/gangway/text_relay/text

say "A receiver listens, a sender sends a file that is many pages long, in parts."
run 'seq 12000 >/tmp/sent; wc -c </tmp/sent'
gives wc 60894
start 'text_relay receive >/tmp/received'
run 'text_relay send </tmp/sent'
gives program ''
finish
# shellcheck disable=SC2154 # `finish` set it
check program "the receiver has ended well" [ "$status" -eq 0 ]
run 'cmp /tmp/sent /tmp/received && echo the same'
gives cmp 'the same'

say "The kernel has kept it, and shows it whole."
run "tail -n 2 $text"
matches tail '^12000$'
run "cat $text | cmp - /tmp/sent && echo the same"
gives cat 'the same'

say "Another takes its place once it is complete; what is too long is refused, and takes nobody's."
run "echo short | text_relay send; cat $text"
gives cat short
run 'seq 20000 | text_relay send'
refuses program 'the text is too long'
run "cat $text"
gives cat short
