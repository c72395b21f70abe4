# ring_core.h nesting
s/} while (GW_RING_UNLIKELY(GW_RING_READ(&ring->word) != word));/} while (0);/
