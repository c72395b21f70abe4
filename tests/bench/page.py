#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""page.py SOURCE: the page of the bench, of the committed run, in a browser: on a phone, a wide screen
and paper, light and dark. It loads nothing, complains of nothing, is not wider than the screen, and
each plot shows its figures, with nothing that is cut off. A page that is broken is found to be."""
import pathlib
import subprocess
import sys
import tempfile

from browser import NAMES, Browser, find

SOURCE = pathlib.Path(sys.argv[1]).resolve()
LOOK = """(() => {
    const bad = [];
    const width = screen.width;
    for (const one of document.querySelectorAll('body *'))  // a table's own box is scrolled
        if (!one.closest('table') && one.getBoundingClientRect().right > width)
            bad.push(`it is ${one.getBoundingClientRect().right} wide, on a screen of ${width}: ${one.tagName}`);
    const figures = document.querySelectorAll('figure');
    if (figures.length === 0)
        bad.push('it has no plot');
    for (const figure of figures) {
        const title = figure.querySelector('figcaption').textContent;
        const all = figure.querySelector('svg').getBoundingClientRect();
        const inside = one => one.left >= all.left - 1 && one.right <= all.right + 1 &&
            one.top >= all.top - 1 && one.bottom <= all.bottom + 1;
        const marks = [...figure.querySelectorAll('.mark')].map(mark => mark.getBoundingClientRect())
            .filter(one => one.width > 0 && one.height > 0 && inside(one));
        if (marks.length === 0 || marks.length !== Number(figure.dataset.marks))
            bad.push(`"${title}" shows ${marks.length} marks, not ${figure.dataset.marks}`);
        for (const text of figure.querySelectorAll('svg[role] text'))
            if (!inside(text.getBoundingClientRect()))
                bad.push(`"${title}": "${text.textContent}" is cut off`);
    }
    return bad;
})()"""
PAPER = "getComputedStyle(document.body).backgroundColor"
WIDE, DARK = "rgb(255, 255, 255)", "rgb(13, 17, 23)"
SCREENS = (  # width, scheme, media, and the colour of the paper
    (360, "light", "", WIDE), (360, "dark", "", DARK), (1280, "light", "", WIDE),
    (1280, "dark", "", DARK), (700, "dark", "print", WIDE))
BROKEN = (  # what is put into the page, and what is found then
    ("<p style='width: 400px'>", "it is "), ("<script>console.error('a')</script>", "the console: a"),
    ("<img alt='' src='file:///nowhere.png'>", "it loads file:///nowhere.png"),
    ("<script>document.querySelector('.mark').remove()</script>", " marks, not "),
    ("<style>svg { transform: none } svg text { font-size: 400px }</style>", " is cut off"))


def wrong(browser, url, width, scheme="light", media="", paper=WIDE):
    yield from browser.show(url, width, scheme, media)
    yield from browser.value(LOOK)
    if (is_ := browser.value(PAPER)) != paper:
        yield f"its paper is {is_}, not {paper}"


def main():
    program = find()
    if not program:
        print(f"skipped: none of {', '.join(NAMES)} is installed (Debian has them)")
        sys.exit(77)
    failed = []
    with tempfile.TemporaryDirectory() as folder, Browser(program) as browser:
        page = pathlib.Path(folder) / "page.html"
        subprocess.run([sys.executable, SOURCE / "bench/report.py", "page",
                        SOURCE / "docs/bench.run.json", page], check=True)
        for screen in SCREENS:
            failed += [f"on {screen}: {what}" for what in wrong(browser, page.as_uri(), *screen)]
        text = page.read_text(encoding="utf-8")
        for piece, expected in BROKEN:
            page.write_text(text.replace("</body>", f"{piece}</body>"), encoding="utf-8")
            found = list(wrong(browser, page.as_uri(), 360))
            if not any(expected in what for what in found):
                failed.append(f"with {piece}: {expected!r} is not found, but {found}")
    sys.exit("\n".join(failed) or 0)


main()
