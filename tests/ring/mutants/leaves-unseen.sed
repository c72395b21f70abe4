# ring_core.h nesting
/bool gw_ring_publish(struct/,/^}/s/return GW_RING_CMPXCHG_ORDERED(&ring->word, word, word - 1);/GW_RING_WRITE(\&ring->word, GW_RING_READ(\&ring->word) - 1); return true;/
