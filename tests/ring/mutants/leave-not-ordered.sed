# ring_core.h interleave
/bool gw_ring_publish(struct/,/^}/s/GW_RING_CMPXCHG_ORDERED/GW_RING_CMPXCHG/
