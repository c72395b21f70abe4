// SPDX-License-Identifier: MIT
// Carriers: bootparam
//
// An independent witness: modinfo lists the parameters, the hidden ones too, with their types in
// the kernel's words.
#include "command.hpp"

int main() {
    const auto modinfo = test::folder() + "/modinfo";
    if (access(modinfo.c_str(), X_OK) != 0)
        test::skip("there is no modinfo");
    const auto all = "\n" + test::witness(modinfo + " -p " + test::folder() + "/parameters.ko");
    for (const char* const line :
         {"a_byte:a byte (byte)", "a_short:a short (short)", "a_ushort:a ushort (ushort)",
          "an_int:an int (int)", "a_uint:a uint (uint)", "a_long:a long (long)",
          "a_ulong:a ulong (ulong)", "a_charp:a text (charp)", "a_bool:a bool (bool)",
          "quiet:its opposite (invbool)", "ints:up to four ints (array of int)",
          "shorts:three shorts (array of short)", "hidden:given at load and hidden (uint)",
          "boot:from the command line (int)"})
        CHECK(all.find(std::string{"\n"} + line + "\n") != std::string::npos);
}
