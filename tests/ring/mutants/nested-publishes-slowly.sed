# ring_core.h nesting
s/^\t\tif ((word & GW_RING_NEST) != 1) {$/\t\tif ((word \& GW_RING_NEST) > 100) {/
