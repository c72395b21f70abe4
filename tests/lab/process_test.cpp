// SPDX-License-Identifier: MIT
// Child processes that cannot be had.
#include "process.hpp"

#include <cerrno>
#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/resource.h>
#include <sys/wait.h>

namespace gangway::lab {
namespace {

using ::testing::HasSubstr;

// None is left but what is open. The sanitizers need some, too: as long as this lives, they look at
// nothing.
class no_descriptors {
public:
    no_descriptors() {
        const unique_fd lowest(::open("/", O_PATH | O_CLOEXEC));
        EXPECT_EQ(::getrlimit(RLIMIT_NOFILE, &usual_), 0);
        const rlimit no_more{static_cast<rlim_t>(lowest.get()), usual_.rlim_max};
        EXPECT_EQ(::setrlimit(RLIMIT_NOFILE, &no_more), 0);
    }
    no_descriptors(const no_descriptors&) = delete;
    no_descriptors& operator=(const no_descriptors&) = delete;
    ~no_descriptors() { ::setrlimit(RLIMIT_NOFILE, &usual_); }

private:
    rlimit usual_{};
};

// It is there already when the descriptor for its end is missing.
TEST(process, that_cannot_be_watched_is_gone) {
    std::string said;
    try {
        const no_descriptors left;
        const child started({"sleep", "1000"}, {});
    } catch (const failure& why) {
        said = why.what();
    }
    EXPECT_THAT(said, HasSubstr("cannot watch sleep: Too many open files"));
    EXPECT_EQ(::waitpid(-1, nullptr, WNOHANG), -1);
    EXPECT_EQ(errno, ECHILD);
}

} // namespace
} // namespace gangway::lab
