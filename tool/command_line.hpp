// SPDX-License-Identifier: MIT
#pragma once

namespace gangway::tool {

/// The whole program. 0 done, 1 it could not be done, 2 the command line is wrong; gen and lab
/// replace the process.
int run(int argc, char* argv[]);

} // namespace gangway::tool
