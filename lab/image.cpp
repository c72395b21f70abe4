// SPDX-License-Identifier: MIT
#include "image.hpp"

#include "closure.hpp"
#include "cpio.hpp"
#include "init_program.hpp"
#include "process.hpp"

#include <algorithm>
#include <array>
#include <fmt/format.h>
#include <sstream>
#include <sys/stat.h>
#include <sys/sysmacros.h>

namespace gangway::lab {

namespace {

// The guest's /usr is merged, as Debian's is: these are links into it.
constexpr std::array merged{"bin", "sbin", "lib", "lib32", "lib64", "libx32"};
constexpr std::array program_folders{"/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin"};

fs::path in_guest(const fs::path& path) {
    const fs::path relative = path.lexically_normal().relative_path();
    if (!relative.empty() && std::ranges::find(merged, *relative.begin()) != merged.end())
        return "/usr" / relative;
    return "/" / relative;
}

} // namespace

guest_image::guest_image() {
    add_folder("/");
    for (const char* folder : {"/dev", "/etc", "/lab", "/mnt", "/proc", "/root", "/run", "/sys"})
        add_folder(folder);
    for (const char* folder : {"/tmp", "/var/tmp"})
        add_folder(folder, 01777);
    for (const char* name : merged) {
        add_folder(fs::path("/usr") / name);
        set("/" + std::string(name), S_IFLNK | 0777, fmt::format("usr/{}", name));
    }
    put("/var/run", S_IFLNK | 0777, "/run");
    put("/dev/console", S_IFCHR | 0600).device = makedev(5, 1);
    add_content("/etc/passwd", "root:x:0:0:root:/root:/bin/sh\n"
                               "nobody:x:65534:65534:nobody:/nonexistent:/bin/false\n");
    add_content("/etc/group", "root:x:0:\nnogroup:x:65534:\n");
    add_content("/etc/hosts", "127.0.0.1 localhost lab\n::1 localhost\n");
    add_content("/init", std::string(init_program()), 0755);
}

guest_image::entry& guest_image::set(const std::string& path, mode_t mode, std::string content) {
    entry& what = entries_[path] = {};
    what.mode = mode;
    what.content = std::move(content);
    return what;
}

guest_image::entry& guest_image::put(const fs::path& to, mode_t mode, std::string content) {
    const fs::path path = in_guest(to);
    for (fs::path parent = path.parent_path(); parent != "/"; parent = parent.parent_path()) {
        if (!entries_.contains(parent))
            set(parent, S_IFDIR | 0755, {});
    }
    return set(path, mode, std::move(content));
}

void guest_image::add_content(const fs::path& to, std::string content, mode_t mode) {
    put(to, S_IFREG | mode, std::move(content));
}

void guest_image::add_folder(const fs::path& to, mode_t mode) {
    put(to, S_IFDIR | mode);
}

void guest_image::add_file(const fs::path& from, const fs::path& to) {
    const auto permissions = static_cast<mode_t>(fs::status(from).permissions());
    put(to, S_IFREG | (permissions & 07777)).from = from;
    for (const fs::path& needed : needs(from)) {
        if (!entries_.contains(in_guest(needed).native()))
            add_file(needed, needed);
    }
}

void guest_image::add_tree(const fs::path& from, const fs::path& to) {
    add_folder(to);
    for (const fs::directory_entry& found : fs::recursive_directory_iterator(from)) {
        const fs::path there = to / found.path().lexically_relative(from);
        if (found.is_symlink())
            put(there, S_IFLNK | 0777, fs::read_symlink(found));
        else if (found.is_directory())
            add_folder(there);
        else if (found.is_regular_file())
            add_file(found, there);
    }
}

void guest_image::add(const fs::path& from, const fs::path& to) {
    if (fs::is_directory(from))
        add_tree(from, to);
    else if (fs::is_regular_file(from))
        add_file(from, to);
    else
        throw failure(fmt::format("there is no file or folder {}", from.native()));
}

void guest_image::add_base_system() {
    // Not busybox's shell: that one prefers its own programs to those on PATH.
    if (const fs::path shell = lab::find_program("/bin/sh"); !shell.empty())
        add_file(shell, "/bin/sh");
    // Where the loader finds libraries that are in no standard folder.
    if (fs::exists("/etc/ld.so.cache"))
        add_file("/etc/ld.so.cache", "/etc/ld.so.cache");
    add_busybox();
}

void guest_image::add_busybox() {
    const fs::path busybox = lab::find_program("busybox");
    if (busybox.empty())
        return;
    add_file(busybox, "/usr/bin/busybox");
    std::istringstream list(capture({busybox, "--list-full"}).out);
    for (std::string line; std::getline(list, line);) {
        const fs::path path = in_guest(line);
        if (find_program(path.filename()).empty())
            put(path, S_IFLNK | 0777, "/usr/bin/busybox");
    }
}

fs::path guest_image::find_program(const fs::path& name) const {
    if (name.has_parent_path()) {
        const auto found = entries_.find(in_guest(name).native());
        return found != entries_.end() && !S_ISDIR(found->second.mode) ? name : fs::path{};
    }
    for (const char* folder : program_folders) {
        if (fs::path path = folder / name; entries_.contains(path.native()))
            return path;
    }
    return {};
}

std::string guest_image::pack() const {
    cpio_archive archive;
    for (const auto& [path, what] : entries_) {
        if (path != "/")
            archive.add(path, what.mode, what.from.empty() ? what.content : read_file(what.from),
                        what.device);
    }
    return std::move(archive).finish();
}

} // namespace gangway::lab
