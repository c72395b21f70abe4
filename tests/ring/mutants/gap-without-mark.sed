# ring_core.h core
s/if (GW_RING_UNLIKELY(mark))$/if (0)/
