# ring_core.h core
/void gw_ring_drop(struct/,/^}/s/^\tGW_RING_OR(.*//
