# ring_core.h interleave
/GW_RING_RELEASE(&ring->producer->head/d
s/(void)GW_RING_XCHG(&ring->producer->seq, seq);/&\n\t\tGW_RING_RELEASE(\&ring->producer->head, head * GW_RING_UNIT);/
