# ring_core.h interleave
s/^\tGW_RING_DATA_BARRIER();//
