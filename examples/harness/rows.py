# SPDX-License-Identifier: MIT
"""Which mechanism which examples show. docs/mechanisms.json has the mechanisms; an example says in its
show.sh which rows it is: `row N`. Those beyond the rows are shown by the example of their carrier."""
import json
import pathlib
import re

# The example's own, and what the harness says.
NO_WITNESS = ("program", "rmmod", "show.sh", "kernel")

SOURCE = pathlib.Path(__file__).resolve().parents[2]
FACTS = json.loads((SOURCE / "docs/mechanisms.json").read_text(encoding="utf-8"))


def examples():
    """NAME: the rows that it shows"""
    return {path.parent.name: re.findall(r"^\s*row (\d+)", path.read_text(encoding="utf-8"), re.M)
            for path in sorted((SOURCE / "examples").glob("*/show.sh"))}


def mechanisms():
    """Those of the data, each with its `examples`."""
    known = examples()
    for mechanism in FACTS["mechanisms"]:
        if "row" in mechanism:
            shown = [name for name, rows in known.items() if str(mechanism["row"]) in rows]
        else:
            name = FACTS["carriers"][mechanism["carriers"][0]]["example"]
            shown = [name] if name in known else []
        yield mechanism | {"examples": shown}


def rows_shown(run):
    """Those of which somebody has seen all: on at least one kernel every check is ok, and none skipped."""
    checks = {}
    for one in run["seen"]:
        checks.setdefault(one["row"], []).append(one["on"])
    return {int(row) for row, its in checks.items() if row.isdigit() and
            any(all(on.get(kernel, {}).get("state") == "ok" for on in its) for kernel in run["kernels"])}


def witnesses(example):
    """Those that its show.sh names."""
    text = (SOURCE / "examples" / example / "show.sh").read_text(encoding="utf-8")
    named = re.findall(r"^\s*(?:gives|matches|refuses|check|skip) ([^\s\"$]+)", text, re.M)
    return set(named) - {*NO_WITNESS}
