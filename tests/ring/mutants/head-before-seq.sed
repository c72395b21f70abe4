# ring_reader.h interleave
/gw_reader_snapshot(struct/,/^}/{
s/__u64 seq = .*/__u64 head = GW_READER_ACQUIRE(\&reader->producer->head);/
t
s/__u64 head = .*/__u64 seq = gw_reader_counted(reader);/
}
