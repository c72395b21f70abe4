// SPDX-License-Identifier: MIT
//
// Read before each source of libgangway.so. Everything is hidden but what the public headers
// declare: here they are read with default visibility, which their definitions then have, too.
// (What the headers include comes first, so that none of it is exported.)
#pragma once

#include <fmt/format.h>
#include <nlohmann/json_fwd.hpp>

#pragma GCC visibility push(default)
#include <gangway/client.hpp>
#include <gangway/raw.hpp>
#pragma GCC visibility pop
