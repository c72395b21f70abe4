# loss_core.h losses
s/^\t(void)GW_LOSS_XCHG(&signs->kicked, 0);/\tGW_LOSS_RELEASE(\&signs->kicked, 0);/
