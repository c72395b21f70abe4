// SPDX-License-Identifier: MIT
#include "model/layout.hpp"

#include <algorithm>
#include <set>

#include "carriers/mechanism.hpp"

namespace gangway::compiler {

namespace {

constexpr std::uint32_t count_size = 4; // of NAME_count and NAME_len

std::uint64_t round_up(std::uint64_t value, std::uint64_t align) {
    return (value + align - 1) / align * align;
}

/// Size and alignment of one value, before any counting.
std::pair<std::uint32_t, std::uint32_t> value_extent(const field& f) {
    if (f.structure != nullptr)
        return {f.structure->size, f.structure->align};
    if (f.type == basic::string || f.type == basic::bytes)
        return {1, 1};
    const auto size = scalar_size(f.enumeration != nullptr ? f.enumeration->base : f.type);
    return {size, size};
}

bool is_counted(const field& f) {
    return f.form == shape::bounded || f.type == basic::bytes;
}

/// How many values the unit has room for.
std::uint64_t extent_of(const field& f) {
    if (f.type == basic::string)
        return std::uint64_t{f.bound} + 1; // its NUL
    return f.bound == 0 ? 1 : f.bound;
}

/// Lays out one struct whose nested structs are laid out already.
class struct_layout {
public:
    struct_layout(struct_type& type, const locked_struct* old, diagnostics& log)
        : type_{type}
        , old_{old}
        , log_{log} {}

    void run() {
        for (std::size_t i = 0; i < type_.fields.size(); ++i) {
            auto& f = type_.fields[i];
            measure(f);
            pad_to(place(i, f));
            add_unit(i, f);
            type_.align = std::max(type_.align, f.align);
        }
        pad_to(round_up(end_, type_.align));
        if (end_ > max_struct_size)
            log_.add<diag::struct_too_large>(type_.at, fmt::format("'{}'", type_.name), end_,
                                             max_struct_size);
        type_.size = static_cast<std::uint32_t>(std::min<std::uint64_t>(end_, max_struct_size));
        check_member_names();
    }

private:
    static void measure(field& f) {
        const auto [size, align] = value_extent(f);
        f.elem_size = size;
        f.align = is_counted(f) ? std::max(align, count_size) : align;
    }

    /// Right after the previous one, unless older peers expect otherwise: a field stays where the
    /// lock has it, and the first new one starts where the old struct ended, not in its padding.
    [[nodiscard]] std::uint64_t place(std::size_t index, const field& f) const {
        const auto natural = round_up(end_, f.align);
        if (old_ == nullptr || index > old_->fields.size())
            return natural;
        if (index == old_->fields.size())
            return std::max(natural, round_up(old_->size, f.align));
        const auto& known = old_->fields[index];
        const bool kept = known.name == f.name && known.offset % f.align == 0;
        return kept ? std::max<std::uint64_t>(natural, known.offset) : natural;
    }

    void add_unit(std::size_t index, field& f) {
        f.offset = clamp(end_);
        if (is_counted(f)) {
            add(role::count, f.name + (f.type == basic::bytes ? "_len" : "_count"), count_size, 0,
                index);
            pad_to(round_up(end_, value_extent(f).second));
        }
        f.data_offset = clamp(end_);
        const auto extent = extent_of(f);
        const bool is_array =
            f.form != shape::single || f.type == basic::string || f.type == basic::bytes;
        add(role::value, f.name, extent * f.elem_size, is_array ? extent : 0, index);
        if (is_counted(f))
            pad_to(round_up(end_, f.align));
        if (f.optional) {
            f.given = clamp(end_);
            add(role::given, f.name + "_given", 1, 0, index);
            pad_to(round_up(end_, f.align));
        }
        f.size = clamp(end_) - f.offset;
    }

    void pad_to(std::uint64_t where) {
        if (where > end_)
            add(role::padding, fmt::format("__pad{}", pads_++), where - end_, where - end_, 0);
    }

    void add(role purpose, std::string name, std::uint64_t size, std::uint64_t extent,
             std::size_t index) {
        type_.members.push_back({purpose, std::move(name), clamp(end_), clamp(size),
                                 static_cast<std::uint32_t>(extent), index});
        end_ += size;
    }

    // What is too large is refused in the end; until then it must only not overflow.
    static std::uint32_t clamp(std::uint64_t bytes) {
        return static_cast<std::uint32_t>(std::min<std::uint64_t>(bytes, UINT32_MAX));
    }

    void check_member_names() {
        std::set<std::string_view> names;
        for (const auto& m : type_.members) {
            if (m.purpose == role::padding || names.insert(m.c_name).second)
                continue;
            const auto& f = type_.fields[m.field_index];
            const auto other = std::ranges::find(type_.members, m.c_name, &member::c_name);
            const auto& first = type_.fields[other->field_index];
            log_.add<diag::generated_clash>(f.at, fmt::format("field '{}'", first.name),
                                            first.at.line, m.c_name);
        }
    }

    struct_type& type_;
    const locked_struct* old_;
    diagnostics& log_;
    std::uint64_t end_ = 0;
    unsigned pads_ = 0;
};

/// Visits structs so that a nested one comes before its users.
class orderer {
public:
    orderer(model& m, diagnostics& log)
        : log_{log} {
        all_.reserve(m.structs.size());
        for (auto& s : m.structs) {
            all_.push_back(s.get());
            by_type_.emplace(s.get(), &s);
        }
    }

    std::vector<std::unique_ptr<struct_type>> run() {
        for (const auto* const s : all_)
            visit(*s);
        return std::move(ordered_);
    }

private:
    void visit(const struct_type& type) {
        if (!seen_.insert(&type).second)
            return;
        open_.insert(&type);
        for (const auto& f : type.fields) {
            if (f.structure == nullptr)
                continue;
            if (open_.contains(f.structure))
                log_.add<diag::recursive_struct>(f.at, f.structure->name);
            else
                visit(*f.structure);
        }
        open_.erase(&type);
        ordered_.push_back(std::move(*by_type_.at(&type)));
    }

    diagnostics& log_;
    std::vector<const struct_type*> all_; // as declared; by_type_ is emptied on the way
    std::map<const struct_type*, std::unique_ptr<struct_type>*> by_type_;
    std::set<const struct_type*> seen_;
    std::set<const struct_type*> open_;
    std::vector<std::unique_ptr<struct_type>> ordered_;
};

/// The struct of the lock that this one continues: of the same name, or, when it was renamed, what
/// an element carried in its place.
const locked_struct* ancestor(const model& m, const struct_type& type, const lock& old) {
    if (const auto same = old.structs.find(type.name); same != old.structs.end())
        return &same->second;
    for (const auto& e : m.elements) {
        const auto known = old.elements.find(e.name);
        for (const auto& [name, p] : payloads_of(e)) {
            if (p->type != &type || known == old.elements.end())
                continue;
            const auto was = known->second.payloads.find(std::string{name});
            if (was != known->second.payloads.end())
                return &old.structs.at(was->second.type);
        }
    }
    return nullptr;
}

message longest_message(const element& e, const carrier& by) {
    std::uint64_t most = 0;
    std::string_view last;
    for (const auto& [part, p] : payloads_of(e)) {
        most = std::max(most, mechanism_of(by).message_size(*p->type, by.writes()));
        last = part;
    }
    const bool is_whole = last == "value" || e.kind() == "call";
    auto name = is_whole ? fmt::format("{} '{}'", e.kind(), e.name)
                         : fmt::format("the {} of '{}'", last, e.name);
    if (by.writes() != encoding::binary)
        name += by.writes() == encoding::text ? " as text" : " as attributes";
    return {name, most};
}

} // namespace

void lay_out(model& m, const lock* old, diagnostics& log) {
    m.structs = orderer{m, log}.run();
    for (auto& s : m.structs)
        struct_layout{*s, old != nullptr ? ancestor(m, *s, *old) : nullptr, log}.run();
}

void check_sizes(const model& m, diagnostics& log) {
    if (log.failed()) // what is too large in itself, or has no end, cannot be measured
        return;
    for (const auto& e : m.elements)
        for (const auto* const c : e.via) {
            if (m.existing) {
                mechanism_of(*c).check_address(e, log);
                continue;
            }
            const auto longest = longest_message(e, *c);
            if (c->max_bytes != 0 && longest.size > c->max_bytes)
                log.add<diag::too_large_for_carrier>(e.at, longest.name, longest.size, c->name,
                                                     c->max_bytes);
            else
                mechanism_of(*c).check_size({m, e, *c, e.at, log}, longest);
        }
}

} // namespace gangway::compiler
