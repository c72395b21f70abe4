// SPDX-License-Identifier: MIT
#include "uml.hpp"

#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <fmt/format.h>
#include <sys/ptrace.h>
#include <sys/statvfs.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

namespace gangway::lab {

namespace {

// As the kernel will: it traces the processes of its programs.
void try_to_trace() {
    const pid_t pid = ::fork();
    if (pid < 0)
        throw failure(fmt::format("cannot start a process: {}", std::strerror(errno)));
    if (pid == 0)
        ::_exit(::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) == 0 ? 0 : errno);
    int status = 0;
    while (::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
    }
    if (status != 0)
        throw not_here(fmt::format(
            "User-Mode Linux needs ptrace, which is not allowed here ({}): allow it, in a "
            "container by --cap-add SYS_PTRACE or its seccomp profile, or take another kernel",
            WIFEXITED(status) ? std::strerror(WEXITSTATUS(status)) : "the process was killed"));
}

// Why that much memory cannot be there; empty: it can.
std::string objection(const fs::path& folder, std::uint64_t bytes) {
    struct statvfs of{};
    if (::statvfs(folder.c_str(), &of) != 0 || ::access(folder.c_str(), W_OK | X_OK) != 0)
        return std::strerror(errno);
    if ((of.f_flag & ST_NOEXEC) != 0)
        return "it is mounted noexec";
    if (const std::uint64_t room = of.f_bavail * of.f_frsize; room < bytes)
        return fmt::format("it has room for {} MiB", room >> 20);
    return {};
}

} // namespace

fs::path uml_memory(int mebibytes) {
    try_to_trace();
    std::vector<fs::path> folders;
    for (const char* const name : {"TMPDIR", "TMP", "TEMP"}) // as the kernel itself looks
        if (const char* const given = std::getenv(name); given != nullptr && *given != '\0') {
            folders.emplace_back(given);
            break;
        }
    folders.emplace_back("/dev/shm");
    folders.push_back(cache_dir());
    std::string why;
    for (const fs::path& folder : folders) {
        const std::string against = objection(folder, std::uint64_t(mebibytes) << 20);
        if (against.empty())
            return folder;
        why += fmt::format("{}{}: {}", why.empty() ? "" : "; ", folder.native(), against);
    }
    throw not_here(fmt::format(
        "User-Mode Linux finds no room for a guest's {} MiB of memory ({}): have TMPDIR name a "
        "folder that has it, or give the guest less",
        mebibytes, why));
}

} // namespace gangway::lab
