// SPDX-License-Identifier: MIT
#include <gangway/raw.hpp>

#include <cstdint>
#include <cstring>

#include <linux/io_uring.h>

#include <gangway/io_uring.h>

namespace gangway::raw {

void fill(io_uring_sqe& sqe, const command& what, void* data) noexcept {
    const gw_uring_request where{.addr = reinterpret_cast<std::uintptr_t>(data), .__pad0 = 0};
    std::memset(&sqe, 0, sizeof(sqe));
    sqe.opcode = IORING_OP_URING_CMD;
    sqe.fd = what.fd;
    sqe.cmd_op = _IOC(what.direction, GW_IOC_MAGIC, what.number, static_cast<unsigned>(what.size));
    std::memcpy(sqe.cmd, &where, sizeof(where));
}

} // namespace gangway::raw
