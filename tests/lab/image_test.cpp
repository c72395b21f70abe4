// SPDX-License-Identifier: MIT
// The guest's file system, read back by cpio(1), an implementation that is not ours.
#include "closure.hpp"
#include "cpio.hpp"
#include "image.hpp"
#include "process.hpp"
#include "scratch.hpp"

#include <algorithm>
#include <gmock/gmock.h>
#include <sys/stat.h>

using namespace gangway::lab;
using testing::Contains;
using testing::HasSubstr;
using testing::Not;

namespace {

// What cpio(1) says is in an archive, with permissions and owners.
std::string list(const std::string& archive) {
    const scratch_folder scratch;
    write_file(scratch.path / "archive", archive);
    const captured listed = capture({"cpio", "-itvn", "--quiet", "-F", scratch.path / "archive"});
    EXPECT_EQ(listed.status, 0) << listed.err;
    EXPECT_EQ(listed.err, "");
    return listed.out;
}

// Unpacks an archive and returns the folder's path.
void unpack(const std::string& archive, const fs::path& into) {
    write_file(into / "archive", archive);
    const auto* const script =
        "cd \"$1\" && exec cpio -id --quiet --no-absolute-filenames -F archive";
    const captured out = capture({"sh", "-c", script, "sh", into});
    EXPECT_EQ(out.status, 0) << out.err;
}

} // namespace

TEST(cpio, every_length_of_name_and_content_comes_back) {
    cpio_archive archive;
    for (std::size_t i = 1; i < 10; i++)
        archive.add(std::string(i, 'n'), S_IFREG | 0644, std::string(i - 1, 'c'));
    const scratch_folder scratch;
    unpack(std::move(archive).finish(), scratch.path);
    for (std::size_t i = 1; i < 10; i++)
        EXPECT_EQ(read_file(scratch.path / std::string(i, 'n')), std::string(i - 1, 'c'));
}

TEST(cpio, types_and_permissions) {
    cpio_archive archive;
    archive.add("/folder", S_IFDIR | 01777);
    archive.add("/folder/program", S_IFREG | 04755, "x");
    archive.add("/link", S_IFLNK | 0777, "folder/program");
    const std::string listed = list(std::move(archive).finish());
    EXPECT_THAT(listed, HasSubstr("drwxrwxrwt   2 0        0"));
    EXPECT_THAT(listed, HasSubstr("-rwsr-xr-x   1 0        0"));
    EXPECT_THAT(listed, HasSubstr("link -> folder/program"));
}

TEST(image, has_pid_1_and_an_empty_system) {
    const std::string listed = list(guest_image().pack());
    for (const char* expected : {" init\n", " proc\n", " dev/console\n", " bin -> usr/bin\n"})
        EXPECT_THAT(listed, HasSubstr(expected));
}

TEST(image, a_program_brings_its_libraries_through_the_merged_usr) {
    guest_image image;
    image.add("/bin/sh", "/bin/sh");
    const std::string listed = list(image.pack());
    EXPECT_THAT(listed, HasSubstr(" usr/bin/sh\n"));
    EXPECT_THAT(listed, HasSubstr("libc.so.6\n"));
    EXPECT_THAT(listed, HasSubstr(" usr/lib64/ld-linux-x86-64.so.2\n"));
    EXPECT_THAT(listed, Not(HasSubstr(" bin/sh\n")));
    EXPECT_EQ(image.find_program("sh"), "/usr/bin/sh");
    EXPECT_EQ(image.find_program("/bin/sh"), "/bin/sh");
    EXPECT_EQ(image.find_program("/usr/bin"), "");
    EXPECT_EQ(image.find_program("nonexistent"), "");
}

TEST(image, a_folder_comes_whole_and_its_links_stay_links) {
    const scratch_folder scratch;
    fs::create_directories(scratch.path / "a/b");
    write_file(scratch.path / "a/b/file", "content");
    fs::create_symlink("b/file", scratch.path / "a/link");
    guest_image image;
    image.add(scratch.path / "a", "/there");
    const std::string listed = list(image.pack());
    EXPECT_THAT(listed, HasSubstr(" there/b/file\n"));
    EXPECT_THAT(listed, HasSubstr(" there/link -> b/file\n"));
}

TEST(image, a_missing_file_is_named) {
    const scratch_folder scratch;
    const std::string missing = scratch.path / "missing";
    guest_image image;
    EXPECT_THROW(
        {
            try {
                image.add(missing, "/x");
            } catch (const failure& error) {
                EXPECT_EQ(error.what(), "there is no file or folder " + missing);
                throw;
            }
        },
        failure);
}

TEST(closure, what_ldd_prints) {
    const auto found = parse_ldd("\tlinux-vdso.so.1 (0x00007ffd)\n"
                                 "\tlibx.so.1 => /opt/x y/../libx.so.1 (0x00007f12)\n"
                                 "\t/lib64/ld-linux-x86-64.so.2 (0x00007f34)\n",
                                 "p");
    EXPECT_EQ(found, (std::set<fs::path>{"/opt/libx.so.1", "/lib64/ld-linux-x86-64.so.2"}));
}

TEST(closure, a_library_that_is_missing_is_named) {
    try {
        (void)parse_ldd("\tlibgone.so.3 => not found\n", "prog");
        FAIL();
    } catch (const failure& error) {
        EXPECT_THAT(error.what(), HasSubstr("prog needs libgone.so.3"));
    }
}

// The loader of one: a copy that names another, which nobody runs, or whose headers are torn.
TEST(closure, a_program_is_asked_for_by_its_loader) {
    const scratch_folder scratch;
    const auto found = needs("/bin/bash");
    const auto named = [&found](std::string_view start) {
        return std::ranges::find_if(found, [start](const fs::path& file) {
            return file.filename().native().starts_with(start);
        });
    };
    ASSERT_NE(named("ld-linux"), found.end());
    ASSERT_NE(named("libc.so"), found.end());
    ASSERT_NE(named("libtinfo"), found.end());
    EXPECT_THAT(needs(*named("libtinfo")), Contains(*named("libc.so")));

    auto copy = read_file("/bin/bash");
    const auto loader = copy.find("/lib64/ld-linux");
    ASSERT_NE(loader, std::string::npos);
    copy.replace(loader, 6, "/tmp64");
    write_file(scratch.path / "copy", copy);
    EXPECT_THAT(needs(scratch.path / "copy"), Contains(*named("libc.so")));
    for (const std::size_t size : {60U, 64U, 100U, 500U, 4096U}) {
        write_file(scratch.path / "torn", copy.substr(0, size));
        try {
            (void)needs(scratch.path / "torn");
        } catch (const failure& error) {
            EXPECT_THAT(error.what(), HasSubstr("torn"));
        }
    }
}

TEST(closure, a_script_needs_its_interpreter_and_that_ones_libraries) {
    const scratch_folder scratch;
    write_file(scratch.path / "script", "#!/bin/sh -e\nexit 0\n");
    const auto found = needs(scratch.path / "script");
    EXPECT_THAT(found, Contains(fs::path("/bin/sh")));
    EXPECT_GT(found.size(), 1U);
    write_file(scratch.path / "by-env", "#!/usr/bin/env sh\n");
    EXPECT_THAT(needs(scratch.path / "by-env"), Contains(fs::path("/usr/bin/env")));
    write_file(scratch.path / "broken", "#!/nonexistent/sh\n");
    EXPECT_THROW((void)needs(scratch.path / "broken"), failure);
}

TEST(closure, a_file_that_is_no_program_needs_nothing) {
    const scratch_folder scratch;
    for (const char* content : {"", "#",
                                "\x7f"
                                "ELF",
                                "text"}) {
        write_file(scratch.path / "file", content);
        EXPECT_TRUE(needs(scratch.path / "file").empty()) << content;
    }
}
