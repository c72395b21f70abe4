# ring_core.h nesting
s/if (nest != 1) {/if (nest > 1000) {/
