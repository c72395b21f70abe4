# ring_reader.h interleave
/sound = gw_reader_fetch(reader, &record);/d
s/if (gw_reader_overrun(reader))$/if (gw_reader_overrun(reader) || (sound = gw_reader_fetch(reader, \&record), false))/
