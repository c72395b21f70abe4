# ring_core.h interleave
/gw_ring_raise_floor(struct/,/^}/{
s/^\t\t\tbreak;/\t\t\t{ GW_RING_DATA_BARRIER(); return; }/
s/^\tGW_RING_DATA_BARRIER();//
}
