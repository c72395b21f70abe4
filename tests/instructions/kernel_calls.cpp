// SPDX-License-Identifier: MIT
//
// What the kernel's objects call on their way, as the kernel has it; what they do not reach is not
// there. Thunks are as the kernel leaves them for CPUs that need retpolines; the clock is free.
__asm__(R"(
    .macro function name
    .text
    .globl \name
    .type \name, @function
\name:
    .endm

    function __fentry__
    ret
    .size __fentry__, . - __fentry__

    function __x86_return_thunk
    ret
    .size __x86_return_thunk, . - __x86_return_thunk

    .macro thunk register
    function __x86_indirect_thunk_\register
    call 1f
0:  pause
    jmp 0b
1:  mov %\register, (%rsp)
    ret
    .size __x86_indirect_thunk_\register, . - __x86_indirect_thunk_\register
    .endm

    .irp register, rax, rbx, rcx, rdx, rsi, rdi, rbp, r8, r9, r10, r11, r12, r13, r14, r15
    thunk \register
    .endr

    function kernel_memcpy
    mov %rdi, %rax
    mov %rdx, %rcx
    rep movsb
    ret
    .size kernel_memcpy, . - kernel_memcpy

    function kernel_memset
    mov %rdi, %r9
    mov %esi, %eax
    mov %rdx, %rcx
    rep stosb
    mov %r9, %rax
    ret
    .size kernel_memset, . - kernel_memset

    function ktime_get_mono_fast_ns
    mov $1, %eax
    ret
    .size ktime_get_mono_fast_ns, . - ktime_get_mono_fast_ns

    function __list_add_valid_or_report
    mov $1, %eax
    ret
    .size __list_add_valid_or_report, . - __list_add_valid_or_report

    .section .note.GNU-stack, "", @progbits
    .text
)");
