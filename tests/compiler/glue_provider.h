/* SPDX-License-Identifier: MIT */
#include <gangway/provider.h>

/* What the provider or gangway.ko was last asked for. */
struct seen {
	const struct gw_instance *inst;
	const struct gw_element *el;
	long long number;
	unsigned char bytes[4096];
};

extern struct seen seen;

void provide_handlers(bool any);
void use_stored_values(void);
void emit_shape(void);
u32 reserve_beat(void);
void tell_of_speed(void);
void tell_of_links(void);
