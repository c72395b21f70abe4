# ring_core.h core
s/tail - last > head - last/0/
