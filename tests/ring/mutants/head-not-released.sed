# ring_core.h interleave
s/GW_RING_RELEASE(&ring->producer->head/GW_RING_WRITE(\&ring->producer->head/
