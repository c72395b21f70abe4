# ring_core.h nesting
s/if (GW_RING_UNLIKELY((handle->word & GW_RING_NEST) != 1))$/if (0)/
