# ring_core.h core
/^[ \t]*ring->units)) {/s/ring->units/0xffffffffu/
