// SPDX-License-Identifier: MIT
#include "init_program.hpp"

// GANGWAY_LAB_INIT: the path of the program, from CMakeLists.txt.
__asm__(".section .rodata.gangway_lab_init, \"a\"\n"
        "gangway_lab_init:\n"
        ".incbin \"" GANGWAY_LAB_INIT "\"\n"
        "gangway_lab_init_end:\n"
        ".previous\n");

extern "C" {
extern const char gangway_lab_init[];
extern const char gangway_lab_init_end[];
}

namespace gangway::lab {

std::string_view init_program() {
    return {gangway_lab_init, gangway_lab_init_end};
}

} // namespace gangway::lab
