// SPDX-License-Identifier: MIT
#include "description/explain.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <system_error>
#include <vector>

#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace gangway {

namespace fs = std::filesystem;

namespace {

// Instances of an interface, from the names of its devices in sysfs.
std::vector<std::string> instances(const place& where) {
    std::vector<std::string> found;
    std::error_code failed;
    const std::string prefix = where.interface + "@";
    for (fs::directory_iterator at{where.device.parent_path(), failed}, end; !failed && at != end;
         at.increment(failed))
        if (const auto name = at->path().filename().string(); name.starts_with(prefix))
            found.push_back(name);
    std::sort(found.begin(), found.end());
    return found;
}

// By getpwuid_r() or getgrgid_r(): other threads may ask, too. Without a name, the number.
template <typename Id, typename Entry>
std::string name_of(Id id, char* Entry::* name,
                    int (*ask)(Id, Entry*, char*, std::size_t, Entry**)) {
    std::vector<char> room(1024);
    Entry entry{};
    Entry* found = nullptr;
    while (ask(id, &entry, room.data(), room.size(), &found) == ERANGE)
        room.resize(2 * room.size());
    return found != nullptr ? found->*name : std::to_string(id);
}

std::string user_name(uid_t uid) {
    return name_of(uid, &passwd::pw_name, getpwuid_r);
}

std::string group_name(gid_t gid) {
    return name_of(gid, &group::gr_name, getgrgid_r);
}

std::string not_there(const place& where) {
    std::error_code ignored;
    const auto others = instances(where);
    if (fs::exists(where.device, ignored))
        return fmt::format("loaded, but there is no {}; mount devtmpfs on /dev",
                           where.node.string());
    if (!others.empty())
        return fmt::format("{}; there is: {}",
                           where.instance.empty() ? "has several instances, specify one"
                                                  : "no such instance",
                           fmt::join(others, ", "));
    if (!where.instance.empty() &&
        fs::exists(where.device.parent_path() / where.interface, ignored))
        return fmt::format("has one instance only, and that has no name; use just {}",
                           where.interface);
    return fmt::format("not loaded; try modprobe {}", where.interface);
}

std::string errno_text(int number) {
    return fmt::format("{} ({})", std::generic_category().message(number), errno_name(number));
}

// For an error that its description declares; empty for others.
std::string declared(const dynamic::element& at, int number) {
    for (const auto& e : at.errors)
        if (e.number == number)
            return fmt::format("{} ({})", e.doc.empty() ? e.name : e.doc, e.name);
    return {};
}

std::string not_permitted(const dynamic::element* at) {
    if (at != nullptr && !at->needs.empty())
        return fmt::format("not permitted; it takes {}", at->needs);
    return geteuid() != 0 ? "not permitted; run as root"
                          : "not permitted, though you are root: lockdown "
                            "(/sys/kernel/security/lockdown), a container or a security policy "
                            "may forbid it";
}

bool blames_input(int number) {
    return number == EINVAL || number == ERANGE || number == E2BIG || number == EACCES;
}

std::string not_readable(int number) {
    return "it cannot be read now: " + errno_text(number);
}

void add_words(const dynamic::layout& in, std::string_view owner, std::string& to) {
    for (const auto& f : in.fields) {
        const auto name = in.fields.size() == 1 && f.name == "value" ? owner : f.name;
        if (f.layout)
            add_words(*f.layout, f.name, to);
        else if (f.names)
            to += f.kind == dynamic::scalar::flags
                      ? fmt::format("; {} is any of {}", name,
                                    fmt::join(words_of(f.names->values), "|"))
                      : fmt::format("; {} is one of {}", name,
                                    fmt::join(words_of(f.names->values), ", "));
    }
}

// Which words may be given, should one of them, or its number, be what was rejected.
std::string words_in(const dynamic::element* at) {
    std::string words;
    if (at != nullptr)
        add_words(at->in, at->name, words);
    return words.empty() ? words : words + ", of which an older module may know fewer";
}

std::string what_failed(const dynamic::element* at, int number, purpose of = purpose::gives) {
    if (at != nullptr)
        if (auto known = declared(*at, number); !known.empty())
            return known;
    if (of == purpose::asks && blames_input(number))
        return not_readable(number);
    switch (number) {
    case ENODEV:
        return "the module was unloaded; load it again and reconnect";
    case EPERM:
        return not_permitted(at);
    case EACCES:
        return "not permitted: the node is open for reading only; get write permission on it";
    case EINTR:
        return at == nullptr ? "a signal interrupted it"
                             : "a signal interrupted it; it may have taken effect all the same";
    case E2BIG:
        return "the loaded module is older than this program and does not know all that it was "
               "asked; update the module";
    case ENOTTY:
        return "the loaded module does not have it; load one that fits this program";
    case ERANGE:
        return at == nullptr || !at->range
                   ? std::string{"the value is out of range"}
                   : fmt::format("the value is out of range: it must be {} to {}", at->range->first,
                                 at->range->second);
    case EINVAL:
        return "the module rejects the input (EINVAL)" + words_in(at);
    case EPROTO:
        return "the module failed in a way that its description does not declare; see the kernel "
               "log (dmesg)";
    case EFBIG:
        return at == nullptr || at->store == 0
                   ? std::string{"it would be larger than the module allows (EFBIG)"}
                   : fmt::format("it would be larger than the {} bytes that are kept (EFBIG)",
                                 at->store);
    case EMSGSIZE:
        return of == purpose::asks
                   ? "the next record is larger than the room for it; read into more (EMSGSIZE)"
                   : "it is larger than one record or message can be (EMSGSIZE)";
    case EUSERS:
        return "as many programs use it as it allows, or as it allows one user; close one of them";
    case ENOMEM:
        return "no memory for it: ask for less, or raise RLIMIT_MEMLOCK (ulimit -l)";
    default:
        return errno_text(number);
    }
}

} // namespace

std::string errno_name(int number) {
    const char* name = strerrorname_np(number);
    return name != nullptr ? name : fmt::format("errno {}", number);
}

error errno_error(int number, std::string_view what) {
    return {.number = number, .message = fmt::format("{}: {}", what, errno_text(number))};
}

std::string not_permitted(const fs::path& file, std::string_view cure) {
    struct stat st{};
    if (stat(file.c_str(), &st) != 0)
        return fmt::format("not permitted: cannot look at {}; run as root", file.string());
    const bool by_group = (st.st_mode & S_IRGRP) != 0 && st.st_gid != 0;
    return fmt::format(
        "not permitted: {} is {:04o} {}:{} and you are {}; {}", file.string(), st.st_mode & 07777U,
        user_name(st.st_uid), group_name(st.st_gid), user_name(geteuid()),
        by_group ? fmt::format("join the group {} or run as root", group_name(st.st_gid))
                 : std::string{cure});
}

error explain_open(const place& where, int number) {
    std::string why;
    std::error_code ignored;
    switch (number) {
    case ENOENT:
    case ENOTDIR:
    case EISDIR:
        why = not_there(where);
        break;
    case EACCES:
    case EPERM:
        why = number == EPERM && geteuid() == 0
                  ? not_permitted(nullptr)
                  : not_permitted(where.node,
                                  "run as root, or give the node a group with a udev rule");
        break;
    case ENODEV:
    case ENXIO:
        why = fs::exists(where.device, ignored)
                  ? "not in this network namespace; run in one that has it (nsenter, ip netns exec)"
                  : fmt::format("not loaded; try modprobe {}", where.interface);
        break;
    default:
        why = what_failed(nullptr, number);
    }
    return {.number = number, .message = fmt::format("{}: {}", where.name, why)};
}

error explain(const std::string& name, const dynamic::element* at, std::string_view carrier,
              int number, purpose of) {
    // If the module is gone, that concerns the whole interface.
    const auto subject =
        at == nullptr || number == ENODEV ? name : fmt::format("{}.{}", name, at->name);
    const bool one_of_many = number == ENODEV && name.find('@') != name.npos;
    return {.number = number,
            .message =
                fmt::format("{}: {}", subject,
                            one_of_many ? "this instance is gone: its device was removed, or "
                                          "the module unloaded; reconnect when it is back"
                                        : what_failed(at, number, of)),
            .element = at == nullptr ? std::string{} : fmt::format("{}.{}", name, at->name),
            .carrier = std::string{carrier}};
}

error explain_submitted(const std::string& name, const dynamic::element& at,
                        std::string_view carrier, int number, purpose of) {
    auto why = explain(name, &at, carrier, number, of);
    if ((number == EINTR || number == ECANCELED) && declared(at, number).empty())
        why.message = fmt::format("{}: it was cancelled{}", why.element,
                                  number == EINTR ? "; it may have taken effect all the same"
                                                  : " before it began");
    return why;
}

error explain_existing(const std::string& name, const dynamic::element& at,
                       std::string_view carrier, int number, purpose of) {
    auto why = declared(at, number);
    if (why.empty() && number == EPERM)
        why = not_permitted(&at);
    else if (why.empty() && (number == ENOTTY || number == EOPNOTSUPP))
        why = "this kernel does not have it";
    else if (why.empty() && of == purpose::asks && blames_input(number))
        why = not_readable(number);
    else if (why.empty() && number == EACCES)
        why = fmt::format("not permitted: {} is open for reading only; run as root", at.at.node);
    else if (why.empty() && number == EINTR)
        why = what_failed(&at, number);
    else if (why.empty() && number == EINVAL)
        why = "the kernel rejects the input (EINVAL)";
    else if (why.empty())
        why = errno_text(number);
    const auto subject = fmt::format("{}.{}", name, at.name);
    return {.number = number,
            .message = fmt::format("{}: {}", subject, why),
            .element = subject,
            .carrier = std::string{carrier}};
}

error explain_missing(const std::string& name, const dynamic::element& at) {
    return {.number = EOPNOTSUPP,
            .message = fmt::format("{}.{}: the loaded module is older than this program and does "
                                   "not have it; update the module",
                                   name, at.name),
            .element = fmt::format("{}.{}", name, at.name)};
}

std::string in_quotes(std::string_view text) {
    constexpr std::size_t most = 80;
    std::string all = "\"";
    for (const char c : text.substr(0, most)) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '\n')
            all += "\\n";
        else if (c == '\t')
            all += "\\t";
        else if (byte < ' ' || byte >= 0x7f)
            all += fmt::format("\\x{:02x}", byte);
        else
            all += c;
    }
    all += '"';
    return text.size() <= most ? all : fmt::format("{} and {} bytes more", all, text.size() - most);
}

} // namespace gangway
