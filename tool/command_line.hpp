// SPDX-License-Identifier: MIT
#pragma once

namespace gangway::tool {

/// The whole program. 0 success, 1 failure, 2 the command line is wrong; gen and lab
/// replace the process.
int run(int argc, char* argv[]);

} // namespace gangway::tool
