# ring_reader.h interleave
s/(void)GW_READER_XCHG(wake, 1);/GW_READER_RELEASE(wake, 1);/
