/* SPDX-License-Identifier: MIT */
/* What the files of user_memory-pointers have in common. */
#ifndef POINTERS_H
#define POINTERS_H

#include <stddef.h>
#include <sys/types.h>

#include "user_memory.gw.h"

typedef struct user_memory_gw_block block;

extern int fd; /* the session */
extern char *pages; /* one to read only, one to read and write, one that nobody may touch */
extern size_t page;

void die(const char *what);
void cannot(const char *what, int why);
void expect(const char *what, const void *at, int got, int expected);

/* Where nothing can be read, or not all of it: null, the kernel's, none, half, the very end. */
#define N_BAD 8
#define FIRST_PARTLY_THERE 6
void *bad(unsigned int i, size_t size);

/* @n: what read() or write() returned. What is mapped may have been moved, and no more. */
void moved(const char *what, const void *at, ssize_t n, ssize_t mapped);

int by_ioctl(unsigned long request, void *at);
/* Sizes that are not that of the request, of which @at is right. */
void wrong_sizes(int (*ask)(unsigned long request, void *at), unsigned long request, char *at);
void unchanged(const block *before);

/* By subscription.c and messages.c. */
void by_ring(void);
void by_chardev(void);
void by_signal(void);
void by_thread(void);
void by_eventfd(void);
void by_relay(void);
void by_netlink(void);
void by_genetlink(void);

#endif
