// SPDX-License-Identifier: GPL-2.0-only
/* kernel_file: adds lines to a log, which is a file, and reads the last one back. */
#include <linux/minmax.h>
#include <linux/module.h>
#include <linux/string.h>

#include "kernel_file_kern.gw.h"

static struct kernel_file *channel;
static unsigned int lines;	/* handlers take turns */

static int note(struct kernel_file *m, struct kernel_file_session *s,
		const struct kernel_file_gw_note_request *in)
{
	char line[80];
	size_t n = scnprintf(line, sizeof(line), "%u %s\n", lines + 1, in->text);
	ssize_t done = kernel_file_append_log(m, line, n);

	if (done < 0)
		return done;
	lines++;
	return done == n ? 0 : -ENOSPC;
}

/* From the end of the file back to the newline before. */
static int get_last(struct kernel_file *m, struct kernel_file_session *s,
		    struct kernel_file_gw_last *out)
{
	char end[81];
	s64 size = kernel_file_size_log(m);
	ssize_t n = size > 0 ? kernel_file_read_log(m, max_t(s64, size - 80, 0), end, 80) : size;
	char *line;

	if (n <= 0)
		return n < 0 ? -EINVAL : 0;
	end[n - 1] = '\0';	/* its newline */
	line = strrchr(end, '\n');
	strscpy(out->value, line ? line + 1 : end, sizeof(out->value));
	return 0;
}

static const struct kernel_file_ops ops = {
	.note = note,
	.get_last = get_last,
};

static int __init kernel_file_init(void)
{
	channel = kernel_file_register(NULL, NULL, &ops, NULL);
	return PTR_ERR_OR_ZERO(channel);
}

static void __exit kernel_file_exit(void)
{
	kernel_file_unregister(channel);
}

module_init(kernel_file_init);
module_exit(kernel_file_exit);

MODULE_DESCRIPTION("A log that the kernel writes to a file");
MODULE_LICENSE("GPL");
