// SPDX-License-Identifier: MIT
#include <algorithm>
#include <cstdio>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "command.hpp"

namespace gangway::tool {

namespace {

// What is printed: values, and beside them what could not be read.
class answers {
public:
    answers(bool as_json, bool alone)
        : as_json_{as_json}
        , alone_{alone} {}

    void add(const std::string& name, const dynamic::element& what,
             const result<dynamic::value>& got) {
        if (!got)
            return fail(name, got.error());
        if (as_json_)
            values_[name] = *got;
        else
            fmt::print("{}{}{}\n", alone_ ? "" : name, alone_ ? "" : "=",
                       to_text(what.out.fields.front(), *got));
    }
    void fail(const std::string& name, const error& why) {
        std::fflush(stdout); // in their order, should both go to one place
        fmt::print(stderr, "gangway: {}\n", why.message);
        errors_[name] = why.message;
        status_ = std::max(status_, 1);
    }
    /// What was asked for wrongly, which is the status that ends the command.
    void refuse(const std::string& name, const usage_error& why) {
        fail(name, {.message = why.what()});
        status_ = 2;
    }
    [[nodiscard]] int finish() {
        if (as_json_ && !errors_.empty() && !alone_)
            values_["errors"] = errors_;
        if (as_json_ && !values_.empty())
            print_json(values_);
        return status_;
    }

private:
    bool as_json_;
    bool alone_;
    int status_ = 0;
    dynamic::value values_ = dynamic::value::object();
    dynamic::value errors_ = dynamic::value::object();
};

std::string name_of(const target& one) {
    return one.element.empty() ? one.interface : one.interface + "." + one.element;
}

void get_all(const target& one, const options& all, answers& into) {
    const auto client = try_connect(one, all);
    if (!client)
        return into.fail(one.interface, client.error());
    if (!one.element.empty()) {
        const auto found = client->find(one.element);
        if (!found)
            return into.fail(name_of(one), found.error());
        const auto& what = find_element(*client, one, dynamic::kind::property);
        return into.add(name_of(one), what, client->get(what.name));
    }
    for (const auto& e : client->description().elements)
        if (e.kind == dynamic::kind::property && e.readable)
            into.add(one.interface + "." + e.name, e, client->get(e.name));
}

} // namespace

int get(const std::vector<std::string>& targets, const options& all) {
    std::vector<target> wanted;
    wanted.reserve(targets.size());
    for (const auto& text : targets)
        wanted.push_back(parse_target(text, all, false));
    answers found{all.json, wanted.size() == 1 && !wanted.front().element.empty()};
    for (const auto& one : wanted)
        try {
            get_all(one, all, found);
        } catch (const usage_error& why) {
            found.refuse(name_of(one), why);
        }
    return found.finish();
}

} // namespace gangway::tool
