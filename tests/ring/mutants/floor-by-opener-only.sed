# ring_core.h nesting
s/^\tgw_ring_raise_floor(ring/\tif (mark) gw_ring_raise_floor(ring/
