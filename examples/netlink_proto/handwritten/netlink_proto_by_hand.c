// SPDX-License-Identifier: GPL-2.0-only
/*
 * The same by hand: what a careful author writes so that bare.c sees no difference,
 * but for the protocol's number. (Not in it: unloading while anybody has a socket of
 * this protocol, more devices than one, structures that grow, counters of requests, a
 * description for tools.)
 */
#include <linux/capability.h>
#include <linux/interrupt.h>
#include <linux/kobject.h>
#include <linux/module.h>
#include <linux/netlink.h>
#include <linux/spinlock.h>
#include <linux/string.h>
#include <linux/sysfs.h>
#include <net/netlink.h>
#include <net/sock.h>

/* For programs, in a header of its own. */
#define BY_HAND_PROTOCOL 30
#define BY_HAND_GROUP	 1
#define BY_HAND_DEVICE	 "netlink_proto"

enum {
	BY_HAND_CALL = 0x12,
	BY_HAND_STATUS = 0x14,
	BY_HAND_EVENT = 0x15,
};

enum {
	BY_HAND_NOOP = 3,
	BY_HAND_NOTICE,
};

/* Behind struct nlmsghdr; only the first two have a meaning in what programs send. */
struct by_hand_head {
	char device[48];
	__u32 element;
	__u32 group;
	__aligned_u64 sequence;	/* of a notice; in a status, of the last one */
	__aligned_u64 time;
};

struct by_hand_noop_reply {
	__u32 answer;
};

struct by_hand_notice {
	__u32 nr;
	char text[48];
};

static void by_hand_tell(struct tasklet_struct *tasklet);

static struct sock *by_hand_sock;
static struct kobject *by_hand_folder;
static DECLARE_TASKLET(by_hand_telling, by_hand_tell);
/* Protects the next, and the order of what is sent. */
static DEFINE_SPINLOCK(by_hand_lock);
static struct by_hand_notice by_hand_notice;
static u32 by_hand_times = 1;

/* Messages. */

/* @request: that it answers, or NULL. Return: NULL, there is no memory. */
static struct sk_buff *by_hand_message(int type, struct by_hand_head head,
				       const struct nlmsghdr *request, u32 portid,
				       const void *data, size_t size, gfp_t gfp)
{
	struct sk_buff *skb = nlmsg_new(sizeof(head) + size, gfp);
	struct nlmsghdr *nlh;

	if (!skb)
		return NULL;
	strscpy(head.device, BY_HAND_DEVICE, sizeof(head.device));
	nlh = nlmsg_put(skb, portid, request ? request->nlmsg_seq : 0, type,
			sizeof(head) + size, 0);
	memcpy(nlmsg_data(nlh), &head, sizeof(head));
	if (size)
		memcpy(nlmsg_data(nlh) + sizeof(head), data, size);
	return skb;
}

/* Under the lock. Without memory for it, listeners are made to ask for the status. */
static void by_hand_multicast(void)
{
	const struct by_hand_head head = {
		.element = BY_HAND_NOTICE,
		.group = BY_HAND_GROUP,
		.sequence = by_hand_notice.nr,
		.time = ktime_get_ns(),
	};
	struct sk_buff *skb;

	if (!netlink_has_listeners(by_hand_sock, BY_HAND_GROUP))
		return;
	skb = by_hand_message(BY_HAND_EVENT, head, NULL, 0, &by_hand_notice,
			      sizeof(by_hand_notice), GFP_ATOMIC);
	if (skb)
		nlmsg_multicast(by_hand_sock, skb, 0, BY_HAND_GROUP, GFP_ATOMIC);
	else
		netlink_set_err(by_hand_sock, 0, BY_HAND_GROUP, -ENOBUFS);
}

/* A softirq. */
static void by_hand_tell(struct tasklet_struct *tasklet)
{
	u32 left;

	spin_lock(&by_hand_lock);
	for (left = by_hand_times; left; left--) {
		by_hand_notice.nr++;
		by_hand_multicast();
	}
	spin_unlock(&by_hand_lock);
}

/* Requests. */

static int by_hand_noop(struct sk_buff *skb, const struct nlmsghdr *request,
			struct netlink_ext_ack *extack)
{
	const struct by_hand_head head = { .element = BY_HAND_NOOP };
	const struct by_hand_noop_reply reply = { .answer = 42 };
	const u32 portid = NETLINK_CB(skb).portid;
	struct sk_buff *answer;

	if (!netlink_capable(skb, CAP_NET_ADMIN)) {
		NL_SET_ERR_MSG(extack, "noop needs CAP_NET_ADMIN");
		return -EPERM;
	}
	answer = by_hand_message(BY_HAND_CALL, head, request, portid, &reply, sizeof(reply),
				 GFP_KERNEL);
	return answer ? nlmsg_unicast(by_hand_sock, answer, portid) : -ENOMEM;
}

/* The number of the last notice, after all notices before it. */
static int by_hand_status(struct sk_buff *skb, const struct nlmsghdr *request)
{
	struct by_hand_head head = { .element = BY_HAND_NOTICE, .group = BY_HAND_GROUP };
	const u32 portid = NETLINK_CB(skb).portid;
	struct sk_buff *answer;
	int err = -ENOMEM;

	spin_lock_bh(&by_hand_lock);
	head.sequence = by_hand_notice.nr;
	answer = by_hand_message(BY_HAND_STATUS, head, request, portid, NULL, 0, GFP_ATOMIC);
	if (answer)
		err = nlmsg_unicast(by_hand_sock, answer, portid);
	spin_unlock_bh(&by_hand_lock);
	return err;
}

static int by_hand_check(const struct nlmsghdr *request, struct netlink_ext_ack *extack)
{
	const struct by_hand_head *head = nlmsg_data(request);

	if (nlmsg_len(request) != sizeof(*head)) {
		NL_SET_ERR_MSG(extack, "the message is not as long as struct by_hand_head");
		return -EINVAL;
	}
	if (head->group || head->sequence || head->time) {
		NL_SET_ERR_MSG(extack, "group, sequence and time of a request must be zero");
		return -EINVAL;
	}
	if (strncmp(head->device, BY_HAND_DEVICE, sizeof(head->device))) {
		NL_SET_ERR_MSG(extack, "no such device");
		return -ENODEV;
	}
	return 0;
}

static int by_hand_serve(struct sk_buff *skb, struct nlmsghdr *request,
			 struct netlink_ext_ack *extack)
{
	const struct by_hand_head *head = nlmsg_data(request);
	int err;

	err = by_hand_check(request, extack);
	if (err)
		return err;
	if (request->nlmsg_type == BY_HAND_CALL && head->element == BY_HAND_NOOP)
		return by_hand_noop(skb, request, extack);
	if (request->nlmsg_type == BY_HAND_STATUS && head->element == BY_HAND_NOTICE)
		return by_hand_status(skb, request);
	NL_SET_ERR_MSG(extack, "no element has such a request");
	return -EOPNOTSUPP;
}

static void by_hand_receive(struct sk_buff *skb)
{
	netlink_rcv_skb(skb, by_hand_serve);
}

/* The board. */

static ssize_t board_show(struct kobject *kobj, struct kobj_attribute *attr, char *buf)
{
	int n;

	spin_lock_bh(&by_hand_lock);
	n = sysfs_emit(buf, "%s\n", by_hand_notice.text);
	spin_unlock_bh(&by_hand_lock);
	return n;
}

static ssize_t board_store(struct kobject *kobj, struct kobj_attribute *attr, const char *buf,
			   size_t count)
{
	size_t n = count;

	if (n && buf[n - 1] == '\n')
		n--;
	if (n >= sizeof(by_hand_notice.text) || memchr(buf, 0, n))
		return -EINVAL;
	spin_lock_bh(&by_hand_lock);
	memcpy(by_hand_notice.text, buf, n);
	memset(by_hand_notice.text + n, 0, sizeof(by_hand_notice.text) - n);
	tasklet_schedule(&by_hand_telling);
	spin_unlock_bh(&by_hand_lock);
	return count;
}

static ssize_t times_show(struct kobject *kobj, struct kobj_attribute *attr, char *buf)
{
	return sysfs_emit(buf, "%u\n", READ_ONCE(by_hand_times));
}

static ssize_t times_store(struct kobject *kobj, struct kobj_attribute *attr, const char *buf,
			   size_t count)
{
	u32 times;
	int err;

	err = kstrtou32(buf, 0, &times);
	if (err)
		return err;
	if (times < 1 || times > 10000)
		return -ERANGE;
	spin_lock_bh(&by_hand_lock);
	by_hand_times = times;
	spin_unlock_bh(&by_hand_lock);
	return count;
}

static struct kobj_attribute by_hand_board = __ATTR_RW(board);
static struct kobj_attribute by_hand_times_attr = __ATTR_RW(times);

static const struct attribute *by_hand_files[] = {
	&by_hand_board.attr,
	&by_hand_times_attr.attr,
	NULL
};

static int __init by_hand_init(void)
{
	struct netlink_kernel_cfg cfg = {
		.groups = BY_HAND_GROUP,
		.flags = NL_CFG_F_NONROOT_RECV,	/* everybody may listen */
		.input = by_hand_receive,
	};
	int err = -ENOMEM;

	by_hand_sock = netlink_kernel_create(&init_net, BY_HAND_PROTOCOL, &cfg);
	if (!by_hand_sock) {
		pr_err("netlink protocol %d is another module's\n", BY_HAND_PROTOCOL);
		return -EBUSY;
	}
	by_hand_folder = kobject_create_and_add(KBUILD_MODNAME, kernel_kobj);
	if (by_hand_folder)
		err = sysfs_create_files(by_hand_folder, by_hand_files);
	if (!err)
		return 0;
	kobject_put(by_hand_folder);
	tasklet_kill(&by_hand_telling);
	netlink_kernel_release(by_hand_sock);
	return err;
}

/* Removing the files waits for who is writing: then nobody begins to tell any more. */
static void __exit by_hand_exit(void)
{
	sysfs_remove_files(by_hand_folder, by_hand_files);
	kobject_put(by_hand_folder);
	tasklet_kill(&by_hand_telling);
	netlink_kernel_release(by_hand_sock);
}

module_init(by_hand_init);
module_exit(by_hand_exit);

MODULE_DESCRIPTION("A netlink protocol of its own, by hand");
MODULE_LICENSE("GPL");
