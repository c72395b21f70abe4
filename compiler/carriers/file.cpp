// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>

#include "carriers/parts.hpp"
#include "emit/c_code.hpp"
#include "frontend/place.hpp"

namespace gangway::compiler {

namespace {

constexpr std::uint32_t smallest_file = 512;
constexpr std::uint32_t largest_file = 1U << 30U;
constexpr std::uint32_t most_files = 9;

/// Without `keep`, one.
constexpr auto keys = std::to_array<option_key>({
    {"rotate", "",
     [](at_value& value, carrier_options& into) {
         value.number(smallest_file, largest_file, into.divided.size);
         into.divided.count = std::max(into.divided.count, 1U);
     }},
    {"keep", "",
     [](at_value& value, carrier_options& into) {
         value.number(1, most_files, into.divided.count);
     }},
});

class file final : public divided {
public:
    [[nodiscard]] bool keeps_streams() const override { return true; }
    [[nodiscard]] int runtime_abi() const override { return 7; }
    [[nodiscard]] std::span<const option_key> option_keys() const override { return keys; }
    void check(const carried& what) const override;
    void check_size(const carried& what, const message& longest) const override;

    [[nodiscard]] std::vector<std::string> usage(const model& m, const element& e) const override {
        return {fmt::format("The content of the file {}.", path_of(m, e, *find_carrier("file")))};
    }
    [[nodiscard]] std::vector<std::string> facts(const model& m, const element& e) const override;
    [[nodiscard]] std::vector<std::string> c_example(const model& m,
                                                     const element& e) const override {
        return {fmt::format("fd = open(\"{}\", O_RDONLY);", path_of(m, e, *find_carrier("file"))),
                "size = read(fd, buffer, sizeof(buffer)); /* 0: the end */"};
    }
};

void file::check(const carried& what) const {
    const auto& s = *as_stream(what.e);
    for (const auto* const other : what.e.via)
        if (other != &what.by)
            what.log.add<diag::file_alone>(what.at, what.e.name,
                                           fmt::format("the carrier {}", other->name));
    if (s.store != 0)
        what.log.add<diag::file_alone>(what.at, what.e.name, "`store:`");
    if (s.frames == framing::records)
        what.log.add<diag::records_without_bounds>(what.at, what.e.name, "a file");
    if (what.m.netns_each)
        what.log.add<diag::file_netns>(what.at, what.e.name);
    if (!what.e.requires_.empty())
        what.log.add<diag::file_capability>(what.at, what.e.name, what.e.requires_);
}

void file::check_size(const carried& what, const message& /*longest*/) const {
    if (what.e.options.divided.count != 0 && what.e.options.divided.size == 0)
        what.log.add<diag::file_rotation>(what.at, what.e.name);
}

std::vector<std::string> file::facts(const model& m, const element& e) const {
    const auto path = path_of(m, e, *find_carrier("file"));
    if (e.options.divided.count == 0)
        return {fmt::format("File: `{}`", path)};
    return {fmt::format(
        "File: `{}`, at most {} bytes; before that `{}.1`{}", path, e.options.divided.size, path,
        e.options.divided.count == 1 ? ""
                                     : fmt::format(" … `{}.{}`", path, e.options.divided.count))};
}

} // namespace

const mechanism& file_mechanism() {
    static const file it;
    return it;
}

} // namespace gangway::compiler
