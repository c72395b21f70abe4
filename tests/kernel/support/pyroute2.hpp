// SPDX-License-Identifier: MIT
//
// Witnesses in Python, by python3-pyroute2, which knows nothing of Gangway.
#pragma once

#include "command.hpp"

namespace test {

/// Runs the script with these headers, once all_types is loaded.
inline void by_pyroute2(const std::string& script, const std::string& headers) {
    if (access((folder() + "/python").c_str(), F_OK) != 0)
        skip(many() ? "python3-pyroute2 is not installed" : "one kernel is enough");
    const module all_types{"all_types"};
    witness("cd " + folder() + " && PYTHONHOME=/nowhere PYTHONPATH=python ./python3 -SB python/" +
            script + " " + headers);
}

} // namespace test
