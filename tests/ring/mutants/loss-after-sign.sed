# loss_core.h losses
/^\tGW_LOSS_INC(dropped);/d
/^\tGW_LOSS_RELEASE(&signs->dropping, 1);/a\
\tGW_LOSS_INC(dropped);
