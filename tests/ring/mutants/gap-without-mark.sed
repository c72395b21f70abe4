# ring_core.h core
s/^\tif (mark) {$/\tif (0) {/
