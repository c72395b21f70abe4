#!/bin/bash
# SPDX-License-Identifier: MIT
row 4
load

say "A program that knows mmap and six numbers stores 42, and the kernel sees it."
run './page_values-mmap'
gives mmap '7 7 14'
run './page_values-mmap 42'
gives mmap '42 42 84'
run 'dmesg -t | grep page_values: | tail -n 1'
gives dmesg 'page_values: the number is 42'

say "The kernel judges what it finds there; what it does not like has no effect."
run './page_values-mmap 101'
gives mmap '42 42 84'
run 'dmesg -t | grep page_values: | tail -n 1'
gives dmesg 'page_values: a number out of range was requested'

say "A program asks for 21, then compares the kernel's two numbers without end: they always fit."
start ./page_values
gives program 21
run './page_values-mmap -33'
gives mmap '-33 -33 -66'

say "Existing mappings stay valid, and show that the module is gone."
run 'rmmod page_values'
finish
matches program 'the module was unloaded'
