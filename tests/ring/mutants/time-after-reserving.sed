# ring_core.h nesting
s/gw_ring_put_header(at, size, event, time);/gw_ring_put_header(at, size, event, GW_RING_NOW());/
