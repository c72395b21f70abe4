# ring_core.h core
s/gw_ring_next(word, (__u32)(word >> 32), 1)/gw_ring_next(word, (__u32)(word >> 32), 0)/
