// SPDX-License-Identifier: MIT
//
// A module in this process: the linker sends the library's ioctl() here (--wrap=ioctl), and a
// folder stands for / with the module's node, its attributes in sysfs and its tables in it.
#pragma once

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <span>
#include <string>
#include <string_view>

#include <linux/ioctl.h>

#include <gangway/session.h>

namespace gangway::test {

/// One request: 0 or a positive errno. The bytes are the caller's buffer.
using handler = std::function<int(unsigned direction, std::span<std::byte> bytes)>;

/// What the module answers, by number; ENOTTY to the others.
inline std::map<unsigned, handler> module;

/// Requests that are not Gangway's, by their whole number.
inline std::map<unsigned long, handler> foreign;

/// What ioctl() returns of those when they succeed.
inline int returned = 0;

template <typename T>
handler answers(T value) {
    return [value](unsigned, std::span<std::byte> bytes) {
        const auto from = std::as_bytes(std::span{&value, 1});
        std::fill(bytes.begin(), bytes.end(), std::byte{0});
        std::copy_n(from.begin(), std::min(from.size(), bytes.size()), bytes.begin());
        return 0;
    };
}

inline handler fails(int number) {
    return [number](unsigned, std::span<std::byte>) { return number; };
}

/// A folder with what a loaded module shows of itself; gone with the object.
class fake_root {
public:
    fake_root() {
        std::string path = (std::filesystem::temp_directory_path() / "gangway-XXXXXX").string();
        if (mkdtemp(path.data()) == nullptr)
            std::abort();
        path_ = path;
        module.clear();
        foreign.clear();
        gw_info info{};
        info.abi = GW_ABI_VERSION;
        module[_IOC_NR(GW_IOC_INFO)] = answers(info);
    }
    fake_root(const fake_root&) = delete;
    fake_root& operator=(const fake_root&) = delete;
    ~fake_root() { std::filesystem::remove_all(path_); }

    /// "icmpmon", or "icmpmon@eth0"; without a node it is not reachable.
    void load(const std::string& name, std::string_view description, bool with_node = true) {
        write("sys/class/gangway/" + name + "/description", description);
        auto node = name;
        if (const auto at = node.find('@'); at != node.npos)
            node[at] = '/';
        if (with_node)
            write("dev/gangway/" + node, "");
    }

    /// What a property's file says, "icmpmon/enabled".
    void attribute(const std::string& name, std::string_view text) {
        write("sys/class/gangway/" + name, text);
    }
    [[nodiscard]] std::string attribute(const std::string& name) const {
        std::ifstream file{path_ / "sys/class/gangway" / name};
        return {std::istreambuf_iterator<char>{file}, {}};
    }

    void write(const std::string& file, std::string_view text) {
        std::filesystem::create_directories((path_ / file).parent_path());
        std::ofstream{path_ / file} << text;
    }

    [[nodiscard]] std::string path() const { return path_.string(); }

private:
    std::filesystem::path path_;
};

} // namespace gangway::test
