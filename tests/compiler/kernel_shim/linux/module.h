/* SPDX-License-Identifier: MIT */
#include <linux/types.h>
#include <linux/wait.h>

struct module;
#define THIS_MODULE ((struct module *)0)
#define KBUILD_MODNAME "shim"
