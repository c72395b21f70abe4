// SPDX-License-Identifier: MIT
//
// A table of processes: what /proc has of those that stay; while others come and go, none twice and
// all in order, however it is read; and of a PID namespace, those who live in it.
#include <algorithm>
#include <filesystem>
#include <functional>
#include <iterator>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "test.hpp"

#include "process_list.gw.hpp"

namespace {

const std::string path = "/proc/gangway/process_list/processes";

struct process {
    int pid = 0, ppid = 0;
    unsigned uid = 0, threads = 0;
    std::string state, name;
};

std::string in_pieces(std::size_t size) {
    const test::file fd{path, O_RDONLY};
    std::string all;
    std::string piece(size, '\0');
    while (const auto n = CHECK_OK(read(fd, piece.data(), size)))
        all.append(piece, 0, static_cast<std::size_t>(n));
    return all;
}

std::vector<process> parse(const std::string& listing) {
    std::istringstream lines{listing};
    std::string line;
    CHECK(std::getline(lines, line));
    CHECK_EQ(line, std::string{"pid ppid uid threads state name"});
    std::vector<process> all;
    while (std::getline(lines, line)) {
        process& p = all.emplace_back();
        std::istringstream words{line};
        CHECK(words >> p.pid >> p.ppid >> p.uid >> p.threads >> p.state >> p.name);
    }
    return all;
}

const process& find(const std::vector<process>& all, int pid) {
    const auto found = std::ranges::find(all, pid, &process::pid);
    CHECK(found != all.end());
    return *found;
}

void strictly_ascends(const std::vector<process>& all) {
    CHECK(std::ranges::adjacent_find(all, std::greater_equal<>{}, &process::pid) == all.end());
}

// Processes that sleep until the end of this object.
class sleepers {
public:
    explicit sleepers(unsigned count) {
        for (unsigned i = 0; i < count; ++i)
            all_.emplace_back(std::make_unique<test::child>([] { pause(); }));
        for (const auto& one : all_)
            one->wait_until_in(SYS_pause);
    }
    [[nodiscard]] bool are_in(const std::vector<process>& listed) const {
        return std::ranges::all_of(all_, [&](const auto& one) {
            return std::ranges::binary_search(listed, one->pid(), {}, &process::pid);
        });
    }
    [[nodiscard]] int first() const { return all_.front()->pid(); }

private:
    std::vector<std::unique_ptr<test::child>> all_;
};

/// The numbers of folders in /proc.
std::vector<int> in_proc() {
    std::vector<int> all;
    for (const auto& entry : std::filesystem::directory_iterator{"/proc"})
        if (const int pid = std::atoi(entry.path().filename().c_str()))
            all.push_back(pid);
    std::ranges::sort(all);
    return all;
}

// Kernel threads come and go as they like: until two looks at /proc see the same, and we in
// between.
void as_proc_has_it() {
    std::vector<int> listed;
    CHECK(test::eventually([&] {
        const auto before = in_proc();
        listed.clear();
        for (const auto& p : parse(test::read_file(path)))
            listed.push_back(p.pid);
        return before == listed && before == in_proc();
    }));
}

// As the kernel cuts it.
std::string own_name() {
    auto name = test::read_file("/proc/self/comm");
    name.pop_back();
    return name;
}

void details(const sleepers& some) {
    const auto all = parse(test::read_file(path));
    const auto& self = find(all, getpid());
    CHECK_EQ(self.ppid, getppid());
    CHECK_EQ(self.threads, 1U);
    CHECK_EQ(self.name, own_name());
    CHECK_EQ(self.state, std::string{"running"});
    const auto& one = find(all, some.first());
    CHECK_EQ(one.ppid, getpid());
    CHECK_EQ(one.state, std::string{"sleeping"});

    // Of another user; and dead, but not yet waited for.
    test::child other{[] {
        CHECK_OK(setuid(65534));
        pause();
    }};
    other.wait_until_in(SYS_pause);
    CHECK_EQ(find(parse(test::read_file(path)), other.pid()).uid, 65534U);
    CHECK_OK(kill(other.pid(), SIGKILL));
    CHECK(test::eventually(
        [&] { return find(parse(test::read_file(path)), other.pid()).state == "zombie"; }));
    other.wait();
    const auto after = parse(test::read_file(path));
    CHECK(std::ranges::find(after, other.pid(), &process::pid) == after.end());
}

// Threads are no processes, and have numbers between them.
void threads_are_counted() {
    test::baton stop;
    std::vector<std::thread> threads;
    for (int i = 0; i < 5; ++i)
        threads.emplace_back([&] { stop.take(); });
    const auto all = parse(in_pieces(7));
    CHECK_EQ(find(all, getpid()).threads, 6U);
    CHECK_EQ(std::ranges::count(all, own_name(), &process::name),
             1 + std::ranges::count(all, getpid(), &process::ppid));
    for (std::size_t i = 0; i < threads.size(); ++i)
        stop.pass();
    for (auto& thread : threads)
        thread.join();
}

void under_fork_storms(const sleepers& some) {
    test::baton over;
    // It ends by itself: killed in the midst of fork(), it takes User-Mode Linux 6.12 along, whose
    // flush_tlb_mm() looks at what was not copied yet.
    const auto storm = [&over] {
        pollfd waiting{over.native_handle(), POLLIN, 0};
        while (poll(&waiting, 1, 0) == 0) {
            const pid_t pid = fork();
            if (pid == 0)
                _exit(0);
            waitpid(pid, nullptr, 0);
        }
    };
    test::child one{storm};
    test::child other{storm};
    constexpr std::size_t sizes[] = {1, 7, 61, 333, 1021, 4096, 65536};
    std::size_t reads = 0;
    for (std::size_t round = 0; reads < (test::many() ? 20000U : 2000U); ++round) {
        const std::size_t size = sizes[round % std::size(sizes)];
        const auto text = in_pieces(size);
        reads += text.size() / size + 1;
        const auto listed = parse(text);
        strictly_ascends(listed);
        CHECK(some.are_in(listed));
    }
    const auto client = process_list::client::connect().value();
    for (int round = 0; round < 20; ++round) {
        std::vector<process> listed;
        for (const auto& row : client.processes.rows().value())
            listed.emplace_back().pid = row.pid;
        strictly_ascends(listed);
        CHECK(some.are_in(listed));
    }
    over.pass();
    one.join();
    other.join();
}

// Numbers are those of the reader's namespace, and processes those that have one there.
void in_a_namespace() {
    test::child outside{[] {
        CHECK_OK(unshare(CLONE_NEWPID));
        test::child first{[] {
            const auto all = parse(test::read_file(path));
            CHECK_EQ(all.size(), 1U);
            CHECK_EQ(all[0].pid, 1);
            CHECK_EQ(all[0].ppid, 0); // it is outside
        }};
        first.join();
    }};
    outside.join();
}

} // namespace

int main() {
    const test::module module{"process_list"};
    const sleepers some{100};
    as_proc_has_it();
    details(some);
    threads_are_counted();
    under_fork_storms(some);
    in_a_namespace();
}
