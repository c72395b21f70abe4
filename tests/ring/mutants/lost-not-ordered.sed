# ring_core.h interleave
/void gw_ring_show_lost(struct/,/^}/s/GW_RING_CMPXCHG_ORDERED/GW_RING_CMPXCHG/
