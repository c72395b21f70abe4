# ring_core.h core
s/units - last > GW_RING_READ(&ring->head) - last/0/
