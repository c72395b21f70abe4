# ring_core.h interleave
/GW_RING_WRITE(&ring->head, head)/d
s/(void)GW_RING_XCHG(&ring->producer->seq, seq);/&\n\t\tGW_RING_WRITE(\&ring->head, head);/
