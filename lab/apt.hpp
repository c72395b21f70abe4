// SPDX-License-Identifier: MIT
// Debian's archive, through apt.
#pragma once

#include "files.hpp"
#include "process.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace gangway::lab {

// The archive as this machine's own sources of apt have it; or, with a suite's name, that suite and
// the release that it extends ("trixie-backports", "trixie"), whatever the machine has. Then lists
// and cache are the lab's own: nothing of the machine's apt is changed.
class archive {
public:
    explicit archive(std::string_view suite = {})
        : suite_(suite) {}

    [[nodiscard]] std::string_view suite() const { return suite_; }

    // What apt-cache prints.
    [[nodiscard]] std::string ask(const arguments& query) const;

    // What is known of a package, in Debian's control format; empty if it is not listed.
    [[nodiscard]] std::string show(const std::string& package) const;

    // The version of a package in apt's lists; empty if it is not listed.
    [[nodiscard]] std::string version(const std::string& package) const;

    // Refreshes the lists, or throws a failure that says `why` they are needed.
    void refresh(std::string_view why) const;

    // The packages of a suite, and all that they depend on, as if nothing were installed; empty if
    // that cannot be satisfied.
    [[nodiscard]] std::vector<std::string> closure(const std::vector<std::string>& packages) const;

    // What download() will bring, in bytes.
    [[nodiscard]] std::size_t size(const std::vector<std::string>& packages) const;

    // False if apt could not; its output says why.
    [[nodiscard]] bool download(const std::vector<std::string>& packages,
                                const fs::path& into) const;

private:
    struct file;
    [[nodiscard]] std::vector<file> files(const arguments& query) const;
    [[nodiscard]] arguments command(std::string_view program, const arguments& rest) const;
    [[nodiscard]] fs::path folder() const;
    [[nodiscard]] fs::path settings() const;

    std::string_view suite_;
};

// All of a package's files, or a failure.
void unpack_package(const fs::path& package, const fs::path& into);

} // namespace gangway::lab
