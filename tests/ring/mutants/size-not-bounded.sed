# ring_reader.h reader
s/if (gw_reader_whole(record) > room)$/if (0)/
