# SPDX-License-Identifier: MIT
"""Plots as SVG: bars beside each other, and lines that grow. They are as wide as a phone, so that what
is written there is not made smaller. Colours are CSS properties of the page or file around them; what
stands for a figure is of the class "mark"."""
from html import escape
from math import ceil, floor, log10

# Light and dark.
COLOURS = {
    "ink": ("#1f2328", "#e6edf3"),
    "soft": ("#59636e", "#9198a1"),
    "grid": ("#d1d9e0", "#3d444d"),
    "paper": ("#ffffff", "#0d1117"),
    "ours": ("#0969da", "#4493f8"),
    "theirs": ("#9a6700", "#d29922"),
    # Lines, one after the other: Okabe and Ito's, which the colour-blind can tell apart.
    "line0": ("#0072b2", "#56a8e0"),
    "line1": ("#d55e00", "#f0853a"),
    "line2": ("#009e73", "#2fc59a"),
    "line3": ("#b8578f", "#dd94bd"),
    "line4": ("#7f6000", "#e6c229"),
    "line5": ("#57606a", "#b1bac4"),
}
LINES = 6
DASHES = ("", "6 3", "2 3")
WIDTH = 400
LETTER = 6.7  # pixels of a letter, at most


def properties(dark):
    return "".join(f"--{key}:{both[dark]};" for key, both in COLOURS.items())


def number(value):
    """With three digits, or all that are before the point."""
    if value < 100:
        return f"{value:.3g}"
    return f"{value:,.0f}".replace(",", "\N{NARROW NO-BREAK SPACE}")


def text(x, y, what, anchor="start", colour="ink", size=12):
    return (f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" '
            f'fill="var(--{colour})">{escape(what)}</text>')


def rule(x1, y1, x2, y2, colour="grid"):
    return f'<path d="M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}" stroke="var(--{colour})"/>'


def drawing(height, title, parts):
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
            f'aria-label="{escape(title)}" font-family="system-ui, sans-serif">\n'
            + "\n".join(parts) + "\n</svg>")


def bars(title, rows, one=False):
    """rows: (name, value, is it ours?). The least is first. With `one`, values are ratios, which
    begin at 0 and have a rule at 1; else the scale is logarithmic."""
    rows = sorted(rows, key=lambda row: row[1])
    shown = "{:.2f}".format if one else number
    step = 22
    left = min(max(len(name) for name, _, _ in rows) * LETTER + 8, WIDTH * .55)
    right = WIDTH - 8 - max(len(shown(value)) for _, value, _ in rows) * LETTER
    least = 0 if one else floor(log10(rows[0][1] * .9))
    most = max(rows[-1][1], 1) if one else log10(rows[-1][1])

    def place(value):
        return left + (right - left) * ((value if one else log10(value)) - least) / (most - least)

    parts = []
    for at, (name, value, ours) in enumerate(rows):
        y = at * step + 3
        end = place(value)
        parts += [text(left - 6, y + 13, name, "end"),
                  f'<rect class="mark" x="{left:.1f}" y="{y}" width="{end - left:.1f}" '
                  f'height="{step - 6}" rx="2" fill="var(--{"ours" if ours else "theirs"})">'
                  f'<title>{escape(name)}: {shown(value)}</title></rect>',
                  text(end + 4, y + 13, shown(value))]
    height = len(rows) * step + 4
    if one:
        parts.append(rule(place(1), 0, place(1), height, "ink"))
    return drawing(height, title, parts), len(rows)


def ticks(least, most):
    """Powers of ten between the two; with 2 and 5 of each, if these are few."""
    steps = (1, 2, 5) if log10(most / least) < 2 else (1,)
    return [digit * 10 ** power for power in range(floor(log10(least)), ceil(log10(most)) + 1)
            for digit in steps if least <= digit * 10 ** power <= most]


def lines(title, series, x_title):
    """series: {name: {x: value}}; both scales are logarithmic. The names are for a legend beside it:
    legend()."""
    height, top, bottom, left, right = 260, 8, 36, 52, 22
    xs = sorted({x for line in series.values() for x in line})
    values = [value for line in series.values() for value in line.values()]
    least, most = min(values) / 1.2, max(values) * 1.2

    def across(x):
        part = log10(x / xs[0]) / log10(xs[-1] / xs[0]) if len(xs) > 1 else .5
        return left + (WIDTH - left - right) * part

    def down(value):
        return top + (height - top - bottom) * (1 - log10(value / least) / log10(most / least))

    parts = []
    for tick in ticks(least, most):
        shown = f"{tick / 1e6:g} M" if tick >= 1e6 else number(tick)
        parts += [rule(left, down(tick), WIDTH - right, down(tick)),
                  text(left - 6, down(tick) + 4, shown, "end", "soft", 11)]
    last = -WIDTH
    for x in xs:
        parts.append(rule(across(x), height - bottom, across(x), height - bottom + 4, "soft"))
        if across(x) - last > 30:
            parts.append(text(across(x), height - bottom + 16, number(x), "middle", "soft", 11))
            last = across(x)
    parts.append(text((left + WIDTH - right) / 2, height - 4, x_title, "middle", "soft"))
    marks = 0
    for at, (name, line) in enumerate(series.items()):
        points = [(x, value, across(x), down(value)) for x, value in sorted(line.items())]
        colour = f"var(--line{at % LINES})"
        path = "L".join(f"{x:.1f} {y:.1f}" for _, _, x, y in points)
        parts.append(f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2" '
                     f'stroke-dasharray="{DASHES[at // LINES % len(DASHES)]}"/>')
        parts += [f'<circle class="mark" cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{colour}">'
                  f'<title>{escape(name)}, {number(of)} {escape(x_title)}: {number(value)}</title></circle>'
                  for of, value, x, y in points]
        marks += len(points)
    return drawing(height, title, parts), marks


def legend(names):
    """As items of a list, which wrap."""
    for at, name in enumerate(names):
        yield (f'<li><svg viewBox="0 0 24 10" width="24" height="10" aria-hidden="true"><path d="M0 5H24" '
               f'stroke="var(--line{at % LINES})" stroke-width="3" '
               f'stroke-dasharray="{DASHES[at // LINES % len(DASHES)]}"/></svg> {escape(name)}</li>')
