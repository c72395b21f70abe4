# ring_core.h core
/void gw_ring_drop(struct/,/^}/s/^\t\tgw_ring_show_lost(ring);/;/
