# ring_core.h nesting
s/if (GW_RING_CMPXCHG(&producer->floor, now, \(.*\)))$/if (GW_RING_WRITE(\&producer->floor, \1), 1)/
