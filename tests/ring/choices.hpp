// SPDX-License-Identifier: MIT
// Runs a deterministic test once for every way its choices can go.
#pragma once

#include <cstddef>
#include <cstdio>
#include <vector>

namespace ring_test {

class choices {
public:
    // One of 0 … count-1: in the first run 0, in later runs each in turn.
    unsigned choose(unsigned count) {
        if (count < 2) {
            return 0;
        }
        if (depth_ == path_.size()) {
            path_.push_back({0, count});
        }
        return path_[depth_++].taken;
    }

    // Are we where no earlier run has been?
    [[nodiscard]] bool fresh() const { return depth_ == path_.size(); }

    // Prepares the next run; false when there is none.
    bool next() {
        depth_ = 0;
        while (!path_.empty() && ++path_.back().taken == path_.back().count) {
            path_.pop_back();
        }
        return !path_.empty();
    }

    void print() const {
        std::printf("choices:");
        for (std::size_t i = 0; i < depth_; ++i) {
            std::printf(" %u/%u", path_[i].taken, path_[i].count);
        }
        std::printf("\n");
    }

private:
    struct choice {
        unsigned taken;
        unsigned count;
    };
    std::vector<choice> path_;
    std::size_t depth_ = 0;
};

} // namespace ring_test
