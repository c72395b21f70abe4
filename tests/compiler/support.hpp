// SPDX-License-Identifier: MIT
//
// What the tests of the outputs share: descriptions, compiled, and files.
#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <optional>
#include <string>

#include <gtest/gtest.h>

#include "compile.hpp"
#include "emit/emit.hpp"

namespace gangway::test {

namespace fs = std::filesystem;

inline const fs::path here = GANGWAY_TEST_FOLDER;
inline const fs::path top = here.parent_path().parent_path();

inline std::string read(const fs::path& path) {
    std::ifstream in{path, std::ios::binary};
    EXPECT_TRUE(in) << path;
    return {std::istreambuf_iterator<char>{in}, {}};
}

inline void write(const fs::path& path, const std::string& text) {
    fs::create_directories(path.parent_path());
    std::ofstream out{path, std::ios::binary};
    out << text;
    EXPECT_TRUE(out.flush()) << path;
}

/// The model of a description, with the lock beside it if there is one.
inline compiler::model model_of(const fs::path& description) {
    const auto beside = fs::path{description}.replace_extension(".lock");
    std::optional<std::string> lock;
    if (fs::exists(beside))
        lock = read(beside);
    compiler::diagnostics log;
    auto done = compiler::compile(read(description), lock, log);
    if (!done)
        throw std::runtime_error{log.print(description.string(), beside.string())};
    return std::move(done->made);
}

inline compiler::model everything() {
    return model_of(here / "golden/everything.yaml");
}

/// All that can be said of what a kernel already offers.
inline compiler::model existing() {
    return model_of(here / "golden/signal.yaml");
}

/// All that can be said of parameters.
inline compiler::model params() {
    return model_of(here / "golden/params.yaml");
}

inline compiler::model icmpmon() {
    return model_of(top / "examples/icmpmon/icmpmon.yaml");
}

/// Every doc in it says `text`.
inline void set_docs(compiler::model& m, const std::string& text) {
    m.doc = text;
    for (auto& type : m.enums) {
        type->doc = text;
        for (auto& value : type->values)
            value.doc = text;
    }
    for (auto& type : m.structs) {
        type->doc = text;
        for (auto& f : type->fields)
            f.doc = text;
    }
    for (auto& e : m.elements) {
        e.doc = text;
        if (auto* c = std::get_if<compiler::call>(&e.body))
            for (auto& error : c->errors)
                error.doc = text;
    }
}

/// All that could end a comment, a string, a raw string or a line early, or hide what it says.
inline const std::string hostile =
    "*/ /* */*/ /*/ // \" ' \\ \\n \\x41 ?\?/ ?\?' ?\?= %s %n {} {{ }} )gw\" )gw --> <b> | # $ ` "
    "~~~ "
    "\t \x01 \x1b[31m \x7f \xe2\x80\xae\xe2\x81\xa6 \xc3\xbc\xe6\xbc\xa2 */\\\n"
    "*/ and ?\?/\n\n- second\n1. third\n---\n    code )gw";

} // namespace gangway::test
