// SPDX-License-Identifier: MIT
#include <array>

#include <gangway/relay.h>

#include "carriers/parts.hpp"
#include "emit/c_code.hpp"
#include "frontend/place.hpp"

namespace gangway::compiler {

namespace {

constexpr std::uint32_t page = 4096;
constexpr std::uint32_t largest_subbuf = 1U << 20U;
constexpr std::uint32_t most_subbufs = 1024;
constexpr std::uint32_t most_of_a_cpu = 1U << 24U;

constexpr auto keys = std::to_array<option_key>({
    {"subbuf_size", "",
     [](at_value& value, carrier_options& into) {
         value.number(page, largest_subbuf, into.divided.size);
     }},
    {"subbufs", "",
     [](at_value& value, carrier_options& into) {
         value.number(2, most_subbufs, into.divided.count);
     }},
    {"overwrite", "",
     [](at_value& value, carrier_options& into) { value.truth(into.divided.overwrite); }},
});

class relay final : public divided {
public:
    [[nodiscard]] int runtime_abi() const override { return 7; }
    [[nodiscard]] std::span<const option_key> option_keys() const override { return keys; }
    void usual_options(carrier_options& into) const override {
        into.divided = {.size = 1U << 16U, .count = 4, .overwrite = false};
    }
    void check_size(const carried& what, const message& longest) const override;

    [[nodiscard]] std::string_view uapi_header() const override { return "gangway/relay.h"; }
    [[nodiscard]] std::vector<std::string> usage(const model& m, const element& e) const override;
    [[nodiscard]] std::vector<std::string> facts(const model& m, const element& e) const override;
    [[nodiscard]] std::vector<std::string> c_example(const model& m,
                                                     const element& e) const override;

private:
    static std::string file_of(const model& m, const element& e) {
        return fmt::format("{}.CPU", path_of(m, e, *find_carrier("relay")));
    }
};

void relay::check_size(const carried& what, const message& longest) const {
    const auto& parted = what.e.options.divided;
    if (parted.size % page != 0)
        what.log.add<diag::relay_pages>(what.at, what.e.name, parted.size);
    if (std::uint64_t{parted.size} * parted.count > most_of_a_cpu)
        what.log.add<diag::relay_total>(what.at, what.e.name, parted.count, parted.size,
                                        most_of_a_cpu);
    const auto room = parted.size - sizeof(gw_relay_subbuf) - sizeof(gw_record);
    if (longest.size > room)
        what.log.add<diag::relay_record>(what.at, longest.name, longest.size, parted.size, room);
}

std::vector<std::string> relay::usage(const model& m, const element& e) const {
    return {fmt::format("Read, poll or map {} for each CPU: sub-buffers of records, each a struct "
                        "{}; see <gangway/relay.h>.",
                        file_of(m, e), as_event(e)->record.type->c_name)};
}

std::vector<std::string> relay::facts(const model& m, const element& e) const {
    const auto& parted = e.options.divided;
    return {fmt::format("Files: `{}`, each with {} sub-buffers of {} bytes{}", file_of(m, e),
                        parted.count, parted.size,
                        parted.overwrite ? ", of which the newest are kept" : "")};
}

std::vector<std::string> relay::c_example(const model& m, const element& e) const {
    return {fmt::format("fd = open(\"{}.0\", O_RDONLY);", path_of(m, e, *find_carrier("relay"))),
            fmt::format("size = read(fd, buffer, sizeof(buffer)); /* struct gw_relay_subbuf, then "
                        "records: struct gw_record, struct {} */",
                        as_event(e)->record.type->c_name)};
}

} // namespace

const mechanism& relay_mechanism() {
    static const relay it;
    return it;
}

} // namespace gangway::compiler
