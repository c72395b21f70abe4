// SPDX-License-Identifier: MIT
#pragma once

#include "files.hpp"

#include <cstdlib>
#include <string>

// A new folder, gone with all that is in it when this goes out of scope.
struct scratch_folder {
    scratch_folder() {
        std::string name = gangway::lab::fs::temp_directory_path() / "gangway-lab-XXXXXX";
        if (!::mkdtemp(name.data()))
            throw gangway::lab::failure("cannot make " + name);
        path = gangway::lab::fs::canonical(name);
    }
    scratch_folder(const scratch_folder&) = delete;
    scratch_folder& operator=(const scratch_folder&) = delete;
    ~scratch_folder() { gangway::lab::fs::remove_all(path); }

    gangway::lab::fs::path path;
};
