// SPDX-License-Identifier: MIT
//
// A call to another program, for the scale: D-Bus by sd-bus over a socket pair, with no daemon in
// between, which would double it. The other program echoes the bytes.
#include <csignal>
#include <memory>
#include <sys/socket.h>
#include <sys/wait.h>

#include <systemd/sd-bus.h>

#include "peers.hpp"

namespace bench::peers {

namespace {

constexpr auto interface = "org.example.Bench";
constexpr auto path = "/bench";

void done(int negative, const char* what) {
    if (negative >= 0)
        return;
    errno = -negative;
    fail(what);
}

struct close_bus {
    void operator()(sd_bus* bus) const { sd_bus_flush_close_unref(bus); }
};
using bus = std::unique_ptr<sd_bus, close_bus>;

bus over(int fd) {
    sd_bus* made = nullptr;
    done(sd_bus_new(&made), "sd_bus_new");
    bus owned{made};
    done(sd_bus_set_fd(made, fd, fd), "sd_bus_set_fd");
    return owned;
}

int echo(sd_bus_message* call, void*, sd_bus_error*) {
    const void* data = nullptr;
    std::size_t size = 0;
    sd_bus_message* reply = nullptr;
    int err = sd_bus_message_read_array(call, 'y', &data, &size);
    if (err >= 0)
        err = sd_bus_message_new_method_return(call, &reply);
    if (err >= 0)
        err = sd_bus_message_append_array(reply, 'y', data, size);
    if (err >= 0)
        err = sd_bus_send(nullptr, reply, nullptr);
    sd_bus_message_unref(reply);
    return err;
}

int serve(int fd) {
    static const sd_bus_vtable methods[] = {
        SD_BUS_VTABLE_START(0),
        SD_BUS_METHOD("Echo", "ay", "ay", echo, SD_BUS_VTABLE_UNPRIVILEGED),
        SD_BUS_VTABLE_END,
    };
    const auto server = over(fd);
    done(sd_bus_set_server(server.get(), 1,
                           SD_ID128_MAKE(1, 2, 3, 4, 5, 6, 7, 8, 9, a, b, c, d, e, f, 10)),
         "sd_bus_set_server");
    done(sd_bus_set_anonymous(server.get(), 1), "sd_bus_set_anonymous");
    done(sd_bus_add_object_vtable(server.get(), nullptr, path, interface, methods, nullptr),
         "sd_bus_add_object_vtable");
    done(sd_bus_start(server.get()), "sd_bus_start");
    for (;;) {
        const int worked = sd_bus_process(server.get(), nullptr);
        if (worked < 0 || (worked == 0 && sd_bus_wait(server.get(), UINT64_MAX) < 0))
            return 0; // the other side has gone
    }
}

figure calls(sd_bus* client, std::size_t size) {
    const std::vector<char> request(size);
    return measure([&](std::uint32_t n) {
        for (; n != 0; --n) {
            sd_bus_message* call = nullptr;
            sd_bus_message* reply = nullptr;
            done(sd_bus_message_new_method_call(client, &call, nullptr, path, interface, "Echo"),
                 "new_method_call");
            done(sd_bus_message_append_array(call, 'y', request.data(), size), "append");
            done(sd_bus_call(client, call, 0, nullptr, &reply), "sd_bus_call");
            const void* data = nullptr;
            std::size_t got = 0;
            done(sd_bus_message_read_array(reply, 'y', &data, &got), "read");
            if (got != size)
                throw std::runtime_error{"not what was asked"};
            sd_bus_message_unref(call);
            sd_bus_message_unref(reply);
        }
    });
}

} // namespace

void measure_dbus(std::vector<cell>& into) {
    std::array<int, 2> ends{};
    check(socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, ends.data()),
          "socketpair");
    const auto server = check(fork(), "fork");
    if (server == 0) {
        close(ends[0]);
        _exit(serve(ends[1]));
    }
    close(ends[1]);
    {
        const auto client = over(ends[0]);
        done(sd_bus_start(client.get()), "sd_bus_start");
        for (const std::uint32_t size : {64U, 1024U})
            into.push_back({"dbus", "sd-bus", "call", size, calls(client.get(), size)});
    }
    check(waitpid(server, nullptr, 0), "waitpid");
}

} // namespace bench::peers
