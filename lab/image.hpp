// SPDX-License-Identifier: MIT
// The guest's initial and only file system: PID 1, a base system, and the run's own files.
#pragma once

#include "files.hpp"

#include <map>
#include <string>
#include <sys/types.h>

namespace gangway::lab {

class guest_image {
public:
    // PID 1 and an empty system: the folders, /etc/passwd, no programs.
    guest_image();

    // A file, or a folder with its contents, together with the libraries and interpreters that the
    // programs among them need. Symbolic links inside a folder stay links.
    void add(const fs::path& from, const fs::path& to);
    void add_content(const fs::path& to, std::string content, mode_t mode = 0644);
    void add_folder(const fs::path& to, mode_t mode = 0755);

    // The host's /bin/sh, and busybox under the names of all the programs that are not there yet,
    // if the host has it.
    void add_base_system();

    // A program in the guest: by path, or in a folder of its PATH. Empty if there is none.
    [[nodiscard]] fs::path find_program(const fs::path& name) const;

    // The archive for -initrd.
    [[nodiscard]] std::string pack() const;

    static constexpr const char* path_variable =
        "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

private:
    struct entry {
        mode_t mode = 0;     // type and permissions
        std::string content; // or a link's target
        fs::path from;       // if not empty, the content is in this file of the host
        dev_t device = 0;
    };

    entry& set(const std::string& path, mode_t mode, std::string content);
    // The same, and the folders it is in.
    entry& put(const fs::path& to, mode_t mode, std::string content = {});
    void add_file(const fs::path& from, const fs::path& to);
    void add_tree(const fs::path& from, const fs::path& to);
    void add_busybox();

    std::map<std::string, entry> entries_; // sorted, so a folder comes before what is in it
};

} // namespace gangway::lab
