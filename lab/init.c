// SPDX-License-Identifier: MIT
/*
 * PID 1 of the lab's guest: prepares the system, loads the modules, runs one
 * command, reports how it ended, and powers the machine off.
 *
 * What to do stands in /lab/plan, written by image.cpp: strings that each end
 * in a NUL and begin with a letter that says what they are:
 *
 *   l PATH   a module that the lab itself needs (before anything is reported)
 *   m PATH   a module of the user          p PARAMS  parameters of the last m
 *   d PATH   the command's directory       x PATH    its program
 *   a ARG    one of its arguments          e N=V     one of its variables
 *
 * The host is notified on port 1 (/dev/vport0p1, or what LAB_PORTS begins), in
 * lines:
 *
 *   boot                    the kernel is up; the user's modules come next
 *   module NAME: ERROR      one did not load; the guest ends here
 *   start                   the command comes next
 *   exec ERROR              it could not be executed; the guest ends here
 *   exit STATUS OUT ERR     it ended, having written that many bytes; the guest
 *                           waits for one byte from the host, which has then
 *                           read them all, and ends
 *
 * A byte from the host before that says that the command is out of time: the
 * guest writes into its log where all tasks stand, and ends.
 *
 * The command's output goes to ports 2 and 3. It writes to pipes, as it would
 * in a shell, because a port can be opened only once (so not as /dev/stderr).
 */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <net/if.h>
#include <poll.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/klog.h>
#include <sys/mount.h>
#include <sys/reboot.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#define KMEMLEAK "/sys/kernel/debug/kmemleak"
#define KMEMLEAK_AGE 6	/* seconds, before which it suspects nothing */

static const struct {
	const char *type, *path;
} mounts[] = {
	{ "proc", "/proc" },
	{ "sysfs", "/sys" },
	{ "devtmpfs", "/dev" },
	{ "devpts", "/dev/pts" },
	{ "tmpfs", "/dev/shm" },
	{ "debugfs", "/sys/kernel/debug" },
	{ "tracefs", "/sys/kernel/tracing" },
	{ "cgroup2", "/sys/fs/cgroup" },
	{ "bpf", "/sys/fs/bpf" },
};

struct stream {
	int from, to;		/* the command's pipe, the port */
	unsigned long long bytes;
};

static const char **argv, **envp;
static const char *directory = "/", *program;
static int control = -1;

static void write_all(int fd, const char *data, size_t size)
{
	while (size) {
		ssize_t n = write(fd, data, size);

		if (n < 0 && errno != EINTR)
			return;
		if (n > 0) {
			data += n;
			size -= n;
		}
	}
}

__attribute__((format(printf, 2, 3)))
static void say(int fd, const char *format, ...)
{
	char line[1024];
	va_list args;
	int n;

	va_start(args, format);
	n = vsnprintf(line, sizeof(line), format, args);
	va_end(args);
	write_all(fd, line, n < (int)sizeof(line) ? n : (int)sizeof(line) - 1);
}

/* A mark in the kernel log: one write is one record. */
static void mark(const char *what)
{
	int fd = open("/dev/kmsg", O_WRONLY | O_CLOEXEC);

	say(fd, "<5>gangway-lab: %s", what);
	close(fd);
}

static void __attribute__((noreturn)) power_off(void)
{
	sync();
	reboot(RB_POWER_OFF);
	for (;;)
		pause();
}

/* The host has read everything once it answers. */
static void __attribute__((noreturn)) finish(void)
{
	char byte;

	mark("end");
	while (read(control, &byte, 1) < 0 && errno == EINTR)
		;
	power_off();
}

static void prepare(void)
{
	enum { SET_CONSOLE_LEVEL = 8, EVERYTHING = 8 };
	struct ifreq lo = { .ifr_name = "lo", .ifr_flags = IFF_UP | IFF_RUNNING };
	int fd;

	for (size_t i = 0; i < sizeof(mounts) / sizeof(*mounts); i++) {
		mkdir(mounts[i].path, 0755);
		/* Not every kernel has every one of them. */
		mount(mounts[i].type, mounts[i].path, mounts[i].type, 0, NULL);
	}
	symlink("/proc/self/fd", "/dev/fd");
	symlink("/proc/self/fd/0", "/dev/stdin");
	symlink("/proc/self/fd/1", "/dev/stdout");
	symlink("/proc/self/fd/2", "/dev/stderr");
	/* The host reads the log off the console, whatever the command line says. */
	klogctl(SET_CONSOLE_LEVEL, NULL, EVERYTHING);
	sethostname("lab", 3);
	fd = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
	ioctl(fd, SIOCSIFFLAGS, &lo);
	close(fd);
}

static int load(const char *path, const char *params)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	int error = fd < 0 || syscall(SYS_finit_module, fd, params, 0) ? errno : 0;

	if (fd >= 0)
		close(fd);
	return error == EEXIST ? 0 : error;
}

static void load_for_user(const char *path, const char *params)
{
	int error = load(path, params);

	if (!error)
		return;
	say(control, "module %s: %s\n", strrchr(path, '/') + 1, strerror(error));
	finish();
}

/*
 * A port's device appears some time after its driver, and then for a moment
 * cannot be opened yet (ENXIO), of whose end nobody tells. The ports of
 * User-Mode Linux are serial lines, whose terminal must leave the bytes alone.
 */
static int open_port(int number)
{
	const struct timespec moment = { .tv_nsec = 5000000 };
	const char *lines = getenv("LAB_PORTS");
	struct termios mode;
	char path[32];
	int fd;

	snprintf(path, sizeof(path), "%s%d", lines ? lines : "/dev/vport0p", number);
	while ((fd = open(path, O_RDWR | O_CLOEXEC | O_NOCTTY)) < 0 &&
	       (errno == ENOENT || errno == ENXIO))
		nanosleep(&moment, NULL);
	if (!tcgetattr(fd, &mode)) {
		cfmakeraw(&mode);
		tcsetattr(fd, TCSANOW, &mode);
	}
	return fd;
}

static char *read_plan(size_t *size)
{
	int fd = open("/lab/plan", O_RDONLY | O_CLOEXEC);
	struct stat st;
	char *plan;

	if (fd < 0 || fstat(fd, &st))
		return NULL;
	plan = malloc(st.st_size + 1);
	if (!plan)
		return NULL;
	*size = read(fd, plan, st.st_size) == st.st_size ? st.st_size : 0;
	plan[*size] = '\0';
	close(fd);
	return plan;
}

static void scan(int kmemleak)
{
	write_all(kmemleak, "scan", 4);
}

/* What looks leaked before the user's modules come is none of their affair. */
static void forget_leaks(void)
{
	int fd = open(KMEMLEAK, O_RDWR | O_CLOEXEC);

	if (fd < 0)
		return;		/* most kernels do not look for leaks */
	write_all(fd, "scan=off", 8);	/* from now on when we say so */
	scan(fd);
	write_all(fd, "clear", 5);
	close(fd);
}

/* Lets the kernel look for leaked memory, and copies what it found into its log. */
static void report_leaks(void)
{
	FILE *found = fopen(KMEMLEAK, "r+e");
	char line[512];
	int log;

	if (!found)
		return;
	sleep(KMEMLEAK_AGE);
	scan(fileno(found));
	scan(fileno(found));	/* what changed during the first was spared */
	log = open("/dev/kmsg", O_WRONLY | O_CLOEXEC);
	while (fgets(line, sizeof(line), found))
		say(log, "<5>kmemleak: %s", line);
	close(log);
	fclose(found);
}

/* Carries out the plan up to the command, which is left in argv and its fellows. */
static void follow(const char *plan, size_t size)
{
	const char *end = plan + size, *next;
	int argc = 0, envc = 0, ready = 0;

	for (const char *s = plan; s < end; s = next) {
		next = s + strlen(s) + 1;
		if (*s != 'l' && !ready++) {
			control = open_port(1);
			forget_leaks();
			mark("start");
			say(control, "boot\n");
		}
		switch (*s) {
		case 'l':
			load(s + 1, "");
			break;
		case 'm':
			load_for_user(s + 1, next < end && *next == 'p' ? next + 1 : "");
			break;
		case 'd':
			directory = s + 1;
			break;
		case 'x':
			program = s + 1;
			break;
		case 'a':
			argv[argc++] = s + 1;
			break;
		case 'e':
			envp[envc++] = s + 1;
			break;
		}
	}
}

static void __attribute__((noreturn)) become_command(int out, int err, int failed)
{
	sigset_t none;
	int error;

	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
	setsid();
	dup2(open("/dev/null", O_RDONLY), 0);
	dup2(out, 1);
	dup2(err, 2);
	if (!chdir(directory))
		execve(program, (char **)argv, (char **)envp);
	error = errno;
	write_all(failed, (char *)&error, sizeof(error));
	_exit(127);
}

/* Starts the command, or says why it does not start. */
static pid_t start(struct stream *out, struct stream *err)
{
	int o[2], e[2], failed[2], error;
	pid_t pid;

	pipe2(o, O_CLOEXEC);
	pipe2(e, O_CLOEXEC);
	pipe2(failed, O_CLOEXEC);
	mark("command");
	say(control, "start\n");
	pid = fork();
	if (!pid)
		become_command(o[1], e[1], failed[1]);
	close(o[1]);
	close(e[1]);
	close(failed[1]);
	if (pid < 0 || read(failed[0], &error, sizeof(error)) == sizeof(error)) {
		say(control, "exec %s\n", strerror(pid < 0 ? errno : error));
		finish();
	}
	close(failed[0]);
	*out = (struct stream){ o[0], open_port(2), 0 };
	*err = (struct stream){ e[0], open_port(3), 0 };
	return pid;
}

static void pass_on(struct stream *s)
{
	static char buffer[32768];	/* what a port takes at once */
	ssize_t n = read(s->from, buffer, sizeof(buffer));

	if (n > 0) {
		write_all(s->to, buffer, n);
		s->bytes += n;
	} else if (n == 0 || errno != EINTR) {
		close(s->from);
		s->from = -1;	/* which poll() passes over */
	}
}

/* Reaps dead processes; true if the command was among them. */
static int reap(pid_t command, int *status)
{
	int its = 0, any;
	pid_t pid;

	while ((pid = waitpid(-1, &any, WNOHANG)) > 0) {
		if (pid != command)
			continue;
		its = 1;
		*status = WIFSIGNALED(any) ? 128 + WTERMSIG(any) : WEXITSTATUS(any);
	}
	return its;
}

/* Into the kernel log: what runs on the processors, who is blocked, all tasks. */
static void __attribute__((noreturn)) tell_where_it_stands(void)
{
	int fd = open("/proc/sysrq-trigger", O_WRONLY | O_CLOEXEC);

	mark("where it stands");
	write_all(fd, "l", 1);
	write_all(fd, "w", 1);
	if (!getenv("LAB_PORTS"))	/* User-Mode Linux 6.12 dies of it */
		write_all(fd, "t", 1);
	power_off();		/* with the log written out */
}

/* Returns the command's status once it has ended and all its output is on its way. */
static int supervise(pid_t command, struct stream *out, struct stream *err, int children)
{
	int status = 0, ended = 0;

	while (!ended || out->from >= 0 || err->from >= 0) {
		struct pollfd fds[] = {
			{ .fd = out->from, .events = POLLIN },
			{ .fd = err->from, .events = POLLIN },
			{ .fd = children, .events = POLLIN },
			{ .fd = control, .events = POLLIN },
		};
		struct signalfd_siginfo info;

		if (poll(fds, 4, -1) < 0)
			continue;
		if (fds[0].revents)
			pass_on(out);
		if (fds[1].revents)
			pass_on(err);
		if (fds[2].revents && read(children, &info, sizeof(info)) > 0 &&
		    reap(command, &status)) {
			ended = 1;
			kill(-1, SIGKILL);	/* what it left behind holds the pipes */
		}
		if (fds[3].revents)
			tell_where_it_stands();
	}
	return status;
}

int main(void)
{
	struct stream out, err;
	sigset_t child;
	size_t size = 0;
	char *plan;
	int children, status;

	prepare();
	plan = read_plan(&size);
	/* Each of the plan's strings takes two bytes at least. */
	argv = calloc(size / 2 + 1, sizeof(*argv));
	envp = calloc(size / 2 + 1, sizeof(*envp));
	if (!plan || !argv || !envp)
		power_off();
	sigemptyset(&child);
	sigaddset(&child, SIGCHLD);
	sigprocmask(SIG_BLOCK, &child, NULL);
	children = signalfd(-1, &child, SFD_CLOEXEC);
	follow(plan, size);
	status = supervise(start(&out, &err), &out, &err, children);
	report_leaks();
	say(control, "exit %d %llu %llu\n", status, out.bytes, err.bytes);
	finish();
}
