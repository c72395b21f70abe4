// SPDX-License-Identifier: GPL-2.0-only
/* Carrier "seq_file": tables as files under /proc. */
#include "../carrier.h"

const struct gw_carrier gw_seq_file_carrier = {
	.name = "seq_file",
};
