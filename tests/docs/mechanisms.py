#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""mechanisms.py SOURCE [RESULTS.json | --run]: docs/mechanisms.md and docs/mechanisms.zh-CN.md are what follows
from docs/mechanisms.json (what is known), docs/mechanisms.run.json (what a run of `make examples` has
shown), uapi/gangway/carriers.def, bench/README.md (what it costs) and examples/. With
GANGWAY_UPDATE=1 in the environment they are written anew; with RESULTS, which `make examples` leaves,
that becomes the run, too. With --run it only looks whether the run tells of the examples as they are."""
import json
import os
import pathlib
import re
import sys

SOURCE = pathlib.Path(sys.argv[1]).resolve()
sys.path.insert(0, str(SOURCE / "examples/harness"))
from rows import FACTS, NO_WITNESS, examples, mechanisms, rows_shown, witnesses  # pylint: disable=wrong-import-position

RUN = SOURCE / "docs/mechanisms.run.json"

# English and Chinese, as in the data.
WORDS = {
    "title": ("The mechanisms, each on real kernels", "各种机制，逐一在真实内核上验证"),
    "other": ("[中文](mechanisms.zh-CN.md)", "[English](mechanisms.md)"),
    "opening": (
        "Linux offers many ways for kernel code and programs to exchange data. These are the "
        "twenty-five that a much-read series of articles lists, and those that have come since: "
        "what each is good for, who has seen it work, and where. "
        "[`choosing.md`](choosing.md) and `gangway choose` help you decide.",
        "Linux 提供了许多让内核代码与用户程序交换数据的办法。下面是一组流传很广的文章所列的二十五种，"
        "以及后来出现的几种：各自适合做什么，谁验证过它能工作，在哪些内核上。"
        "[`choosing.md`](choosing.md)（英文）和 `gangway choose` 可以帮你选择。"),
    "seen": ("What was seen", "验证结果"),
    "run": (
        "`make examples` on {date}: {shown} of {rows} rows, on {kernels} kernels. A witness is a "
        "program that shares no code with Gangway; a cell is ok if all witnesses and the example's "
        "own program saw what they should, with none skipped.",
        "{date} 运行 `make examples`：{rows} 行中的 {shown} 行，共 {kernels} 个内核。"
        "“见证程序”是与 Gangway 没有任何共同代码的程序；所有见证程序以及例子自己的程序都看到了应有的结果，"
        "且没有跳过任何一项，单元格才是 ok。"),
    "kernel": ("kernel", "内核"),
    "release": ("release", "版本"),
    "head": (("row", "mechanism", "example", "witnesses"), ("行", "机制", "例子", "见证程序")),
    "not yet": ("not yet", "尚无"),
    "beyond": ("+", "+"),
    "part": ("ok, but {names}", "ok，除了 {names}"),
    "skips": ("Skipped, and why:", "跳过的项目及原因（原文）："),
    "one by one": ("One by one", "逐一说明"),
    "what": ("**What.** {what}. Since: {since}.", "**是什么**：{what}。始于：{since}。"),
    "where": ("**Which way, and from where.** {direction}; {contexts}.{gangway}",
              "**往哪里，从哪里**：{direction}；{contexts}。{gangway}"),
    "who": ("**Who may.** {who}.", "**谁可以**：{who}。"),
    "lost": ("**What is lost.** {lost}.", "**会丢什么**：{lost}。"),
    "cost": ("**Cost.** {cost}.", "**代价**：{cost}。"),
    "more": ("**See** {example}; {manual}.", "**参见**：{example}；{manual}。"),
    "no example": ("(no example yet)", "（尚无例子）"),
    "events": (" Gangway's `{name}` takes events from {context}.",
               "Gangway 的 `{name}` 接受来自{context}的事件。"),
    "planned": (" Gangway's `{name}` is planned.", "Gangway 的 `{name}` 尚在计划中。"),
    "instructions": ("Instructions on Linux 6.12, by hand in brackets: ",
                     "Linux 6.12 上的指令数，括号内为手写代码："),
    "bytes": ("{n} bytes", "{n} 字节"),
    "comma": (", ", "，"),
    "semicolon": ("; ", "；"),
}
CONTEXTS = {
    "PROCESS": ("process context", "进程上下文"),
    "ATOMIC": ("process and atomic context", "进程和原子上下文"),
    "HARDIRQ": ("any context but NMIs", "除 NMI 以外的任何上下文"),
    "NMI": ("any context", "任何上下文"),
}
DIRECTIONS = {
    "ask": ("The program asks and the kernel answers", "由程序发问，内核回答"),
    "both": ("Both ways", "双向"),
    "in": ("To the kernel", "传给内核"),
    "out": ("Kernel to program", "内核到程序"),
}
STATES = {"skipped": "被跳过", "FAILED": "失败", "nothing": "无结果"}
METRICS = {"call": "调用", "get": "读取", "set": "设置", "record": "记录", "read": "读", "write": "写",
           "timed record": "带时间的记录", "record of 32": "32 条一批的记录",
           "single record": "单独一条记录",
           "32 calls": "同时 32 个调用中的每一个"}


def read(path):
    return (SOURCE / path).read_text(encoding="utf-8")


def carriers():
    """NAME: its row, as text."""
    rows = re.findall(r"^GW_CARRIER\((\w+),(.*?)\"\)$", read("uapi/gangway/carriers.def"), re.M | re.S)
    return dict(rows)


def costs():
    """CARRIER: what the bench has counted, as (metric, bytes, generated, by hand or empty)."""
    found = {}
    for row in re.findall(r"^\| (\w+) \| ([\w ]+) \| (\d+) \|[^|]*\| (\d+) \| ?(\d*) ?\|",
                          read("bench/README.md"), re.M):
        found.setdefault(row[0], []).append(row[1:])
    return found


class Page:
    """The page in one of the languages."""

    def __init__(self, language, run):
        self.language = language
        self.run = run
        self.carriers = carriers()
        self.costs = costs()
        self.mechanisms = list(mechanisms())

    def say(self, key, **values):
        text = WORDS[key][self.language]
        return text.format(**values) if values else text

    def pick(self, pair):
        return pair[self.language]

    def sentence(self, pair):
        """It begins one."""
        text = self.pick(pair)
        return text[:1].upper() + text[1:]

    def table(self, head, *rows):
        return "\n".join(f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows))

    def link(self, example):
        return f"[{example}](../examples/{example})"

    def number(self, mechanism):
        return str(mechanism["row"]) if "row" in mechanism else self.say("beyond")

    def shown_by(self, mechanism, example):
        """The checks of an example that are this mechanism's: of one beyond the rows, all."""
        row = str(mechanism["row"]) if "row" in mechanism else None
        return [one for one in self.run["seen"]
                if one["example"] == example and row in (None, one["row"])]

    def cell(self, checks, kernel):
        bad = []
        for one in checks:
            state = one["on"].get(kernel, {"state": "nothing"})["state"]
            if state != "ok":
                bad.append(f"{one['witness']} {STATES[state] if self.language else state}")
        return self.say("part", names=self.say("comma").join(bad)) if bad else "ok"

    def seen_rows(self):
        kernels = self.run["kernels"]
        for mechanism in self.mechanisms:
            number, name = self.number(mechanism), self.pick(mechanism["name"])
            shown = [(example, self.shown_by(mechanism, example))
                     for example in mechanism["examples"]]
            for example, checks in shown:
                witnesses = dict.fromkeys(one["witness"] for one in checks
                                          if one["witness"] not in NO_WITNESS)
                yield (number, name, self.link(example),
                       ", ".join(f"`{witness}`" for witness in witnesses),
                       *(self.cell(checks, kernel) if checks else self.say("not yet")
                         for kernel in kernels))
            if not shown:
                yield (number, name, self.say("not yet"), *[""] * (1 + len(kernels)))

    def skips(self):
        for one in self.run["seen"]:
            for kernel, cell in one["on"].items():
                if cell["state"] == "skipped" and one["row"] != "-": # which is of no mechanism
                    yield f"- {kernel}, {one['example']}, `{one['witness']}`: {cell['why']}"

    def seen(self):
        rows = [mechanism for mechanism in self.mechanisms if "row" in mechanism]
        shown = rows_shown(self.run) & {mechanism["row"] for mechanism in rows}
        kernels = self.run["kernels"]
        yield f"## {self.say('seen')}"
        yield self.say("run", date=self.run["date"], shown=len(shown), rows=len(rows),
                       kernels=len(kernels))
        yield self.table((self.say("kernel"), self.say("release")), *kernels.items())
        yield self.table((*self.say("head"), *kernels), *self.seen_rows())
        if skips := list(self.skips()):
            yield "\n".join([self.say("skips"), "", *skips])

    def gangway(self, mechanism):
        text = ""
        for name in mechanism["carriers"]:
            row = self.carriers.get(name, "")
            context = re.search(r"GW_CONTEXT_(\w+)", row)
            if "GW_TRAIT_READY" not in row:
                text += self.say("planned", name=name)
            elif context:
                text += self.say("events", name=name, context=self.pick(CONTEXTS[context[1]]))
        return text

    def cost(self, mechanism):
        parts = []
        for name in mechanism["carriers"]:
            said = []
            for metric, size, ours, theirs in self.costs.get(name, []):
                metric = METRICS[metric] if self.language else metric
                peer = f" ({theirs})" if theirs else ""
                said.append(f"{metric} {self.say('bytes', n=size)} {ours}{peer}")
            if said:
                parts.append(f"`{name}` {self.say('comma').join(said)}")
        if not parts:
            return self.sentence(mechanism["cost"])
        return self.say("instructions") + self.say("semicolon").join(parts)

    def lost(self, mechanism):
        return mechanism.get("lost") or FACTS["carriers"][mechanism["carriers"][0]]["lost"]

    def one(self, mechanism):
        names = self.say("comma").join(map(self.link, mechanism["examples"]))
        manual = self.say("comma").join(mechanism["manual"])
        lines = [self.say("what", what=self.sentence(mechanism["what"]),
                          since=self.pick(mechanism["since"])),
                 self.say("where", direction=self.pick(DIRECTIONS[mechanism["direction"]]),
                          contexts=self.pick(mechanism["contexts"]), gangway=self.gangway(mechanism)),
                 self.say("who", who=self.sentence(mechanism["who"])),
                 self.say("lost", lost=self.sentence(self.lost(mechanism))),
                 self.say("cost", cost=self.cost(mechanism)) + " " +
                 self.say("more", example=names or self.say("no example"), manual=manual)]
        heading = f"### {self.number(mechanism)}. {self.pick(mechanism['name'])}"
        if "row" not in mechanism:
            heading = f"### {self.pick(mechanism['name'])}"
        return "\n".join([heading, "", *(f"- {line}" for line in lines)])

    def text(self):
        parts = ["<!-- Made of docs/mechanisms.json and a run: see tests/docs/mechanisms.py -->\n"
                 f"# {self.say('title')}", self.say("other"), self.say("opening"), *self.seen(),
                 f"## {self.say('one by one')}", *map(self.one, self.mechanisms)]
        return "\n\n".join(parts) + "\n"


def kernels():
    """Those of the lab."""
    return re.search(r"^set\(GANGWAY_KERNELS (.*) CACHE", read("CMakeLists.txt"), re.M)[1].split()


def outdated(run):
    """What a run does not tell of the examples as they are."""
    if missing := sorted({*kernels()} - run["kernels"].keys()):
        yield f"nothing was shown on {', '.join(missing)}"
    for example in examples():
        seen = {one["witness"] for one in run["seen"] if one["example"] == example} - {*NO_WITNESS}
        if seen != witnesses(example):
            yield f"{example}: not the witnesses of its show.sh: {', '.join(seen ^ witnesses(example))}"


def incomplete():
    """What the data lacks."""
    measured = costs()
    for mechanism in FACTS["mechanisms"]:
        name = mechanism["name"][0]
        needed = ["name", "what", "since", "contexts", "who"]
        if not any(carrier in measured for carrier in mechanism["carriers"]):
            needed.append("cost")
        for key in needed:
            if not all(mechanism.get(key, ("", ""))[language].strip() for language in (0, 1)):
                yield f"{name}: {key} is not in both languages"
        if mechanism.get("direction") not in DIRECTIONS:
            yield f"{name}: direction is none of {', '.join(DIRECTIONS)}"
    rows = [mechanism["row"] for mechanism in FACTS["mechanisms"] if "row" in mechanism]
    if rows != sorted({*rows}):
        yield "the rows are not in their order"
    known = carriers()
    for name in known.keys() - FACTS["carriers"].keys():
        yield f"the carrier {name} has no facts"
    for name, facts in FACTS["carriers"].items():
        uses = SOURCE / "examples" / facts["example"] / f"{facts['example']}.yaml"
        if "GW_TRAIT_READY" in known.get(name, "") and not re.search(
                rf"via: \[[^]]*\b{name}\b", uses.read_text() if uses.exists() else ""):
            yield f"the carrier {name} is not shown by {facts['example']}, as its facts say"


def main():
    if sys.argv[2:] == ["--run"]:
        lacks = [f"docs/mechanisms.run.json: {why}" for why in outdated(json.loads(read(RUN)))]
        sys.exit("\n".join([*lacks, "Run: make mechanisms"]) if lacks else 0)
    if sys.argv[2:]:
        RUN.write_text(pathlib.Path(sys.argv[2]).read_text(encoding="utf-8"), encoding="utf-8")
    write = bool(sys.argv[2:]) or "GANGWAY_UPDATE" in os.environ
    run = json.loads(RUN.read_text(encoding="utf-8"))
    wrong = [f"docs/mechanisms.json: {why}" for why in incomplete()]
    for language, name in enumerate(("mechanisms.md", "mechanisms.zh-CN.md")):
        path = SOURCE / "docs" / name
        text = Page(language, run).text()
        if write:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            wrong.append(f"docs/{name} is not what follows from the data. Run: GANGWAY_UPDATE=1 ctest "
                         "--test-dir build -R docs-mechanisms, and read the difference.")
    sys.exit("\n".join(wrong) or 0)


main()
