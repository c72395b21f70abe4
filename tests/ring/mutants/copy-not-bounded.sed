# ring_reader.h reader
s/ || record->size > reader->block - 2 \* GW_RING_UNIT//
