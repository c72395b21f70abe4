// SPDX-License-Identifier: MIT
//
// The gangway command: what its verbs share. Data go to stdout, everything else to stderr.
#pragma once

#include <cstdint>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include <gangway/carriers.h>
#include <gangway/dynamic.hpp>

namespace gangway::tool {

struct options {
    bool json = false;
    std::string root = "/";
    std::vector<std::string> via;          // carriers to use; none: all
    std::vector<std::string> descriptions; // files, that go before what is known otherwise
};

struct watch_options {
    std::vector<std::string> targets;
    std::uint64_t count = 0; // 0: no end
    double timeout = 0;      // seconds; 0: never
    subscribe_options subscription;
};

/// How a stream is copied.
struct copy_options {
    std::uint64_t bytes = 0; // 0: to the end
    double timeout = 0;      // seconds; 0: never
    bool append = false;
};

/// What somebody has who looks for a carrier; what is empty or 0 was not said.
struct needs {
    std::string what;    // "value", "request", "event", "stream", "list"
    std::string context; // of an event, or of the module that writes a value
    std::uint64_t bytes = 0;
    std::uint64_t often = 0; // a second
    std::string who;         // may read it: "root", "group", "everybody"
    std::string reader;      // "program", "script"
    std::string abi;         // "yes", "no"
};

/// The verbs, a file for each (and one for read and write). They return the exit status, 0 or 1, or
/// throw: usage_error for 2, any other exception for 1.
int list(bool with_elements, const options& all);
int describe(const std::string& what, bool want_counters, const options& all);
int get(const std::vector<std::string>& targets, const options& all);
int set(const std::vector<std::string>& assignments, const options& all);
int call(const std::string& name, const std::vector<std::string>& arguments, const options& all);
int dump(const std::string& name, const std::vector<std::string>& arguments, const options& all);
int watch(watch_options how, const options& all);
int read(const std::string& name, const copy_options& how, const options& all);
int write(const std::string& name, const copy_options& how, const options& all);
int carriers(const std::string& interface, const options& all);
int doctor(const std::string& interface, const options& all);
/// Asks on stderr for what nobody has said if nothing was said at all.
int choose(needs have, const options& all);
/// `lock`: of the old description; empty: the one next to it, or a new one. Throws usage_error for
/// descriptions that cannot be compared.
int diff(const std::string& before, const std::string& after, const std::string& lock,
         const options& all);

/// All carriers that there are.
std::span<const gw_carrier_row> carrier_table();
std::vector<std::string> carrier_names();

/// Runs gangway-VERB, from next to this program or from PATH, in place of it. Returns only when it
/// cannot: exit status 127, said on stderr.
int forward(const std::string& verb, char* argv[]);

/// A word on the command line that cannot be right.
class usage_error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// "icmpmon@eth0.enabled"
struct target {
    std::string interface; // "icmpmon@eth0"
    std::string element;   // "enabled" or empty
};

/// An instance's name may have dots in it, an element's may not: what is loaded decides, and where
/// it is both, the element is meant. Throws usage_error.
target parse_target(const std::string& text, const options& all, bool element_wanted = true);

/// Of that kind. Throws usage_error, which says what serves for another kind; gangway::exception.
const dynamic::element& find_element(const dynamic::client& of, const target& one,
                                     dynamic::kind wanted);

result<dynamic::client> try_connect(const target& to, const options& all,
                                    deadline until = deadline::never());
/// Throws gangway::exception.
dynamic::client connect(const target& to, const options& all);

/// In columns, or as lines of JSON; says on stderr when the listing is not consistent.
void print_rows(const std::string& name, const dynamic::layout& row,
                const dynamic::row_values& listing, bool json);

void print_json(const dynamic::value& what);      // indented
void print_json_line(const dynamic::value& what); // on one line

} // namespace gangway::tool
