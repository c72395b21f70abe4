// SPDX-License-Identifier: MIT
// The memory accesses of core/loss_core.h, on the machine (losses.cpp), in the orders
// of the kernel's primitives.
#pragma once

#include "machine.hpp"

namespace ring_test {
machine& the_machine();
} // namespace ring_test

#define GW_LOSS_INC(p)                                                                             \
    ring_test::the_machine().store(p, ring_test::the_machine().own(p) + 1,                         \
                                   ring_test::order::relaxed)
#define GW_LOSS_RELEASE(p, v) ring_test::the_machine().store(p, v, ring_test::order::release)
#define GW_LOSS_XCHG(p, v) ring_test::the_machine().exchange(p, v)
