// SPDX-License-Identifier: MIT
/* Buffers of messages: netlink and generic netlink. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <linux/genetlink.h>
#include <sys/ioctl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <gangway/netlink.h>

#include "pointers.h"

/* Return: the family's number, as the kernel's controller tells it. */
static int family(int s)
{
	struct {
		struct nlmsghdr header;
		struct genlmsghdr genl;
		struct nlattr attr;
		char name[12];
	} m = {
		.header = {
			.nlmsg_len = sizeof(m),
			.nlmsg_type = GENL_ID_CTRL,
			.nlmsg_flags = NLM_F_REQUEST,
		},
		.genl = { .cmd = CTRL_CMD_GETFAMILY },
		.attr = { NLA_HDRLEN + sizeof(m.name), CTRL_ATTR_FAMILY_NAME },
		.name = USER_MEMORY_GENL_FAMILY,
	};
	char answer[4096];
	const ssize_t n = send(s, &m, sizeof(m), 0) < 0 ? -1 : recv(s, answer, sizeof(answer), 0);
	struct nlattr *attr = (void *)(answer + NLMSG_LENGTH(GENL_HDRLEN));

	while (n > 0 && (char *)attr < answer + n && attr->nla_len >= NLA_HDRLEN) {
		if (attr->nla_type == CTRL_ATTR_FAMILY_ID)
			return *(__u16 *)(attr + 1);
		attr = (void *)((char *)attr + NLA_ALIGN(attr->nla_len));
	}
	printf("there is no such family\n");
	exit(1);
}

/* A request that is answered by the value. @type: of the message, a family or GW_NETLINK_GET. */
static void fill(struct nlmsghdr *nlh, int protocol, int type)
{
	struct genlmsghdr *genl = NLMSG_DATA(nlh);
	struct gw_netlink *what = NLMSG_DATA(nlh);

	memset(nlh, 0, page);
	nlh->nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK;
	nlh->nlmsg_type = (__u16)type;
	if (protocol == NETLINK_GENERIC) {
		nlh->nlmsg_len = NLMSG_LENGTH(GENL_HDRLEN);
		genl->cmd = USER_MEMORY_BLOCK;
		genl->version = GW_GENL_VERSION;
		return;
	}
	nlh->nlmsg_len = NLMSG_LENGTH(sizeof(*what));
	strcpy(what->device, "user_memory");
	what->element = USER_MEMORY_BLOCK;
}

static void messages(int protocol)
{
	const int s = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, protocol);
	const int type = protocol == NETLINK_GENERIC ? family(s) : GW_NETLINK_GET;
	struct nlmsghdr *m = (void *)(pages + page);
	block before;
	unsigned int i;
	void *at;

	if (ioctl(fd, USER_MEMORY_IOC_GET_BLOCK, &before))
		die("get");
	for (i = 0; i < N_BAD; i++) {
		at = bad(i, 64);
		expect("send", at, sendto(s, at, 64, 0, NULL, 0) < 0 ? errno : 0, EFAULT);
	}
	fill(m, protocol, type);
	if (send(s, m, m->nlmsg_len, 0) < 0 || recv(s, m, page, 0) < (ssize_t)sizeof(block))
		die("it is not answered by the value");
	/* An answer waits, which is not received there either. */
	fill(m, protocol, type);
	for (i = 0; i < N_BAD; i++) {
		at = bad(i, 16);
		if (send(s, m, m->nlmsg_len, 0) < 0)
			die("send");
		expect("receive", at, recv(s, at, page, 0) < 0 ? errno : 0, EFAULT);
	}
	unchanged(&before);
	close(s);
}

void by_netlink(void)
{
	messages(GW_NETLINK_PROTOCOL);
}

void by_genetlink(void)
{
	messages(NETLINK_GENERIC);
}
