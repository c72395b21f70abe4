# ring_core.h core
s/^\t\tGW_RING_PUT(&at\[units - 1\]\.words\[[01]\], 0);//
