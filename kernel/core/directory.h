/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Nodes by a number: for carriers whose programs have no file that would say which device
 * they mean. They ask for its number by its name, once.
 */
#ifndef _GANGWAY_DIRECTORY_H
#define _GANGWAY_DIRECTORY_H

#include <linux/idr.h>
#include <linux/mutex.h>

struct gw_instance;
struct gw_node;
struct net;

/* Each request finds its device under @lock, which is never held while waiting for anybody. */
struct gw_directory {
	struct idr nodes;
	struct mutex lock;	/* protects both, and nodes that were found there */
	unsigned int carrier;	/* whose it is */
	int end;		/* numbers are below this */
};

void gw_directory_init(struct gw_directory *dir, unsigned int carrier, int end);
void gw_directory_exit(struct gw_directory *dir);
int gw_directory_add(struct gw_directory *dir, struct gw_node *node);
void gw_directory_del(struct gw_directory *dir, struct gw_node *node);
struct gw_instance *gw_directory_get(struct gw_directory *dir, u32 number, const struct net *net);
u32 gw_directory_find(struct gw_directory *dir, const char *device, const struct net *net);

#endif /* _GANGWAY_DIRECTORY_H */
