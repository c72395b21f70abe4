// SPDX-License-Identifier: MIT
/*
 * witness CARRIER: a client made of bare open, ioctl, mmap, sockets, syscall, read and write,
 * which knows nothing but the generated headers and, for the page, how to read it. Built for 64
 * and for 32 bits: both see the same bytes.
 */
#define _GNU_SOURCE
#define _FILE_OFFSET_BITS 64
#include <errno.h>
#include <fcntl.h>
#include <linux/io_uring.h>
#include <linux/netlink.h>
#include <netinet/in.h>
#include <sched.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <gangway/page_core.h>

#include "all_types.gw.h"
#include "filed.gw.h"
#include "kept.gw.h"

#define CHECK(what)                                                            \
	do {                                                                   \
		if (!(what)) {                                                 \
			printf("%s:%d: failed: %s (errno %d)\n", __FILE__,     \
			       __LINE__, #what, errno);                        \
			return 1;                                              \
		}                                                              \
	} while (0)

static int requests(int fd)
{
	struct all_types_gw_level level = { .value = 150 };
	union all_types_gw_echo echo;
	struct all_types_gw_all sent;

	CHECK(ioctl(fd, ALL_TYPES_IOC_SET_LEVEL, &level) == 0);
	level.value = 0;
	CHECK(ioctl(fd, ALL_TYPES_IOC_GET_LEVEL, &level) == 0 && level.value == 150);

	memset(&echo, 0, sizeof(echo));
	echo.request.flag = 1;
	echo.request.a64 = 0x123456789abcdef0;
	echo.request.list_count = 4;
	echo.request.list[3] = ~0ull;
	echo.request.where.weight = 1ull << 63;
	sent = echo.request;
	CHECK(ioctl(fd, ALL_TYPES_IOC_ECHO, &echo) == 0);
	CHECK(memcmp(&sent, &echo.reply, sizeof(sent)) == 0);
	echo.request.flag = 2;
	CHECK(ioctl(fd, ALL_TYPES_IOC_ECHO, &echo) == -1 && errno == EINVAL);
	return 0;
}

static struct gw_subscribe one_event(unsigned int carrier, unsigned int number)
{
	return (struct gw_subscribe){ .carrier = carrier, .events[0] = 1ull << number };
}

static int send_note(int fd)
{
	union all_types_gw_tell tell;

	memset(&tell, 0, sizeof(tell));
	strcpy(tell.request.text, "from C");
	return ioctl(fd, ALL_TYPES_IOC_TELL, &tell);
}

static int is_note(const void *at, size_t size)
{
	const struct all_types_gw_note *note = at;

	return size == sizeof(*note) && !strcmp(note->text, "from C");
}

static int send_some(int fd, unsigned int count, unsigned int how)
{
	union all_types_gw_emit emit;

	memset(&emit, 0, sizeof(emit));
	emit.request.count = count;
	emit.request.how = (__u8)how;
	return ioctl(fd, ALL_TYPES_IOC_EMIT, &emit);
}

static int ring(int fd)
{
	struct gw_subscribe_ring sub = {
		.head = one_event(GW_CARRIER_ring, ALL_TYPES_NOTE),
		.version = GW_RING_VERSION,
	};
	const struct gw_ring_producer *producer;
	const struct gw_record *record;
	unsigned int cpu, found = 0;

	CHECK(ioctl(fd, GW_RING_SUBSCRIBE, &sub) == 0);
	CHECK(send_note(fd) == 0);
	for (cpu = 0; cpu < sub.nr_cpus; cpu++) {
		producer = mmap(NULL, GW_RING_MAP_SIZE(sub.page_size, sub.ring_size),
				PROT_READ, MAP_SHARED, fd, GW_RING_OFFSET(sub.ring_size, cpu));
		if (producer == MAP_FAILED) {
			CHECK(errno == ENXIO);
			continue;
		}
		if (producer->head == 0)
			continue;
		record = (const void *)((const char *)producer + sub.page_size);
		CHECK(record->event == ALL_TYPES_NOTE && is_note(record + 1, record->size));
		found++;
	}
	CHECK(found == 1);
	return 0;
}

/* Items, as chardev and thread give them. */
struct note_item {
	struct gw_item head;
	struct all_types_gw_note note;
};

static int is_item(const struct note_item *item, ssize_t size)
{
	return size == (ssize_t)sizeof(*item) && item->head.event == ALL_TYPES_NOTE &&
	       item->head.time && is_note(&item->note, item->head.size);
}

static int thread(int fd)
{
	struct gw_subscribe_thread sub = { .head = one_event(GW_CARRIER_thread, ALL_TYPES_NOTE) };
	struct note_item item;
	int ends[2];

	CHECK(socketpair(AF_UNIX, SOCK_SEQPACKET, 0, ends) == 0);
	sub.socket = ends[0];
	CHECK(ioctl(fd, GW_THREAD_SUBSCRIBE, &sub) == 0);
	CHECK(send_note(fd) == 0);
	CHECK(is_item(&item, recv(ends[1], &item, sizeof(item), MSG_TRUNC)));
	return 0;
}

static siginfo_t caught;

static void catch(int number, siginfo_t *info, void *context)
{
	(void)number;
	(void)context;
	caught = *info;
}

/* Waits for one. sigwaitinfo() needs system calls that not each kernel has for 32 bits. */
static int is_caught(void)
{
	sigset_t none;

	sigemptyset(&none);
	return sigsuspend(&none) == -1 && errno == EINTR && caught.si_code == SI_QUEUE &&
	       GW_SIGNAL_EVENT(caught.si_errno) == ALL_TYPES_BEAT;
}

/* An int, and the event's number: siginfo is laid out anew for 32 bits. */
static int signals(int fd)
{
	struct gw_subscribe_signal sub = {
		.head = one_event(GW_CARRIER_signal, ALL_TYPES_BEAT),
		.signal = (unsigned int)SIGRTMIN,
	};
	const struct sigaction action = { .sa_sigaction = catch, .sa_flags = SA_SIGINFO };
	sigset_t set;
	int first;

	sigemptyset(&set);
	sigaddset(&set, SIGRTMIN);
	CHECK(sigprocmask(SIG_BLOCK, &set, NULL) == 0);
	CHECK(sigaction(SIGRTMIN, &action, NULL) == 0);
	CHECK(ioctl(fd, GW_SIGNAL_SUBSCRIBE, &sub) == 0 && sub.thread == (unsigned int)getpid());
	CHECK(send_some(fd, 2, ALL_TYPES_MANNER_BEAT) == 0);
	CHECK(is_caught());
	first = caught.si_int;
	CHECK(is_caught() && caught.si_int == first + 1);
	return 0;
}

static int counts(int fd)
{
	struct gw_subscribe_eventfd sub = {
		.head = one_event(GW_CARRIER_eventfd, ALL_TYPES_TICK),
	};
	__u64 times;

	sub.fd = eventfd(0, 0);
	CHECK(sub.fd >= 0);
	CHECK(ioctl(fd, GW_EVENTFD_SUBSCRIBE, &sub) == 0);
	CHECK(send_some(fd, 1, ALL_TYPES_MANNER_COPY) == 0);
	CHECK(read(sub.fd, &times, sizeof(times)) == sizeof(times) && times == 1);
	return 0;
}

static int relay(int fd)
{
	struct {
		struct gw_relay_subbuf head;
		struct gw_record record;
		struct all_types_gw_note note;
	} got;
	struct gw_relay_state state;
	cpu_set_t first;
	int file;

	CPU_ZERO(&first);
	CPU_SET(0, &first);
	CHECK(sched_setaffinity(0, sizeof(first), &first) == 0);
	file = open("/sys/kernel/debug/gangway/all_types/note.0", O_RDONLY);
	CHECK(file >= 0);
	CHECK(send_note(fd) == 0);
	CHECK(ioctl(file, GW_RELAY_STATE, &state) == 0 && state.sent == 1 && state.lost == 0);
	CHECK(read(file, &got, sizeof(got)) == sizeof(got));
	CHECK(got.head.bytes == sizeof(got) && got.record.event == ALL_TYPES_NOTE);
	CHECK(is_note(&got.note, got.record.size));
	close(file);
	return 0;
}

static int page(int fd)
{
	const struct gw_page *head = mmap(NULL, 4096, PROT_READ, MAP_SHARED, fd, GW_PAGE_VALUES);
	const struct gw_page_place *at;
	struct all_types_gw_level level = { .value = 180 };

	CHECK(head != MAP_FAILED && head->magic == GW_PAGE_MAGIC);
	CHECK(ioctl(fd, ALL_TYPES_IOC_SET_LEVEL, &level) == 0);
	level.value = 0;
	at = &head->places[ALL_TYPES_LEVEL];
	CHECK(at->offset + GW_PAGE_SLOT(at->size) <= 4096 && at->size == sizeof(level));
	CHECK(gw_page_read((const void *)((const char *)head + at->offset), at->size, &level,
			   sizeof(level)));
	CHECK(level.value == 180);
	return 0;
}

static int options(int session)
{
	struct gw_sockopt_find find = { .device = "all_types" };
	struct all_types_gw_level level = { .value = 160 };
	union all_types_gw_echo echo;
	socklen_t size = sizeof(find);
	int fd = socket(AF_INET, SOCK_DGRAM, 0);

	(void)session;
	CHECK(fd >= 0);
	CHECK(getsockopt(fd, IPPROTO_IP, GW_SOCKOPT_FIND, &find, &size) == 0);
	CHECK(setsockopt(fd, IPPROTO_IP, (int)find.options + ALL_TYPES_LEVEL, &level,
			 sizeof(level)) == 0);
	level.value = 0;
	size = sizeof(level);
	CHECK(getsockopt(fd, IPPROTO_IP, (int)find.options + ALL_TYPES_LEVEL, &level,
			 &size) == 0);
	CHECK(level.value == 160 && size == sizeof(level));

	memset(&echo, 0, sizeof(echo));
	echo.request.a64 = 0x123456789abcdef0;
	echo.request.list_count = 4;
	echo.request.list[3] = ~0ull;
	size = sizeof(echo);
	CHECK(getsockopt(fd, IPPROTO_IP, (int)find.options + ALL_TYPES_ECHO, &echo, &size) == 0);
	CHECK(echo.reply.a64 == 0x123456789abcdef0 && echo.reply.list[3] == ~0ull);
	CHECK(size == sizeof(echo.reply));
	close(fd);
	return 0;
}

static int calls(int session)
{
	struct gw_syscall_find find = { .device = "all_types" };
	struct all_types_gw_level level = { .value = 170 };
	union all_types_gw_echo echo;

	(void)session;
	CHECK(syscall(GW_SYSCALL, 0, GW_SYSCALL_FIND, &find) == 0 && find.number > 0);
	CHECK(syscall(GW_SYSCALL, find.number, ALL_TYPES_IOC_SET_LEVEL, &level) == 0);
	level.value = 0;
	CHECK(syscall(GW_SYSCALL, find.number, ALL_TYPES_IOC_GET_LEVEL, &level) == 0);
	CHECK(level.value == 170);

	memset(&echo, 0, sizeof(echo));
	echo.request.a64 = 0x123456789abcdef0;
	echo.request.list_count = 4;
	echo.request.list[3] = ~0ull;
	CHECK(syscall(GW_SYSCALL, find.number, ALL_TYPES_IOC_ECHO, &echo) == 0);
	CHECK(echo.reply.a64 == 0x123456789abcdef0 && echo.reply.list[3] == ~0ull);

	CHECK(syscall(549, 42) == 42);
	CHECK(syscall(549, -5000) == -5000);
	CHECK(syscall(549, -1) == -1 && errno == EOVERFLOW);
	return 0;
}

static int messages(int session)
{
	struct {
		struct nlmsghdr head;
		struct gw_netlink what;
		struct all_types_gw_all data;
	} sent, got;
	struct {
		struct nlmsghdr head;
		struct nlmsgerr error;
	} end;
	int fd = socket(AF_NETLINK, SOCK_RAW, GW_NETLINK_PROTOCOL);

	(void)session;
	CHECK(fd >= 0);
	CHECK(sizeof(sent) == sizeof(sent.head) + sizeof(sent.what) + sizeof(sent.data));
	memset(&sent, 0, sizeof(sent));
	sent.head.nlmsg_len = sizeof(sent);
	sent.head.nlmsg_type = GW_NETLINK_CALL;
	sent.head.nlmsg_flags = NLM_F_REQUEST | NLM_F_ACK;
	sent.head.nlmsg_seq = 7;
	strcpy(sent.what.device, "all_types");
	sent.what.element = ALL_TYPES_ECHO;
	sent.data.a64 = 0x123456789abcdef0;
	sent.data.list_count = 4;
	sent.data.list[3] = ~0ull;
	CHECK(send(fd, &sent, sizeof(sent), 0) == sizeof(sent));
	CHECK(recv(fd, &got, sizeof(got), MSG_DONTWAIT | MSG_TRUNC) == sizeof(got));
	CHECK(got.head.nlmsg_type == GW_NETLINK_CALL && got.head.nlmsg_seq == 7);
	CHECK(got.what.element == ALL_TYPES_ECHO);
	CHECK(memcmp(&got.data, &sent.data, sizeof(sent.data)) == 0);
	CHECK(recv(fd, &end, sizeof(end), MSG_DONTWAIT) > 0);
	CHECK(end.head.nlmsg_type == NLMSG_ERROR && end.error.error == 0);
	close(fd);
	return 0;
}

/* Submits one request and waits for its end; the first of both rings. */
static int submissions(int fd)
{
	struct io_uring_params of = { 0 };
	struct gw_uring_request where = { 0 };
	union all_types_gw_echo echo;
	struct io_uring_sqe *entry;
	struct io_uring_cqe *done;
	char *asked, *ended;
	int ring = (int)syscall(SYS_io_uring_setup, 1, &of);

	CHECK(ring >= 0);
	asked = mmap(NULL, of.sq_off.array + of.sq_entries * sizeof(__u32),
		     PROT_READ | PROT_WRITE, MAP_SHARED, ring, IORING_OFF_SQ_RING);
	ended = mmap(NULL, of.cq_off.cqes + of.cq_entries * sizeof(*done), PROT_READ | PROT_WRITE,
		     MAP_SHARED, ring, IORING_OFF_CQ_RING);
	entry = mmap(NULL, of.sq_entries * sizeof(*entry), PROT_READ | PROT_WRITE, MAP_SHARED,
		     ring, IORING_OFF_SQES);
	CHECK(asked != MAP_FAILED && ended != MAP_FAILED && entry != MAP_FAILED);

	memset(&echo, 0, sizeof(echo));
	echo.request.a64 = 0x123456789abcdef0;
	echo.request.list_count = 4;
	echo.request.list[3] = ~0ull;
	where.addr = (__u64)(unsigned long)&echo;
	memset(entry, 0, sizeof(*entry));
	entry->opcode = IORING_OP_URING_CMD;
	entry->fd = fd;
	entry->cmd_op = ALL_TYPES_IOC_ECHO;
	entry->user_data = 7;
	memcpy((char *)entry + offsetof(struct io_uring_sqe, cmd), &where, sizeof(where));
	*(__u32 *)(asked + of.sq_off.array) = 0;
	__atomic_store_n((__u32 *)(asked + of.sq_off.tail), 1, __ATOMIC_RELEASE);
	CHECK(syscall(SYS_io_uring_enter, ring, 1, 1, IORING_ENTER_GETEVENTS, NULL, 0) == 1);
	CHECK(__atomic_load_n((__u32 *)(ended + of.cq_off.tail), __ATOMIC_ACQUIRE) == 1);
	done = (struct io_uring_cqe *)(ended + of.cq_off.cqes);
	CHECK(done->res == 0 && done->user_data == 7);
	CHECK(echo.reply.a64 == 0x123456789abcdef0 && echo.reply.list[3] == ~0ull);
	close(ring);
	return 0;
}

/* Positions are of 64 bits everywhere. */
static int streams(void)
{
	const off_t far = 5ll << 32;
	struct gw_stream_size size = { .element = KEPT_CONTENT };
	char text[8] = "";
	int fd = open(KEPT_NODE, O_RDWR | O_TRUNC);

	CHECK(fd >= 0);
	CHECK(write(fd, "abcdef", 6) == 6 && lseek(fd, 0, SEEK_CUR) == 6);
	CHECK(lseek(fd, -4, SEEK_END) == 2);
	CHECK(read(fd, text, 3) == 3 && !strcmp(text, "cde"));
	CHECK(read(fd, text, 3) == 1 && read(fd, text, 3) == 0);
	CHECK(pwrite(fd, "X", 1, 9) == 1 && pread(fd, text, sizeof(text), 7) == 3);
	CHECK(!memcmp(text, "\0\0X", 3));
	CHECK(ioctl(fd, GW_IOC_STREAM_SIZE, &size) == 0 && size.size == 10);
	CHECK(lseek(fd, far, SEEK_SET) == -1 && errno == EINVAL);
	CHECK(pwrite(fd, "X", 1, far) == -1 && errno == ENOSPC);
	close(fd);

	fd = open(FILED_NODE, O_RDWR);
	CHECK(fd >= 0);
	CHECK(lseek(fd, far, SEEK_SET) == far && read(fd, text, 1) == 0);
	CHECK(lseek(fd, 1, SEEK_CUR) == far + 1);
	close(fd);
	return 0;
}

/* Records for who has subscribed, and streams. */
static int chardev(int fd)
{
	struct gw_subscribe sub = one_event(GW_CARRIER_chardev, ALL_TYPES_NOTE);
	struct note_item item;

	CHECK(ioctl(fd, GW_IOC_SUBSCRIBE, &sub) == 0);
	CHECK(send_note(fd) == 0);
	CHECK(is_item(&item, read(fd, &item, sizeof(item))));
	return streams();
}

static const struct {
	const char *carrier;
	int (*works)(int fd);
} carriers[] = {
	{ "ioctl", requests },
	{ "io_uring", submissions },
	{ "syscall", calls },
	{ "sockopt", options },
	{ "netlink", messages },
	{ "page", page },
	{ "ring", ring },
	{ "chardev", chardev },
	{ "signal", signals },
	{ "thread", thread },
	{ "eventfd", counts },
	{ "relay", relay },
};

int main(int argc, char **argv)
{
	const int fd = open(ALL_TYPES_NODE, O_RDWR);
	size_t i;

	CHECK(fd >= 0 && argc == 2);
	for (i = 0; i < sizeof(carriers) / sizeof(*carriers); i++)
		if (!strcmp(carriers[i].carrier, argv[1])) {
			printf("%zu bits: %s\n", 8 * sizeof(void *), argv[1]);
			return carriers[i].works(fd);
		}
	printf("it does not know the carrier %s\n", argv[1]);
	return 1;
}
