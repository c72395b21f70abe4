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

// It is there already when the descriptor for its end is missing.
TEST(process, that_cannot_be_watched_is_gone) {
    const unique_fd lowest(::open("/", O_PATH | O_CLOEXEC));
    rlimit usual{};
    ASSERT_EQ(::getrlimit(RLIMIT_NOFILE, &usual), 0);
    const rlimit no_more{static_cast<rlim_t>(lowest.get()), usual.rlim_max};
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &no_more), 0);
    std::string said;
    try {
        const child started({"sleep", "1000"}, {});
    } catch (const failure& why) {
        said = why.what();
    }
    ASSERT_EQ(::setrlimit(RLIMIT_NOFILE, &usual), 0);
    EXPECT_THAT(said, HasSubstr("cannot watch sleep: Too many open files"));
    EXPECT_EQ(::waitpid(-1, nullptr, WNOHANG), -1);
    EXPECT_EQ(errno, ECHILD);
}

} // namespace
} // namespace gangway::lab
