# ring_core.h core
s/tail % GW_RING_UNIT ||//
