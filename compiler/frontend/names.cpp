// SPDX-License-Identifier: MIT
#include "frontend/names.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace gangway::compiler {

namespace {

using words = std::span<const std::string_view>;

// C11 and C++20 together, alternative tokens and C23's new ones included.
constexpr auto keywords = std::to_array<std::string_view>({"alignas",
                                                           "alignof",
                                                           "and",
                                                           "and_eq",
                                                           "asm",
                                                           "auto",
                                                           "bitand",
                                                           "bitor",
                                                           "bool",
                                                           "break",
                                                           "case",
                                                           "catch",
                                                           "char",
                                                           "char16_t",
                                                           "char32_t",
                                                           "char8_t",
                                                           "class",
                                                           "co_await",
                                                           "co_return",
                                                           "co_yield",
                                                           "compl",
                                                           "concept",
                                                           "const",
                                                           "const_cast",
                                                           "consteval",
                                                           "constexpr",
                                                           "constinit",
                                                           "continue",
                                                           "decltype",
                                                           "default",
                                                           "delete",
                                                           "do",
                                                           "double",
                                                           "dynamic_cast",
                                                           "else",
                                                           "enum",
                                                           "explicit",
                                                           "export",
                                                           "extern",
                                                           "false",
                                                           "float",
                                                           "for",
                                                           "friend",
                                                           "goto",
                                                           "if",
                                                           "inline",
                                                           "int",
                                                           "long",
                                                           "mutable",
                                                           "namespace",
                                                           "new",
                                                           "noexcept",
                                                           "not",
                                                           "not_eq",
                                                           "nullptr",
                                                           "operator",
                                                           "or",
                                                           "or_eq",
                                                           "private",
                                                           "protected",
                                                           "public",
                                                           "register",
                                                           "reinterpret_cast",
                                                           "requires",
                                                           "restrict",
                                                           "return",
                                                           "short",
                                                           "signed",
                                                           "sizeof",
                                                           "static",
                                                           "static_assert",
                                                           "static_cast",
                                                           "struct",
                                                           "switch",
                                                           "template",
                                                           "this",
                                                           "thread_local",
                                                           "throw",
                                                           "true",
                                                           "try",
                                                           "typedef",
                                                           "typeid",
                                                           "typename",
                                                           "typeof",
                                                           "typeof_unqual",
                                                           "union",
                                                           "unsigned",
                                                           "using",
                                                           "virtual",
                                                           "void",
                                                           "volatile",
                                                           "wchar_t",
                                                           "while",
                                                           "xor",
                                                           "xor_eq"});

// Macros, also of those with arguments what a program may call: `client.major(…)` would expand.
constexpr auto library_macros =
    std::to_array<std::string_view>({"assert",     "complex",
                                     "errno",      "i386",
                                     "imaginary",  "linux",
                                     "major",      "makedev",
                                     "minor",      "offsetof",
                                     "setjmp",     "si_addr",
                                     "si_int",     "si_pid",
                                     "si_ptr",     "si_status",
                                     "si_uid",     "si_value",
                                     "st_atime",   "st_ctime",
                                     "st_mtime",   "stderr",
                                     "stdin",      "stdout",
                                     "s_addr",     "s6_addr",
                                     "sa_handler", "sa_sigaction",
                                     "unix",       "va_arg",
                                     "va_copy",    "va_end",
                                     "va_start",   "sigev_notify_function",
                                     "alloca",     "bcopy",
                                     "h_addr",     "sv_onstack",
                                     "noreturn",   "strdupa",
                                     "tolower",    "toupper"});

constexpr auto kernel_macros = std::to_array<std::string_view>({
#define GW_KERNEL_MACRO(word) #word,
#define GW_KERNEL_WORD(word)
#include "frontend/kernel_words.def"
#undef GW_KERNEL_MACRO
#undef GW_KERNEL_WORD
});

constexpr auto builtin_types = std::to_array<std::string_view>({
#define GW_TYPE(NAME, id, name, word, ...) word,
#include <gangway/types.def>
    "f32", "f64", "flags"});

// Namespaces, and the classes and members of every generated client.
constexpr auto own_words =
    std::to_array<std::string_view>({"gangway", "gw", "std", "fmt", "posix", "client",
                                     "client_base", "connect", "subscribe", "carriers", "dynamic"});

// An interface becomes a namespace, which cannot be called like a function of the C library.
constexpr auto library_functions = std::to_array<std::string_view>(
    {"abort",  "abs",     "accept",  "access",   "acct",      "alarm",  "atexit",    "bind",
     "brk",    "ceil",    "chdir",   "chmod",    "chown",     "chroot", "clock",     "clone",
     "close",  "connect", "cos",     "creat",    "ctime",     "daemon", "div",       "dup",
     "err",    "exit",    "exp",     "fabs",     "fcntl",     "floor",  "flock",     "fork",
     "free",   "fsync",   "gamma",   "getpid",   "getrandom", "index",  "ioctl",     "ioperm",
     "iopl",   "kill",    "link",    "listen",   "lockf",     "log",    "lseek",     "malloc",
     "mkdir",  "mknod",   "mmap",    "mount",    "nice",      "open",   "pause",     "personality",
     "pipe",   "poll",    "pow",     "prctl",    "printf",    "ptrace", "puts",      "quotactl",
     "raise",  "rand",    "random",  "read",     "reboot",    "recv",   "remainder", "remove",
     "rename", "rewind",  "round",   "scanf",    "select",    "send",   "shutdown",  "signal",
     "sin",    "sleep",   "socket",  "splice",   "sqrt",      "stat",   "statfs",    "stime",
     "swab",   "sync",    "syscall", "sysinfo",  "syslog",    "system", "tan",       "tee",
     "time",   "times",   "trunc",   "truncate", "ulimit",    "umask",  "umount",    "uname",
     "unlink", "unshare", "utime",   "vfork",    "vhangup",   "wait",   "warn",      "write"});

// It becomes a struct of the kernel too, and the beginning of NAME_register().
constexpr auto kernel_words = std::to_array<std::string_view>({
#define GW_KERNEL_MACRO(word)
#define GW_KERNEL_WORD(word) #word,
#include "frontend/kernel_words.def"
#undef GW_KERNEL_MACRO
#undef GW_KERNEL_WORD
});

constexpr auto errnos = std::to_array<std::string_view>(
    {"E2BIG",        "EACCES",          "EADDRINUSE",  "EADDRNOTAVAIL",   "EAFNOSUPPORT",
     "EAGAIN",       "EALREADY",        "EBADE",       "EBADF",           "EBADFD",
     "EBADMSG",      "EBADR",           "EBADRQC",     "EBADSLT",         "EBUSY",
     "ECANCELED",    "ECHILD",          "ECHRNG",      "ECOMM",           "ECONNABORTED",
     "ECONNREFUSED", "ECONNRESET",      "EDEADLK",     "EDESTADDRREQ",    "EDOM",
     "EDQUOT",       "EEXIST",          "EFAULT",      "EFBIG",           "EHOSTDOWN",
     "EHOSTUNREACH", "EHWPOISON",       "EIDRM",       "EILSEQ",          "EINPROGRESS",
     "EINTR",        "EINVAL",          "EIO",         "EISCONN",         "EISDIR",
     "EKEYEXPIRED",  "EKEYREJECTED",    "EKEYREVOKED", "ELOOP",           "EMEDIUMTYPE",
     "EMFILE",       "EMLINK",          "EMSGSIZE",    "EMULTIHOP",       "ENAMETOOLONG",
     "ENETDOWN",     "ENETRESET",       "ENETUNREACH", "ENFILE",          "ENOBUFS",
     "ENODATA",      "ENODEV",          "ENOENT",      "ENOEXEC",         "ENOKEY",
     "ENOLCK",       "ENOLINK",         "ENOMEDIUM",   "ENOMEM",          "ENOMSG",
     "ENONET",       "ENOPROTOOPT",     "ENOSPC",      "ENOSR",           "ENOSTR",
     "ENOSYS",       "ENOTBLK",         "ENOTCONN",    "ENOTDIR",         "ENOTEMPTY",
     "ENOTNAM",      "ENOTRECOVERABLE", "ENOTSOCK",    "ENOTTY",          "ENOTUNIQ",
     "ENXIO",        "EOPNOTSUPP",      "EOVERFLOW",   "EOWNERDEAD",      "EPERM",
     "EPFNOSUPPORT", "EPIPE",           "EPROTO",      "EPROTONOSUPPORT", "EPROTOTYPE",
     "ERANGE",       "EREMCHG",         "EREMOTE",     "EREMOTEIO",       "ERESTART",
     "ERFKILL",      "EROFS",           "ESHUTDOWN",   "ESOCKTNOSUPPORT", "ESPIPE",
     "ESRCH",        "ESTALE",          "ESTRPIPE",    "ETIME",           "ETIMEDOUT",
     "ETXTBSY",      "EUCLEAN",         "EUNATCH",     "EUSERS",          "EXDEV"});

constexpr auto capabilities = std::to_array<std::string_view>(
    {"CAP_AUDIT_CONTROL",   "CAP_AUDIT_READ",   "CAP_AUDIT_WRITE",
     "CAP_BLOCK_SUSPEND",   "CAP_BPF",          "CAP_CHECKPOINT_RESTORE",
     "CAP_CHOWN",           "CAP_DAC_OVERRIDE", "CAP_DAC_READ_SEARCH",
     "CAP_FOWNER",          "CAP_FSETID",       "CAP_IPC_LOCK",
     "CAP_IPC_OWNER",       "CAP_KILL",         "CAP_LEASE",
     "CAP_LINUX_IMMUTABLE", "CAP_MAC_ADMIN",    "CAP_MAC_OVERRIDE",
     "CAP_MKNOD",           "CAP_NET_ADMIN",    "CAP_NET_BIND_SERVICE",
     "CAP_NET_BROADCAST",   "CAP_NET_RAW",      "CAP_PERFMON",
     "CAP_SETFCAP",         "CAP_SETGID",       "CAP_SETPCAP",
     "CAP_SETUID",          "CAP_SYS_ADMIN",    "CAP_SYS_BOOT",
     "CAP_SYS_CHROOT",      "CAP_SYSLOG",       "CAP_SYS_MODULE",
     "CAP_SYS_NICE",        "CAP_SYS_PACCT",    "CAP_SYS_PTRACE",
     "CAP_SYS_RAWIO",       "CAP_SYS_RESOURCE", "CAP_SYS_TIME",
     "CAP_SYS_TTY_CONFIG",  "CAP_WAKE_ALARM"});

bool contains(words list, std::string_view word) noexcept {
    return std::ranges::find(list, word) != list.end();
}

} // namespace

bool is_name(std::string_view word) noexcept {
    constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyz";
    return !word.empty() && letters.find(word[0]) != letters.npos &&
           word.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == word.npos;
}

std::string_view reserved_as(std::string_view name, name_use use) noexcept {
    if (contains(keywords, name))
        return "a keyword of C or C++";
    if (contains(library_macros, name))
        return "a macro of C or C++ compilers and libraries";
    if (contains(kernel_macros, name))
        return "a macro of the kernel's headers";
    if (use == name_use::type && contains(builtin_types, name))
        return "the name of a built-in type";
    const bool is_cpp_name = use != name_use::field && use != name_use::value;
    if (is_cpp_name && contains(own_words, name))
        return "a word that the generated code needs";
    if (use == name_use::interface && is_library_function(name))
        return "a function of the C library";
    if (use == name_use::interface && name.starts_with("gw_"))
        return "one of Gangway's own names, which begin with gw_";
    if (use == name_use::interface && contains(kernel_words, name))
        return "a word of the kernel itself";
    return {};
}

bool is_library_function(std::string_view name) noexcept {
    return contains(library_functions, name);
}

bool is_errno(std::string_view word) noexcept {
    return contains(errnos, word);
}

bool is_capability(std::string_view word) noexcept {
    return contains(capabilities, word);
}

std::vector<std::string_view> errno_names() {
    return {errnos.begin(), errnos.end()};
}

std::vector<std::string_view> capability_names() {
    return {capabilities.begin(), capabilities.end()};
}

} // namespace gangway::compiler
