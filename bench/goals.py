# SPDX-License-Identifier: MIT
"""What each figure of the bench is to be, and whether it is: rows for the page and for README.md."""

# What it is; at most; of which cells, each (carrier, metric, bytes) or (…, what grows, how many); and
# how: their value, its ratio to what is written by hand, the second's difference to the first for each
# of those between them, or how many peers take less. Last, if it is not reached, why: README.md has more.
GOALS = [
    ("ring, 64 bytes, without a time", 80, "value", [("ring", "record", 64)], ""),
    ("the same with times, merged in their order: the default", 130, "value", [("ring", "timed record", 64)],
     "the clock is read by the kernel's own function"),
    ("the same in batches of 32", 35, "value", [("ring", "record of 32", 64)],
     "21 are the loop, the fill and the look at the record; the reader takes the rest"),
    ("a byte beyond 64", 0.25, "step", [("ring", "record", 64), ("ring", "record", 1024)], ""),
    ("a second subscriber adds", 60, "step",
     [("ring", "send", 64, "subscribers", 1), ("ring", "send", 64, "subscribers", 2)],
     "a copy costs 70: its words, and the exchanges and counts of its own ring; the rest is the call, "
     "and the clearing of what the module may not write"),
    *((f"peers that take less, {size} bytes", 0, "peers", [("ring", "record", size)],
       "they share memory and no more, without the guarantees") for size in (16, 64, 256, 1024)),
    ("ioctl: call, get, set", 1.03, "ratio", [("ioctl", "call", 64), ("ioctl", "get", 8), ("ioctl", "set", 8)],
     "the element is found by its number, its turn is taken and counted; a set's value is stored twice"),
    ("genetlink: call", 1.05, "ratio", [("genetlink", "call", 64)],
     "a request can be handed to a worker, so its memory and its end are its own"),
    ("genetlink: record, of sixteen in a row", 1.10, "ratio", [("genetlink", "record", 64)], ""),
    ("genetlink: single record", 1.10, "ratio", [("genetlink", "single record", 64)],
     "the event goes through the queue that every context may use, to a worker, which is woken for it"),
    ("genetlink: record that is sent with others", 900, "value", [("genetlink", "record", 64)],
     "the queue, the attributes, and in the program the memory for each record; of the wake a sixteenth"),
    ("sysfs, sysctl, param: get", 1.05, "ratio", [("sysfs", "get", 8), ("sysctl", "get", 8), ("param", "get", 8)],
     "the device and its instance are found, and entered"),
    ("sysfs, sysctl, param: set", 1.05, "ratio", [("sysfs", "set", 8), ("sysctl", "set", 8), ("param", "set", 8)],
     "as ioctl's, and the text"),
    ("procfs, debugfs: get", 1.10, "ratio", [("procfs", "get", 8), ("debugfs", "get", 8)], "as sysfs's"),
    ("procfs, debugfs: set", 1.10, "ratio", [("procfs", "set", 8), ("debugfs", "set", 8)], "as sysfs's"),
    ("KiB of an idle instance on 64 CPUs", 32, "value", [("-", "memory of an instance", 0, "CPUs", 64)],
     "its files, and counters for each element and CPU"),
    ("KiB of a subscription on 64 CPUs", 2048, "value",
     [("ring", "memory of a subscription", 0, "CPUs", 64)],
     "2 MiB of records, and a page of positions for each CPU; all of it at once"),
]


def key(cell):
    of = (cell["by"], cell["at"]) if "by" in cell else ()
    return (cell["carrier"], cell["metric"], cell["size"], *of)


def measured(how, wanted, cells):
    """The figures; None: the run has not all of those cells."""
    ours = {key(cell): cell["value"] for cell in cells if cell["implementation"] == "gangway"}
    by_hand = {key(cell): cell["value"] for cell in cells if cell["implementation"] == "handwritten"}
    values = [ours.get(one) for one in wanted]
    if None in values:
        return None
    if how == "ratio":
        return [value / by_hand[one] for one, value in zip(wanted, values)] if wanted[0] in by_hand else None
    if how == "step":
        steps = wanted[1][2] - wanted[0][2] or wanted[1][-1] - wanted[0][-1]
        return [(values[1] - values[0]) / steps]
    if how == "peers":
        others = [cell for cell in cells
                  if key(cell) == wanted[0] and cell["implementation"] not in ("gangway", "control")]
        return [sum(cell["value"] < values[0] for cell in others)] if others else None
    return values


def rows(cells):
    """Of each goal: what it is, at most, measured, and how it ended, as text."""
    for what, most, how, wanted, why in GOALS:
        found = measured(how, wanted, cells)
        if found is None:
            yield what, f"{most:g}", "", "not measured in this run"
            continue
        digits = 2 if 0 < most < 10 else 0
        end = "reached" if all(round(one, digits) <= most for one in found) else f"not reached: {why}"
        yield what, f"{most:g}", ", ".join(f"{one:.{digits}f}" for one in found), end
