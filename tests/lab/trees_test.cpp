// SPDX-License-Identifier: MIT
// Kernels used in place: what of one is missing is said; a whole one is taken.
#include "kernels.hpp"
#include "modules.hpp"
#include "scratch.hpp"

#include <gmock/gmock.h>

using namespace gangway::lab;
using testing::HasSubstr;

namespace {

void put(const fs::path& file, std::string_view content = "") {
    fs::create_directories(file.parent_path());
    write_file(file, content);
}

std::string why_no_tree(const fs::path& root) {
    try {
        (void)open_tree(root);
    } catch (const failure& error) {
        return error.what();
    }
    return "";
}

std::string why_no_host(const fs::path& root) {
    try {
        (void)open_host(root, "6.9");
    } catch (const failure& error) {
        return error.what();
    }
    return "";
}

} // namespace

TEST(trees, what_is_missing_is_said) {
    const scratch_folder scratch;
    EXPECT_THAT(why_no_tree(scratch.path / "none"), HasSubstr("there is no folder"));
    for (const char* file : {"include/config/kernel.release", "arch/x86/boot/bzImage",
                             "Module.symvers", "scripts/mod/modpost"}) {
        EXPECT_THAT(why_no_tree(scratch.path), HasSubstr(file));
        put(scratch.path / file, "6.9-mine\n");
    }
    const kernel tree = open_tree(scratch.path);
    EXPECT_EQ(tree.name, "6.9-mine");
    EXPECT_EQ(tree.release, "6.9-mine");
    EXPECT_EQ(tree.image, scratch.path / "arch/x86/boot/bzImage");
    EXPECT_EQ(tree.headers, scratch.path);
}

TEST(trees, user_mode_linux_is_known_by_its_configuration) {
    const scratch_folder scratch;
    for (const char* file : {"include/config/kernel.release", "arch/x86/boot/bzImage",
                             "Module.symvers", "scripts/mod/modpost"})
        put(scratch.path / file, "6.9\n");
    put(scratch.path / ".config", "# Linux\n# CONFIG_UML=y\n");
    EXPECT_FALSE(open_tree(scratch.path).uml);
    put(scratch.path / ".config", "# Linux\nCONFIG_UML=y\nCONFIG_MMU=y\n");
    EXPECT_THAT(why_no_tree(scratch.path), HasSubstr("make ARCH=um"));
    put(scratch.path / "linux");
    const kernel tree = open_tree(scratch.path);
    EXPECT_TRUE(tree.uml);
    EXPECT_EQ(tree.image, scratch.path / "linux");
}

TEST(trees, its_modules_are_known_without_being_installed) {
    const scratch_folder scratch;
    for (const char* file : {"include/config/kernel.release", "vmlinux", "Module.symvers",
                             "scripts/mod/modpost", "drivers/net/veth.ko"})
        put(scratch.path / file, "6.9\n");
    put(scratch.path / "modules.order", "drivers/net/veth.o\ndrivers/net/not-built.o\n");
    put(scratch.path / "modules.builtin", "kernel/drivers/virtio/virtio_pci.ko\n");
    const module_tree tree(open_tree(scratch.path));
    EXPECT_TRUE(tree.knows("veth"));
    EXPECT_TRUE(tree.knows("virtio_pci"));
    EXPECT_FALSE(tree.knows("not_built"));
    const auto order = tree.order({{"veth", ""}});
    ASSERT_EQ(order.size(), 1U);
    EXPECT_EQ(order.front().file, scratch.path / "drivers/net/veth.ko");
}

TEST(host, what_is_missing_is_said) {
    const scratch_folder scratch;
    EXPECT_THAT(why_no_host(scratch.path), HasSubstr("does not take modules"));
    put(scratch.path / "proc/modules");
    EXPECT_THAT(why_no_host(scratch.path), HasSubstr("apt-get install linux-headers-6.9"));
    put(scratch.path / "lib/modules/6.9/build/Module.symvers");
    EXPECT_THAT(why_no_host(scratch.path), HasSubstr("its image is not in"));
    put(scratch.path / "boot/vmlinuz-6.9");
    EXPECT_EQ(why_no_host(scratch.path), "");
    EXPECT_EQ(open_host(scratch.path, "6.9").name, "host");
}
