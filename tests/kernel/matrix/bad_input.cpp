// SPDX-License-Identifier: MIT
// Each carrier: KIND_(PROPERTY|CALL) !BUILD_TIME !page
//
// Every element that takes input by a carrier × everything that may be wrong with it: refused in
// the same way by each carrier, save for the exceptions that are declared here; nothing has changed
// by it, and a good request is served as before. (The page answers nobody: page/requests.cpp.)
#include <functional>

#include "carriers.hpp"
#include "raw.hpp"

namespace {

using gangway::dynamic::kind;
using test::bytes;
using test::element;
using test::field;
using test::frame;
using test::scalar;

constexpr int inexpressible = -1; // the carrier has no way to say it

// --- what may be wrong ---

struct framing {
    const char* name;
    frame how;
    int error;
    const char* words; // of genetlink, which says more than an errno
};
constexpr framing framings[] = {
    {"whole", frame::whole, 0, ""},
    {"cut", frame::cut, EINVAL, ""},
    {"a zero tail", frame::zero_tail, 0, ""},
    {"a tail", frame::nonzero_tail, E2BIG, "unknown field that is not zero"},
    {"nothing", frame::nothing, EINVAL, ": missing"},
    {"twice", frame::twice, EINVAL, ": is there twice"},
    {"a bad pointer", frame::bad_pointer, EFAULT, ""},
    {"an unknown element", frame::unknown, ENOTTY, ""},
};

void put(bytes& to, const field& f, std::size_t at, std::uint64_t value, std::size_t size) {
    std::memcpy(to.data() + f.offset + at, &value, size);
}

/// Spoils the good value of one field; false: there is nothing of that kind to spoil.
struct spoil {
    const char* name;
    int error;
    const char* words;
    bool (*apply)(const element& to, const field& f, bytes& value);
};

bool unknown_value(const element& /*to*/, const field& f, bytes& value) {
    if (f.kind != scalar::enumerate)
        return false;
    std::uint64_t unused = 0;
    while (std::any_of(f.names->values.begin(), f.names->values.end(),
                       [&](const auto& known) { return known.value == unused; }))
        ++unused;
    put(value, f, 0, unused, f.elem_size);
    return true;
}

bool beyond(const element& to, const field& f, bytes& value, bool above) {
    if (!to.range)
        return false;
    const auto edge = std::stoll(above ? to.range->second : to.range->first);
    put(value, f, 0, static_cast<std::uint64_t>(edge + (above ? 1 : -1)), f.elem_size);
    return true;
}

bool text(const field& f, bytes& value, std::string_view put_in) {
    if (f.kind != scalar::string)
        return false;
    const std::string full(f.size, 'x');
    const auto wanted = put_in.empty() ? std::string_view{full} : put_in;
    std::memcpy(value.data() + f.offset, wanted.data(), wanted.size());
    return true;
}

bool count(const field& f, bytes& value, std::uint32_t n) {
    if (f.data == 0)
        return false;
    put(value, f, 0, n, sizeof n);
    return true;
}

const spoil spoils[] = {
    {"a bool of 2", EINVAL, "a value is outside its type",
     [](const element&, const field& f, bytes& value) {
         put(value, f, 0, 2, 1);
         return f.kind == scalar::boolean;
     }},
    {"an unknown value", EINVAL, "a value is outside its type", unknown_value},
    {"an unknown flag", EINVAL, "a value is outside its type",
     [](const element&, const field& f, bytes& value) {
         put(value, f, 0, 1ULL << (8 * f.elem_size - 1), f.elem_size);
         return f.kind == scalar::flags;
     }},
    {"below its range", ERANGE, "a value is outside its range",
     [](const element& to, const field& f, bytes& value) { return beyond(to, f, value, false); }},
    {"above its range", ERANGE, "a value is outside its range",
     [](const element& to, const field& f, bytes& value) { return beyond(to, f, value, true); }},
    {"a string without end", EINVAL, "",
     [](const element&, const field& f, bytes& value) { return text(f, value, {}); }},
    {"a string with a tail", EINVAL, "",
     [](const element&, const field& f, bytes& value) { return text(f, value, {"a\0b", 3}); }},
    {"too many", EINVAL, "",
     [](const element&, const field& f, bytes& value) { return count(f, value, f.max + 1); }},
    {"far too many", EINVAL, "",
     [](const element&, const field& f, bytes& value) { return count(f, value, UINT32_MAX); }},
    {"something behind the last", EINVAL, "",
     [](const element&, const field& f, bytes& value) {
         value[f.offset + f.size - 1] = std::byte{1};
         return f.data != 0;
     }},
    {"padding", EINVAL, "",
     [](const element& to, const field& f, bytes& value) {
         const auto end = f.offset + f.size;
         const auto* const next = &f + 1;
         const bool last = next == to.in.fields.data() + to.in.fields.size();
         if (end == (last ? to.in.size : next->offset))
             return false;
         value[end] = std::byte{1};
         return true;
     }},
    {"what its provider refuses", EDOM, "",
     [](const element& to, const field& f, bytes& value) {
         put(value, f, 0, 3, f.elem_size);
         return to.name == "picky";
     }},
};

// --- and what a carrier says otherwise ---

struct exception {
    const char* carrier;
    const char* input;
    std::string where; // elements or fields, with blanks around each; empty: all
    int error;
    const char* why;
};
const exception exceptions[] = {
    {"ioctl", "twice", "", inexpressible, "a struct has each field once"},
    {"netlink", "twice", "", inexpressible, "a struct has each field once"},
    {"netlink", "an unknown element", "", ENOENT, "its own word for it"},
    {"sockopt", "twice", "", inexpressible, "a struct has each field once"},
    {"sockopt", "an unknown element", "", ENOPROTOOPT, "the kernel's word for it"},
    {"syscall", "twice", "", inexpressible, "a struct has each field once"},
    {"io_uring", "twice", "", inexpressible, "a struct has each field once"},
    {"genetlink", "cut", " key ", 0, "these are so many bytes fewer"},
    {"genetlink", "an unknown element", "", EOPNOTSUPP, "generic netlink's own word for it"},
    {"genetlink", "too many", " echo.path ", EINVAL, "nests are counted by Gangway itself"},
    {"genetlink", "too many", "", ERANGE, "generic netlink's own check of lengths"},
    {"genetlink", "far too many", "", inexpressible, "there are as many as there are"},
    {"genetlink", "something behind the last", "", inexpressible, "that would be the last"},
    {"genetlink", "padding", "", inexpressible, "attributes have none of ours"},
    {"text", "cut", "", inexpressible, "text has no length that it should have"},
    {"text", "a zero tail", "", EINVAL, "text does not grow"},
    {"text", "a tail", "", EINVAL, "text does not grow"},
    {"text", "nothing", " label key steps hosts ", 0, "this is a value of theirs"},
    {"text", "twice", " label ", 0, "there may be a line break in it"},
    {"text", "an unknown element", "", ENOENT, "there is no such file"},
    {"text", "far too many", "", inexpressible, "there are as many as there are"},
    {"text", "something behind the last", "", inexpressible, "that would be the last"},
    {"text", "padding", "", inexpressible, "text has none"},
};

int expected(const std::string& carrier, const char* input, const std::string& where, int usual) {
    const bool is_text = test::find_text_carrier(carrier) != nullptr;
    for (const auto& e : exceptions)
        if ((is_text ? "text" : carrier) == e.carrier && std::strcmp(input, e.input) == 0 &&
            (e.where.empty() || e.where.find(" " + where + " ") != std::string::npos))
            return e.error;
    return usual;
}

// --- trying it ---

class trial {
public:
    trial()
        : described_{gangway::dynamic::description::parse(
                         test::read_file(test::folder() + "/all_types.gw.json"))
                         .value()} {}

    void run(const std::string& carrier) {
        for (const auto& to : described_->elements)
            if (to.kind == kind::call || (to.kind == kind::property && to.writable))
                if (std::ranges::find(to.via, carrier) != to.via.end())
                    by_carrier(to, carrier);
        std::printf("%u requests\n", requests_);
        CHECK(requests_ > 0);
    }

private:
    void by_carrier(const element& to, const std::string& carrier) {
        const auto fine = good(to);
        CHECK_EQ(send(to, carrier, fine, frame::whole).error, 0);
        for (const auto& f : framings)
            if (!to.in.fields.empty() || f.how == frame::whole || f.how == frame::nonzero_tail)
                try_one({to, to.name, carrier}, f, fine, f.how);
        for (const auto& s : spoils)
            for (const auto& f : to.in.fields)
                if (auto value = fine; s.apply(to, f, value))
                    try_one({to, to.name + "." + f.name, carrier}, s, value, frame::whole);
        CHECK_EQ(send(to, carrier, fine, frame::whole).error, 0);
    }

    struct target {
        const element& to;
        std::string where;
        const std::string& carrier;
    };

    // Input is a framing or a spoil.
    template <typename Input>
    void try_one(const target& t, const Input& input, const bytes& value, frame how) {
        const int error = expected(t.carrier, input.name, t.where, input.error);
        if (error == inexpressible)
            return;
        const auto before = state();
        const auto got = send(t.to, t.carrier, value, how);
        ++requests_;
        const bool said = t.carrier != "genetlink" || error != input.error ||
                          got.text.find(test::said(input.words)) != std::string::npos;
        if (got.error != error || !said)
            test::fail(__FILE__, __LINE__,
                       t.where + " by " + t.carrier + ", " + input.name + ": expected " +
                           std::strerror(error) + " and \"" + input.words + "\", got " +
                           std::strerror(got.error) + " and \"" + got.text + "\"");
        if (error != 0)
            CHECK_EQ(state(), before);
    }

    test::outcome send(const element& to, const std::string& carrier, const bytes& value,
                       frame how) {
        if (carrier == "ioctl")
            return test::by_ioctl(session_, to, value, how);
        if (carrier == "sockopt")
            return test::by_sockopt(options_, to, value, how);
        if (carrier == "syscall")
            return test::by_syscall(test::calls{}, to, value, how);
        if (carrier == "io_uring")
            return test::by_io_uring(uring_, session_, to, value, how);
        if (const auto* const text = test::find_text_carrier(carrier))
            return test::by_text(*text, to, value, how);
        if (carrier == "netlink")
            return test::by_netlink(own_, to, value, how);
        CHECK_EQ(carrier, std::string{"genetlink"});
        return test::by_genetlink(netlink_, to, value, how);
    }

    // One of everything that can be counted, so that there is something to cut; else zeros.
    static bytes good(const element& to) {
        bytes value(to.in.size);
        for (const auto& f : to.in.fields) {
            if (f.data != 0)
                put(value, f, 0, 1, sizeof(std::uint32_t));
            if (f.kind == scalar::string)
                put(value, f, 0, 's', 1);
            if (to.range)
                put(value, f, 0, static_cast<std::uint64_t>(std::stoll(to.range->first)),
                    f.elem_size);
            if (to.name == "picky")
                put(value, f, 0, 4, f.elem_size);
        }
        return value;
    }

    // Every value that can be read, and the rows.
    [[nodiscard]] std::string state() const {
        auto all = test::read_file("/proc/gangway/all_types/items");
        for (const auto& e : described_->elements) {
            if (e.kind != kind::property || !e.readable)
                continue;
            std::string value(e.out.size, '\0');
            if (e.via.front() == "sysfs")
                value = test::read_file(test::sysfs(e.name));
            else // fails where nothing was set yet
                (void)ioctl(session_, _IOC(_IOC_READ, GW_IOC_MAGIC, e.number, value.size()),
                            value.data());
            all += e.name + value;
        }
        return all;
    }

    std::shared_ptr<const gangway::dynamic::description> described_;
    test::file session_{ALL_TYPES_NODE};
    test::genl netlink_;
    test::own::socket own_;
    test::options options_;
    test::uring uring_;
    unsigned requests_ = 0;
};

} // namespace

int main(int argc, char** argv) {
    const std::string carrier = test::carrier_asked_for(argc, argv).name;
    const test::module all_types{"all_types"};
    trial{}.run(carrier);
}
