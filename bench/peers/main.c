// SPDX-License-Identifier: GPL-2.0-only
/* The peers together, and what a request to any of them begins with. */
#include <linux/mutex.h>
#include <linux/uaccess.h>

#include "kernel.h"

static DEFINE_MUTEX(peer_lock);

long peer_ioctl(unsigned int cmd, unsigned long arg,
		void (*const by_size[])(u32 count, u32 batch))
{
	struct peer_emit wanted;
	int at;

	if (cmd != PEER_EMIT)
		return -ENOTTY;
	if (copy_from_user(&wanted, (void __user *)arg, sizeof(wanted)))
		return -EFAULT;
	for (at = 0; at < 4; at++)
		if (wanted.size == 16u << 2 * at)
			break;
	if (at == 4)
		return -EINVAL;
	mutex_lock(&peer_lock);
	by_size[at](wanted.count, wanted.batch);
	mutex_unlock(&peer_lock);
	return 0;
}

static const struct peer *const peers[] = {
	&peer_memory, &peer_relay, &peer_kfifo, &peer_ftrace, &peer_netlink, &peer_genetlink,
	&peer_signal,
};

static void peers_end(int count)
{
	while (count--)
		peers[count]->end();
}

static int __init peers_init(void)
{
	int i, err;

	for (i = 0; i < ARRAY_SIZE(peers); i++) {
		err = peers[i]->begin();
		if (err) {
			peers_end(i);
			return err;
		}
	}
	return 0;
}

static void __exit peers_exit(void)
{
	peers_end(ARRAY_SIZE(peers));
}

module_init(peers_init);
module_exit(peers_exit);

MODULE_DESCRIPTION("Other ways for records out of the kernel");
MODULE_LICENSE("GPL");
