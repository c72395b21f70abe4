# loss_core.h losses
/^\tgw_loss_awake(signs);/d
s/^\treturn GW_LOSS_XCHG(&signs->dropping, 0);/\tbool look = GW_LOSS_XCHG(\&signs->dropping, 0);\n\n\tgw_loss_awake(signs);\n\treturn look;/
