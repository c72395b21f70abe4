# losses_macros.hpp losses
/define GW_LOSS_RELEASE/s/order::release/order::relaxed/
