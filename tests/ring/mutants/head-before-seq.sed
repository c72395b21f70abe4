# ring_reader.h interleave
/gw_reader_snapshot(struct/,/^}/{
s/__u64 seq = .*/__u64 head = GW_READER_ACQUIRE(\&reader->producer->head);/
t
s/__u64 head = .*/__u64 seq = GW_READER_ACQUIRE(gw_reader_counter(reader));/
}
