# ring_core.h core
s/if (GW_RING_UNLIKELY(!GW_RING_CMPXCHG(&ring->word, begin, \*word)))/if (GW_RING_WRITE(\&ring->word, *word), 0)/
