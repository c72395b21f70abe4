# ring_core.h core
s/if (GW_RING_UNLIKELY(!GW_RING_CMPXCHG(&ring->word, begin, end + 1)))/if (GW_RING_WRITE(\&ring->word, end + 1), 0)/
