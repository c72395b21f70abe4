# ring_core.h interleave
s/(void)GW_RING_XCHG(&ring->producer->seq, seq);/GW_RING_RELEASE(\&ring->producer->seq, seq);/
