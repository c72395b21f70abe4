/* SPDX-License-Identifier: (GPL-2.0-only WITH Linux-syscall-note) OR MIT */
/*
 * Carrier "input": events of an input device, as evtest, libinput and every other reader
 * of /dev/input has them.
 *
 * An interface's instance has one input device, whose EVIOCGPHYS is "gangway/NAME", or
 * "gangway/NAME@INSTANCE". A record is one report: for each of its fields an event with
 * the type and code that the description gives it, then EV_MSC MSC_SERIAL, then
 * SYN_REPORT, all with the time when it was emitted (EVIOCSCLOCKID).
 *
 * The kernel drops what does not change: a key that is down already, an axis that is
 * where it was, a relative axis of 0. So a reader remembers the state, and begins with
 * EVIOCGKEY, EVIOCGSW and EVIOCGABS; relative axes that are not in a report did not move.
 * A position outside its range is reported as it is.
 *
 * MSC_SERIAL is never dropped, so each record makes a report. Its value counts, and so
 * tells what was lost between two reports, by SYN_DROPPED or in the kernel:
 *
 *	bits 0 to 22	number of the record, of its event, from 1 on
 *	bit 23		GW_INPUT_LOST: no record; those up to this number were lost
 *	bits 24 to 30	number of the element
 *
 * After SYN_DROPPED, ignore everything up to SYN_REPORT and ask for the state, which may
 * be ahead of the next report then.
 *
 * When the module is unloaded, evdev gives nobody what has not been read by then: read()
 * fails with ENODEV, and poll() goes on to say POLLIN, beside POLLHUP. Keys that are down
 * go up just before.
 */
#ifndef _UAPI_GANGWAY_INPUT_H
#define _UAPI_GANGWAY_INPUT_H

#include <gangway/carriers.h>

#define GW_INPUT_SEQUENCE_MASK	0x007fffff
#define GW_INPUT_LOST		0x00800000
#define GW_INPUT_EVENT_SHIFT	24

#endif /* _UAPI_GANGWAY_INPUT_H */
