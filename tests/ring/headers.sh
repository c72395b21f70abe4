#!/bin/sh
# SPDX-License-Identifier: MIT
# headers.sh ROOT C-COMPILER C++-COMPILER: each header compiles alone, and all
# together in use, as C11 and C++20, for 32 and 64 bits, without a warning.
set -eu
root=$1 cc=$2 cxx=$3
for compiler in "$cc" "$cxx"; do
	if ! command -v "$compiler" >/dev/null; then
		echo "skipped: $compiler is not installed"
		exit 77
	fi
done
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
echo '#include <stdlib.h>' >"$dir/probe.c"
if ! "$cc" -m32 -c "$dir/probe.c" -o "$dir/probe.o" 2>/dev/null; then
	echo "skipped: $cc cannot compile for 32 bits (gcc-multilib is missing)"
	exit 77
fi

cat >"$dir/use.c" <<'END'
#include <gangway/page_core.h>
#include <gangway/ring_core.h>
#include <gangway/ring_reader.h>
int use(struct gw_ring *ring, struct gw_reader *reader, struct gw_ring_producer *producer,
	void *data, struct gw_ring_tail *tail, __u32 *wake);
int use(struct gw_ring *ring, struct gw_reader *reader, struct gw_ring_producer *producer,
	void *data, struct gw_ring_tail *tail, __u32 *wake)
{
	struct gw_ring_handle handle;
	struct gw_reader_item item;
	int sum = 0;

	gw_ring_init(ring, producer, data, 4096, tail, 0);
	gw_reader_init(reader, producer, data, 4096, tail, 0, NULL);
	sum += gw_ring_copy(ring, &handle, 1, wake, 4);
	if (gw_ring_reserve(ring, &handle, 1, 8))
		sum += gw_ring_discard(ring, &handle);
	sum += gw_ring_take_wake(wake);
	gw_reader_snapshot(reader);
	if (gw_reader_next(reader, &item) == GW_READER_ITEM)
		gw_reader_release(reader, item.end);
	gw_reader_ask_wake(wake);
	gw_page_request((struct gw_page_value *)data, 4, wake, 4);
	sum += gw_page_read((struct gw_page_value *)data, 4, wake, 4);
	return sum + gw_reader_pending(reader);
}
END
for header in uapi/gangway/ring.h uapi/gangway/ring_access.h uapi/gangway/ring_core.h \
	uapi/gangway/ring_reader.h uapi/gangway/page.h uapi/gangway/page_core.h; do
	echo "#include \"$root/$header\"" >"$dir/$(basename "$header").c"
done

for source in "$dir"/*.c; do
	cp "$source" "${source%.c}.cpp"
	for bits in -m32 -m64; do
		set -- "$bits" -O2 -Wall -Wextra -Wpedantic -Werror -I"$root/uapi" \
			-I"$root/include" -c -o "$dir/out.o"
		"$cc" -std=c11 "$@" "$source"
		"$cxx" -std=c++20 "$@" "${source%.c}.cpp"
	done
done
echo "$cc and $cxx: the headers of ring and page, alone and in use"
