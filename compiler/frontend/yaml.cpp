// SPDX-License-Identifier: MIT
#include "frontend/yaml.hpp"

#include <algorithm>
#include <map>
#include <sstream>
#include <utility>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/mark.h>
#include <yaml-cpp/parser.h>

namespace gangway::compiler {

namespace {

position at_mark(const YAML::Mark& mark) {
    // A null mark (line -1) means that yaml-cpp does not know.
    return {static_cast<std::uint32_t>(std::max(mark.line, 0) + 1),
            static_cast<std::uint32_t>(std::max(mark.column, 0) + 1)};
}

node node_at(const YAML::Mark& mark, node::kind kind) {
    node made;
    made.is = kind;
    made.at = at_mark(mark);
    return made;
}

/// What no text needs, and no terminal or C comment should get.
bool is_control(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte == 0x7f || (byte < 0x20 && c != '\t' && c != '\n' && c != '\r');
}

/// Thrown to leave yaml-cpp's parser, once the reason is in the log.
struct give_up {};

/// Builds the tree, refusing on the way what is not strict.
class tree_builder final : public YAML::EventHandler {
public:
    tree_builder(std::string_view source, diagnostics& log)
        : source_{source}
        , log_{log} {}

    void OnDocumentStart(const YAML::Mark& mark) override {
        if (++documents_ == 1)
            return;
        log_.add<diag::second_document>(at_mark(mark));
        throw give_up{};
    }
    void OnDocumentEnd() override {}

    void OnNull(const YAML::Mark& mark, YAML::anchor_t) override {
        node nothing = node_at(mark, node::kind::null);
        for (const std::string_view word : {"~", "null", "Null", "NULL"})
            if (source_.substr(offset_of(mark)).starts_with(word))
                nothing.text = word;
        add(std::move(nothing));
    }
    void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
        log_.add<diag::no_aliases>(at_mark(mark));
        add(node_at(mark, node::kind::null));
    }
    void OnAnchor(const YAML::Mark& mark, const std::string&) override {
        log_.add<diag::no_anchors>(at_mark(mark));
    }
    void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                  const std::string& value) override {
        refuse_tag(mark, tag);
        node scalar = node_at(mark, node::kind::scalar);
        scalar.plain = tag == "?";
        scalar.text = value;
        refuse_controls(scalar);
        if (scalar.plain && has_leading_zero(value))
            log_.add<diag::leading_zero>(scalar.at, value);
        add(std::move(scalar));
    }
    void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                         YAML::EmitterStyle::value) override {
        refuse_tag(mark, tag);
        open(node::kind::list, mark);
    }
    void OnSequenceEnd() override { close(); }
    void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t,
                    YAML::EmitterStyle::value) override {
        refuse_tag(mark, tag);
        open(node::kind::map, mark);
    }
    void OnMapEnd() override { close(); }

    [[nodiscard]] bool has_root() const noexcept { return has_root_; }
    node take_root() { return std::move(root_); }

private:
    /// A list or map whose end is still to come.
    struct level {
        node value;
        std::optional<node> key;                   // of a map: waits for its value
        std::map<std::string, position> seen_keys; // of a map
    };

    /// What "\e" and "\0" in quotes stand for; as bytes they were refused before.
    void refuse_controls(const node& scalar) {
        for (const char c : scalar.text)
            if (is_control(c))
                log_.add<diag::control_character>(scalar.at, static_cast<unsigned char>(c));
    }

    [[nodiscard]] std::size_t offset_of(const YAML::Mark& mark) const {
        return std::min(static_cast<std::size_t>(std::max(mark.pos, 0)), source_.size());
    }

    static bool has_leading_zero(std::string_view text) {
        if (text.starts_with('-') || text.starts_with('+'))
            text.remove_prefix(1);
        return text.size() > 1 && text[0] == '0' &&
               (text[1] == 'o' || text.find_first_not_of("0123456789_") == text.npos);
    }

    // yaml-cpp says "?" for a plain value and "!" for a quoted one; and "!" also for a bare tag.
    void refuse_tag(const YAML::Mark& mark, const std::string& tag) {
        const bool bare = tag == "!" && source_.substr(offset_of(mark)).starts_with('!');
        if (bare || (tag != "?" && tag != "!"))
            log_.add<diag::no_tags>(at_mark(mark), tag);
    }

    void open(node::kind kind, const YAML::Mark& mark) {
        if (open_.size() == yaml_max_depth) {
            log_.add<diag::too_deep>(at_mark(mark), yaml_max_depth);
            throw give_up{};
        }
        open_.push_back({node_at(mark, kind), {}, {}});
    }

    void close() {
        node done = std::move(open_.back().value);
        open_.pop_back();
        add(std::move(done));
    }

    void add(node value) {
        if (open_.empty()) {
            root_ = std::move(value);
            has_root_ = true;
            return;
        }
        auto& top = open_.back();
        if (top.value.is == node::kind::list)
            top.value.items.push_back(std::move(value));
        else if (!top.key)
            top.key = std::move(value);
        else
            add_entry(top, *std::exchange(top.key, std::nullopt), std::move(value));
    }

    void add_entry(level& top, node key, node value) {
        if (key.is != node::kind::scalar) {
            log_.add<diag::key_not_a_name>(key.at, key.describe());
            return;
        }
        const auto [first, fresh] = top.seen_keys.emplace(key.text, key.at);
        if (fresh)
            top.value.entries.push_back({std::move(key), std::move(value)});
        else
            log_.add<diag::duplicate_key>(key.at, key.text, first->second.line);
    }

    std::string_view source_;
    diagnostics& log_;
    std::vector<level> open_;
    node root_;
    bool has_root_ = false;
    int documents_ = 0;
};

/// Length of the UTF-8 sequence at the start of the text, 0 when it is not one.
std::size_t utf8_length(std::string_view text) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned lead = byte(0);
    if (lead < 0x80)
        return 1;
    const std::size_t length = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : 2;
    if (lead < 0xc2 || lead > 0xf4 || text.size() < length)
        return 0;
    for (std::size_t i = 1; i < length; ++i)
        if ((byte(i) & 0xc0U) != 0x80U)
            return 0;
    const unsigned second = byte(1);
    const bool overlong = (lead == 0xe0 && second < 0xa0) || (lead == 0xf0 && second < 0x90);
    const bool surrogate = lead == 0xed && second >= 0xa0;
    const bool too_high = lead == 0xf4 && second >= 0x90;
    return overlong || surrogate || too_high ? 0 : length;
}

/// Size, control characters and UTF-8, before any parser sees the text.
bool check_bytes(std::string_view text, diagnostics& log) {
    if (text.size() > yaml_max_bytes) {
        log.add<diag::file_too_large>({}, yaml_max_bytes);
        return false;
    }
    position at;
    while (!text.empty()) {
        const auto first = static_cast<unsigned char>(text[0]);
        const auto length = utf8_length(text);
        if (length == 0) {
            log.add<diag::not_utf8>(at, first);
            return false;
        }
        if (is_control(text[0])) {
            log.add<diag::control_character>(at, first);
            return false;
        }
        text.remove_prefix(length);
        at = first == '\n' ? position{at.line + 1, 1}
                           : position{at.line, at.column + static_cast<std::uint32_t>(length)};
    }
    return true;
}

} // namespace

const node* node::find(std::string_view key) const noexcept {
    const auto found = std::ranges::find(
        entries, key, [](const auto& e) -> std::string_view { return e.key.text; });
    return found == entries.end() ? nullptr : &found->value;
}

std::string node::describe() const {
    switch (is) {
    case kind::null:
        return text.empty() ? "nothing" : fmt::format("{}, which is nothing in YAML", text);
    case kind::list:
        return "a list";
    case kind::map:
        return "a map";
    case kind::scalar:
        break;
    }
    return fmt::format("'{}'", text);
}

std::optional<bool> node::boolean() const noexcept {
    constexpr auto words =
        std::to_array<std::string_view>({"true", "True", "TRUE", "false", "False", "FALSE"});
    const auto found = std::ranges::find(words, text);
    if (is != kind::scalar || !plain || found == words.end())
        return std::nullopt;
    return found < words.begin() + 3;
}

std::optional<node> parse_yaml(std::string_view text, diagnostics& log) {
    if (text.starts_with("\xef\xbb\xbf")) // a byte order mark means nothing in UTF-8
        text.remove_prefix(3);
    if (!check_bytes(text, log))
        return std::nullopt;
    tree_builder builder{text, log};
    try {
        std::istringstream stream{std::string{text}};
        YAML::Parser parser{stream};
        while (parser.HandleNextDocument(builder)) {
        }
    } catch (const YAML::Exception& error) {
        log.add<diag::yaml_syntax>(at_mark(error.mark), error.msg);
        return std::nullopt;
    } catch (const give_up&) {
        return std::nullopt;
    }
    if (builder.has_root())
        return builder.take_root();
    log.add<diag::empty_file>({});
    return std::nullopt;
}

} // namespace gangway::compiler
