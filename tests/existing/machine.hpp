// SPDX-License-Identifier: MIT
//
// How else one can ask this machine.
#pragma once

#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <memory>
#include <string>

#include <unistd.h>

namespace gangway::test {

inline std::string read_file(const std::string& path) {
    std::ifstream file{path};
    std::string text{std::istreambuf_iterator<char>{file}, {}};
    if (text.ends_with('\n'))
        text.pop_back();
    return text;
}

// What a command prints; empty when there is no such command.
inline std::string output_of(const std::string& command) {
    struct closes {
        void operator()(FILE* pipe) const { pclose(pipe); }
    };
    const std::unique_ptr<FILE, closes> pipe{popen((command + " 2>/dev/null").c_str(), "r")};
    std::string text;
    std::array<char, 4096> piece{};
    while (const auto n = fread(piece.data(), 1, piece.size(), pipe.get()))
        text.append(piece.data(), n);
    return text;
}

// Not root, as long as it lives.
class somebody {
public:
    somebody()
        : was_{geteuid()}
        , is_{was_ != 0 || seteuid(65534) == 0} {}
    somebody(const somebody&) = delete;
    somebody& operator=(const somebody&) = delete;
    ~somebody() {
        if (was_ == 0 && seteuid(0) != 0)
            std::terminate();
    }
    explicit operator bool() const noexcept { return is_; }

private:
    uid_t was_;
    bool is_;
};

} // namespace gangway::test
