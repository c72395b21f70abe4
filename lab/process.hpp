// SPDX-License-Identifier: MIT
// Child processes: all of them die with the lab.
#pragma once

#include "files.hpp"

#include <optional>
#include <string>
#include <sys/types.h>
#include <utility>
#include <vector>

namespace gangway::lab {

using arguments = std::vector<std::string>;

struct spawn_options {
    // {ours, theirs}: `theirs` is the number that our descriptor has in the child. Standard input
    // is /dev/null unless it is named here; standard output is our standard error, so that what
    // the lab prints as data stays clean.
    std::vector<std::pair<int, int>> descriptors;
    fs::path directory;     // empty: ours
    bool own_group = false; // its processes are a group, killed as one
};

// A running child, killed (SIGKILL) and reaped when this goes out of scope.
class child {
public:
    child(const arguments& argv, const spawn_options& options);
    child(const child&) = delete;
    child& operator=(const child&) = delete;
    ~child();

    [[nodiscard]] int pidfd() const { return pidfd_.get(); } // readable once it has ended
    void kill();
    int wait(); // exit status, or 128 + signal

private:
    pid_t pid_ = -1;
    bool own_group_ = false;
    unique_fd pidfd_;
};

// {to read from, to write to}; a child inherits neither unless it is passed on.
[[nodiscard]] std::pair<unique_fd, unique_fd> make_pipe();

struct captured {
    int status;
    std::string out; // standard output
    std::string err; // standard error
};

// Runs a program to its end and keeps what it printed.
[[nodiscard]] captured capture(const arguments& argv);

// Runs a program whose output goes to our standard error; returns its status.
[[nodiscard]] int run_program(const arguments& argv, const spawn_options& options = {});

} // namespace gangway::lab
