#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""report.py page REPORT.json PAGE.html
report.py headline REPORT.json FOLDER
What a run of the bench has measured: as a page in one file; and as the plot of the README, light and
dark, in FOLDER."""
import json
import pathlib
import sys
from html import escape

import goals
import plots

STYLE = """
* { box-sizing: border-box; }
body { margin: 0 auto; padding: 1rem; max-width: 80rem; background: var(--paper); color: var(--ink);
  font: 1rem/1.5 system-ui, sans-serif; overflow-wrap: anywhere; }
h1, h2 { line-height: 1.2; }
.plots { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 21rem), 1fr)); gap: 1.5rem; }
figure { margin: 0; min-width: 0; max-width: 34rem; break-inside: avoid; }
figcaption { font-weight: 600; }
figure > svg { display: block; width: 100%; height: auto; }
ul.legend { display: flex; flex-wrap: wrap; gap: 0 1rem; margin: .25rem 0; padding: 0; list-style: none; font-size: .8rem; }
dt { font-weight: 600; }
dd { margin: 0 0 .5rem; }
.table { overflow-x: auto; }
table { border-collapse: collapse; font-size: .85rem; }
th, td { padding: .1rem .6rem .1rem 0; text-align: left; border-bottom: 1px solid var(--grid); white-space: nowrap; }
td.words { white-space: normal; min-width: 12rem; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
.ours, .theirs { font-weight: 600; }
.ours { color: var(--ours); }
.theirs { color: var(--theirs); }
@media print {
  body { padding: 0; font-size: 10pt; }
  .plots { grid-template-columns: 1fr 1fr; }
  h2 { break-after: avoid; }
  .table { overflow: visible; }
}
"""


class Bad(Exception):
    """What is wrong with a report, in words."""


def read(path):
    try:
        report = json.loads(pathlib.Path(path).read_text(encoding="utf-8"))
        cells = report["cells"]
        if not cells:
            raise Bad(f"{path}: a report without any cell")
        for cell in cells:
            if missing := {"carrier", "implementation", "metric", "size", "unit", "value"} - cell.keys():
                raise Bad(f"{path}: no report of the bench: a cell has no {min(missing)}")
            numbers = ["value", "size", "spread"] + (["at"] if "by" in cell else [])
            if wrong := [key for key in numbers if not isinstance(cell.get(key, 0), (int, float))]:
                raise Bad(f"{path}: no report of the bench: {wrong[0]} is no number in {cell}")
            if "by" in cell and not cell.get("at", 0) > 0:
                raise Bad(f"{path}: what grows is at some number above 0: {cell}")
            if not cell["value"] > 0:
                raise Bad(f"{path}: a cost that is not above 0: {cell}")
    except OSError as error:
        raise Bad(f"{path}: {error.strerror}") from error
    except KeyError as error:
        raise Bad(f"{path}: no report of the bench: it has no {error}") from error
    except (ValueError, TypeError, AttributeError) as error:
        raise Bad(f"{path}: no report of the bench: {error}") from error
    return report


def name(cell):
    """Other peers than the handwritten have names of their own, of whatever carrier they are."""
    whose = cell["implementation"]
    if whose not in ("gangway", "handwritten"):
        return whose
    return cell["carrier"] + ("" if whose == "gangway" else f", {whose}")


def groups(cells, *keys):
    """{values of the keys: cells}, in their order."""
    found = {}
    for cell in cells:
        found.setdefault(tuple(cell[key] for key in keys), []).append(cell)
    return found


def bytes_of(size):
    return f", {size} bytes" if size else ""


def plot(title, drawn, names=()):
    svg, marks = drawn
    legend = f'<ul class="legend">{"".join(plots.legend(names))}</ul>' if names else ""
    return f'<figure data-marks="{marks}">\n<figcaption>{escape(title)}</figcaption>\n{svg}\n{legend}</figure>'


def line_plot(title, cells, what, at, x_title):
    """A line for each `what(cell)`."""
    series = {}
    for cell in cells:
        series.setdefault(what(cell), {})[cell[at]] = cell["value"]
    return plot(title, plots.lines(title, series, x_title), tuple(series))


def by_size(cells):
    for (metric,), some in groups(cells, "metric").items():
        sizes = groups(some, "carrier", "implementation")
        several = [cell for its in sizes.values() if len(its) > 1 for cell in its]
        if several:
            yield line_plot(f"{metric}, {several[0]['unit']}", several, name, "size", "bytes")


def by_mechanism(cells):
    for (metric, size), some in groups(sorted(cells, key=lambda cell: cell["size"]), "metric", "size").items():
        if len(some) > 1:
            title = f"{metric}{bytes_of(size)}: {some[0]['unit']}"
            yield plot(title, plots.bars(title, [(name(cell), cell["value"], cell["implementation"] == "gangway")
                                                 for cell in some]))


def ratios(cells):
    """To the same, written by hand."""
    by_hand = {(cell["carrier"], cell["metric"], cell["size"]): cell["value"] for cell in cells
               if cell["implementation"] == "handwritten"}
    for (metric,), some in groups(cells, "metric").items():
        rows = []
        for cell in some:
            peer = by_hand.get((cell["carrier"], metric, cell["size"]))
            if cell["implementation"] == "gangway" and peer:
                rows.append((f"{cell['carrier']}, {cell['size']} B", cell["value"] / peer, True))
        if rows:
            yield plot(metric, plots.bars(f"{metric}, generated to handwritten", rows, one=True))


def growth(cells):
    for (by, metric), some in groups(cells, "by", "metric").items():
        yield line_plot(f"{metric}, by {by}: {some[0]['unit']}", some, name, "at", by)


def details(report):
    for key, value in report.items():
        if key not in ("cells", "complaints"):
            shown = "; ".join(f"{of}: {what}" for of, what in value.items()) if isinstance(value, dict) else value
            yield f"<dt>{escape(key)}</dt><dd>{escape(str(shown))}</dd>"


def table(cells):
    yield "<tr><th>carrier</th><th>implementation</th><th>metric</th><th>bytes</th><th>number</th>" \
          "<th>value</th><th>unit</th><th>spread</th></tr>"
    for cell in cells:
        of = f"{cell['at']} {cell['by']}" if "by" in cell else ""
        words = [escape(str(cell[key])) for key in ("carrier", "implementation", "metric")]
        numbers = [str(cell["size"] or ""), of, plots.number(cell["value"])]
        yield "<tr>" + "".join(f"<td>{word}</td>" for word in words) + \
              "".join(f'<td class="number">{one}</td>' for one in numbers) + \
              f"<td>{escape(cell['unit'])}</td><td class=\"number\">{100 * cell.get('spread', 0):.1f} %</td></tr>"


def goal_table(cells):
    yield "<tr><th>what</th><th>at most</th><th>measured</th><th></th></tr>"
    for what, most, found, end in goals.rows(cells):
        yield f'<tr><td>{escape(what)}</td><td class="number">{most}</td><td class="number">{found}</td>' \
              f'<td class="words">{escape(end)}</td></tr>'


def page(report):
    still = [cell for cell in report["cells"] if "by" not in cell]
    growing = [cell for cell in report["cells"] if "by" in cell]
    sections = (
        ("By size", "What it costs to carry so many bytes; both scales are logarithmic.", by_size(still)),
        ("By mechanism", 'The scale is logarithmic. <span class="ours">Blue</span>: generated by Gangway; '
         '<span class="theirs">brown</span>: handwritten, and others.', by_mechanism(still)),
        ("Generated to handwritten", "Below 1, at the rule, the generated code takes less.", ratios(still)),
        ("Growth", "What one operation costs where there are so many.", growth(growing)))
    yield f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Gangway: what it costs</title>
<link rel="icon" href="data:,">
<style>
:root {{ {plots.properties(dark=False)} }}
@media screen and (prefers-color-scheme: dark) {{ :root {{ {plots.properties(dark=True)} }} }}
{STYLE.strip()}
</style>
</head>
<body>
<h1>What it costs</h1>
<dl>{"".join(details(report))}</dl>"""
    for title, words, figures in sections:
        figures = list(figures)
        if figures:
            yield f"<h2>{title}</h2>\n<p>{words}</p>"
            if title == "Growth":
                yield "".join(f"<p>Mind: {escape(one)}.</p>" for one in report.get("complaints", ()))
            yield '<div class="plots">\n' + "\n".join(figures) + "\n</div>"
    yield "<h2>Goals</h2>\n<p>Instructions, or how many times what is written by hand takes.</p>"
    yield f'<div class="table"><table>{"".join(goal_table(report["cells"]))}</table></div>'
    yield f'<h2>All figures</h2>\n<div class="table"><table>{"".join(table(report["cells"]))}</table></div>'
    yield "</body>\n</html>"


def headline(report, dark):
    """A record of 64 bytes, from the kernel to a program."""
    rows = [(name(cell), cell["value"], cell["implementation"] == "gangway") for cell in report["cells"]
            if cell["metric"] == "record" and cell["size"] == 64 and "by" not in cell]
    if not rows:
        raise Bad("no cell has a record of 64 bytes, which the headline shows")
    svg, _ = plots.bars("Instructions for a record of 64 bytes, by mechanism; the scale is logarithmic", rows)
    for key, both in plots.COLOURS.items():  # not all that shows SVG knows properties
        svg = svg.replace(f"var(--{key})", both[dark])
    return svg + "\n"


def main(what, source, target):
    report = read(source)
    if what == "page":
        pathlib.Path(target).write_text("\n".join(page(report)) + "\n", encoding="utf-8")
    else:
        for dark, file in enumerate(("bench.svg", "bench-dark.svg")):
            (pathlib.Path(target) / file).write_text(headline(report, dark), encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) != 4 or sys.argv[1] not in ("page", "headline"):
        sys.exit(__doc__)
    try:
        main(*sys.argv[1:])
    except (Bad, OSError) as error:
        sys.exit(f"report.py: {error}")
