// SPDX-License-Identifier: MIT
// Reports of the bench, compared: what differs, by how much, and what is no report.
#include "compare.hpp"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <unistd.h>

#include <gtest/gtest.h>

namespace {

namespace fs = std::filesystem;

const std::string call = R"({"carrier": "ioctl", "implementation": "gangway", "metric": "call",
    "size": 64, "value": 1000, "unit": "instructions", "spread": 0.001})";

std::string with(std::string text, const std::string& what, const std::string& by) {
    return text.replace(text.find(what), what.size(), by);
}

class compare : public testing::Test {
public:
    ~compare() override { fs::remove_all(folder_); }

    fs::path file(const std::string& name, const std::string& content) const {
        std::ofstream{folder_ / name} << content;
        return folder_ / name;
    }
    fs::path old(const std::string& cells) const {
        return file("old.json", R"({"kernel": "6.12", "cells": [)" + cells + "]}");
    }
    fs::path now(const std::string& cells) const {
        return file("new.json", R"({"kernel": "6.12", "cells": [)" + cells + "]}");
    }
    // What a bad file is refused with.
    std::string refused(const std::string& content) const {
        try {
            std::ostringstream out;
            bench::compare(file("bad.json", content), now(call), 2, out);
        } catch (const std::runtime_error& e) {
            return e.what();
        }
        return "not at all";
    }
    // The exit status, and what is printed.
    int run(std::vector<std::string> arguments) {
        std::vector<char*> argv;
        for (auto& one : arguments)
            argv.push_back(one.data());
        testing::internal::CaptureStdout();
        testing::internal::CaptureStderr();
        const int status = bench::compare_command(static_cast<int>(argv.size()), argv.data(),
                                                  folder_ / "new.json");
        printed = testing::internal::GetCapturedStdout();
        complained = testing::internal::GetCapturedStderr();
        return status;
    }

    std::string printed;
    std::string complained;

private:
    static fs::path made() {
        std::string name = fs::temp_directory_path() / "compareXXXXXX";
        return mkdtemp(name.data());
    }
    fs::path folder_ = made();
};

bool has(const std::string& text, const std::string& what) {
    return text.find(what) != std::string::npos;
}

TEST_F(compare, counts_what_takes_more_than_it_may) {
    std::ostringstream out;
    EXPECT_EQ(bench::compare(old(call), now(with(call, "1000", "1021")), 2, out), 1);
    EXPECT_TRUE(has(out.str(), "+2.1 %  WORSE")) << out.str();
    EXPECT_EQ(bench::compare(old(call), now(with(call, "1000", "1020")), 2, out), 0);
    EXPECT_EQ(bench::compare(old(call), now(with(call, "1000", "500")), 2, out), 0);
    EXPECT_TRUE(has(out.str(), "-50.0 %\n")) << out.str();
}

TEST_F(compare, tells_cells_apart_by_all_that_names_them) {
    const auto growing = with(call, "\"size\"", R"("by": "instances", "at": 10, "size")");
    const auto all = call + "," + with(call, "ioctl", "sysfs") + "," +
                     with(call, "gangway", "handwritten") + "," +
                     with(call, "\"call\"", "\"get\"") + "," + with(call, "64", "8") + "," +
                     growing + "," + with(growing, "10,", "100,");
    std::ostringstream out;
    EXPECT_EQ(bench::compare(old(all), now(all), 0, out), 0);
    EXPECT_TRUE(has(out.str(), "0 of 7 cells")) << out.str();
    EXPECT_TRUE(has(out.str(), "ioctl gangway call 64 B, 100 instances")) << out.str();
}

TEST_F(compare, shows_cells_that_only_one_has) {
    std::ostringstream out;
    EXPECT_EQ(bench::compare(old(call), now(with(call, "ioctl", "sysfs")), 2, out), 0);
    EXPECT_TRUE(has(out.str(), "1000.0            -\n")) << out.str();
    EXPECT_TRUE(has(out.str(), "-       1000.0\n")) << out.str();
}

TEST_F(compare, says_what_else_was_another) {
    std::ostringstream out;
    bench::compare(file("old.json", R"({"kernel": "6.1", "cells": [)" + call + "]}"), now(call), 2,
                   out);
    EXPECT_TRUE(has(out.str(), R"(Note: the kernel was "6.1", and is "6.12".)")) << out.str();
}

TEST_F(compare, reads_reports_that_are_only_cells) {
    std::ostringstream out;
    EXPECT_EQ(bench::compare(file("array.json", "[" + call + "]"), now(call), 2, out), 0);
}

TEST_F(compare, refuses_what_is_no_report_in_words) {
    EXPECT_TRUE(has(refused(""), "bad.json: no report of the bench: ")) << refused("");
    EXPECT_TRUE(has(refused("{"), "no report of the bench: ")) << refused("{");
    EXPECT_TRUE(has(refused("7"), "no report of the bench: ")) << refused("7");
    EXPECT_TRUE(has(refused("{}"), "key 'cells' not found")) << refused("{}");
    EXPECT_TRUE(has(refused("[]"), "a report without any cell")) << refused("[]");
    EXPECT_TRUE(has(refused("[[]]"), "no report of the bench: ")) << refused("[[]]");
    EXPECT_TRUE(
        has(refused("[" + with(call, "\"value\"", "\"cost\"") + "]"), "key 'value' not found"));
    EXPECT_TRUE(has(refused("[" + with(call, "1000", "\"much\"") + "]"), "must be number"));
    EXPECT_TRUE(has(refused("[" + with(call, "1000", "-1") + "]"), "is no cost"));
    EXPECT_TRUE(has(refused("[" + call + "," + call + "]"), "there are two cells"));
    EXPECT_TRUE(has(refused("[" + with(call, "instructions", "ns") + "]"), "cannot be compared"));
}

TEST_F(compare, is_a_command_whose_status_says_whether_all_is_well) {
    const auto before = old(call).string();
    now(with(call, "1000", "1100"));
    EXPECT_EQ(run({"gangway-bench", "--compare", before}), 1) << complained;
    EXPECT_TRUE(has(printed, "+10.0 %")) << printed;
    EXPECT_EQ(run({"gangway-bench", "--compare", before, "--above", "10"}), 0) << complained;
    EXPECT_EQ(run({"gangway-bench", "--compare", before, before}), 0) << complained;
    EXPECT_EQ(run({"gangway-bench", "--compare", "/nowhere.json"}), 2);
    EXPECT_EQ(complained, "gangway-bench: /nowhere.json: No such file or directory\n");
    EXPECT_EQ(run({"gangway-bench", "--compare", before, "--above", "-1"}), 2);
    EXPECT_EQ(run({"gangway-bench", "--above", "1"}), 2);
    EXPECT_EQ(run({"gangway-bench", "--help"}), 0);
}

} // namespace
