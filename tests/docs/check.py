#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""check.py TEST SOURCE BUILD KERNELS: what the documents show is so. Each function below is a test,
and its comment says what the arguments of its marks are. Where a document shows output, … stands
for anything: for lines if it stands alone, else within its line. Exit 77: skipped, the reasons are
printed."""
import functools
import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile

from blocks import blocks, documents

SOURCE, BUILD = (pathlib.Path(path).resolve() for path in sys.argv[2:4])
KERNELS = sys.argv[4].split(";")
GUEST = "6.12-cloud"
TESTS = {}
failures = []
skipped = []


def test(kind):
    def keep(function):
        TESTS[kind] = function
        return function
    return keep


def fail(block, why):
    failures.append(f"{block.place}: {why}")


def run(command, **options):
    """Standard output and standard error as one, and the exit status."""
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          check=False, stdin=subprocess.DEVNULL, **options)
    return done.stdout, done.returncode


def like(shown, said):
    """But for blanks and empty lines."""
    pattern = ""
    for words in filter(None, map(str.split, shown)):
        line = " ".join(".*".join(map(re.escape, word.split("…"))) for word in words) + "\n"
        pattern += "(?:.*\n)*?" if words == ["…"] else line
    lines = (" ".join(line.split()) + "\n" for line in said.splitlines() if line.strip())
    return re.fullmatch(pattern, "".join(lines)) is not None


def expect_output(block, command, shown, said, status):
    if status != 0:
        fail(block, f"exit status {status}: {command}\n{said}")
    if shown is not None and not like(shown, said):
        fail(block, f"it is not as shown: {command}\n{said}")


def commands(block):
    """Each command, and the lines that it is shown to say: None if output is not shown here."""
    found = []
    for line in block.lines:
        if found and found[-1][0].endswith("\\"):
            found[-1][0] += "\n" + line
        elif block.language == "sh" and line:
            found.append([line, None])
        elif line.startswith("$ "):
            found.append([line.removeprefix("$ "), []])
        elif block.language == "console":
            found[-1][1].append(line)
    if not found:
        fail(block, "no command is seen in it: is it `sh` or `console`?")
    return found


@test("blocks")
def claimed(_):
    """Every block is some test's."""
    everything = blocks(SOURCE)
    asked = {name for path in (SOURCE / "tests/packaging").glob("*.sh")
             for name in re.findall(r"readme ([\w-]+)", path.read_text())}
    kinds = {*TESTS, "packaging"} - {"blocks", "inline", "made", "names", "tables"}
    for block in everything:
        if block.kind not in kinds:
            fail(block, f"no test claims it; a mark can say one of: {', '.join(sorted(kinds))}")
        if block.kind == "packaging" and block.arguments not in asked:
            fail(block, "tests/packaging does not ask for it")
    for kind in kinds - {block.kind for block in everything}:
        failures.append(f"there is no block for the test {kind}")


@test("inline")
def inline(_):
    """What stands in a sentence, with words for what the reader has: there is such a target of
    the Makefile, such a verb of the command or of the lab, and such options."""
    said = functools.cache(lambda *command: run(command, cwd=SOURCE))
    for path in documents(SOURCE):
        for line in re.findall(r"`((?:gangway|gangway-lab|make) [^`]+)`", path.read_text()):
            tool, *words = line.split()
            if tool == "make":
                targets = [word for word in words if "=" not in word]
                if "NAME=" in line:
                    targets.append("NAME=process_list")
                if not {"bzImage", "linux"} & {*words} and said("make", "-n", *targets)[1] != 0:
                    failures.append(f"{path.relative_to(SOURCE)}: there is no `{line}`")
                continue
            usage, _ = said(BUILD / "bin" / tool, "--help")
            verbs = [word for word in words if re.search(rf"^  \b{word} ", usage, re.M)]
            helps, status = said(BUILD / "bin" / tool, *verbs[:1], "--help")
            known = set(re.findall(r"--[\w-]+", usage + helps))
            if not verbs or status != 0 or set(re.findall(r"--[\w-]+", line)) - known:
                failures.append(f"{path.relative_to(SOURCE)}: there is no `{line}`")


@test("names")
def names(_):
    """Where documents lead through the sources, `function()` and `some/file` are there. Sources are
    where our documents say that they are; of what is generated, as it is for icmpmon."""
    folders = "cmake", "compiler", "include", "kernel", "src", "tests/compiler/golden", "uapi"
    sources = [path for folder in folders for path in (SOURCE / folder).rglob("*")
               if path.suffix in (".c", ".h", ".cpp", ".hpp", ".cmake") and path.is_file()]
    words = {word for path in sources for word in re.findall(r"\w+", path.read_text())}
    everywhere = {path.name for path in sources}
    for name in "docs/architecture.md", "CONTRIBUTING.md":
        for said in re.findall(r"`([^`\s]+)`", (SOURCE / name).read_text()):
            if "NAME" in said:
                continue
            function = re.fullmatch(r"(?:\w+::)*(\w+)\(\)", said)
            if function and function[1] not in words:
                failures.append(f"{name}: there is no `{said}`")
            if re.fullmatch(r"[\w.]+(/[\w.-]*)+", said) and not (SOURCE / said).exists():
                failures.append(f"{name}: there is no `{said}`")
            if re.fullmatch(r"\w[\w.]*\.([ch]|[ch]pp|cmake)", said) and said not in everywhere:
                failures.append(f"{name}: there is no `{said}`")


def subset(part, whole):
    if isinstance(part, dict) and isinstance(whole, dict):
        return all(key in whole and subset(value, whole[key]) for key, value in part.items())
    return part == whole or isinstance(whole, dict) and part == whole.get("type")


@test("description")
def descriptions(marked):
    """Nothing; or `part`, which lacks only its interface's name; or `part with LINE`, which it
    needs, too; or `shortened FILE`."""
    for block in marked:
        lines = block.lines
        if block.arguments.startswith("part"):
            rest = block.arguments.removeprefix("part").removeprefix(" with ")
            lines = ["interface: example", *lines, rest]
        name = lines[0].removeprefix("interface: ")
        with tempfile.TemporaryDirectory() as scratch:
            path = pathlib.Path(scratch, f"{name}.yaml")
            path.write_text("\n".join(lines) + "\n")
            said, status = run([BUILD / "bin/gangway-gen", path, "--out", scratch])
        # What is told once, of what is new, is no fault of an example.
        said = "".join(line for line in said.splitlines(True) if "told once" not in line)
        if status != 0 or said:
            fail(block, f"it is not accepted:\n{said}")
        if block.arguments.startswith("shortened "):
            import yaml
            whole = (SOURCE / block.arguments.removeprefix("shortened ")).read_text()
            if not subset(yaml.safe_load("\n".join(block.lines)), yaml.safe_load(whole)):
                fail(block, "it says what the whole one does not say")


def squeezed(text):
    return re.sub(r"//.*|/\*.*?\*/|\s", "", text)


@test("code")
def code(marked):
    """FILE: it is from there, but for blanks and comments; … or an empty line is for what was left
    out. C++ can be compiled as it stands, too."""
    for block in marked:
        whole = squeezed((SOURCE / block.arguments).read_text())
        for piece in re.split(r"…|\n\n", "\n".join(block.lines)):
            if squeezed(piece) not in whole:
                fail(block, f"this is not in {block.arguments}:\n{piece}")
        if block.language != "cpp":
            continue
        description = (SOURCE / block.arguments).with_suffix(".yaml")
        with tempfile.TemporaryDirectory() as scratch:
            run([BUILD / "bin/gangway-gen", description, "--out", scratch], cwd=scratch)
            program = pathlib.Path(scratch, "program.cpp")
            program.write_text("\n".join([
                "#include <csignal>", "#include <cstdio>", "#include <fmt/format.h>",
                f'#include "{description.stem}.gw.hpp"', "int main() {", *block.lines, "}", ""]))
            said, status = run([os.environ.get("CXX", "g++"), "-std=c++20", "-fsyntax-only",
                                "-Wall", "-Werror", f"-I{SOURCE}/include", f"-I{SOURCE}/uapi",
                                f"-I{scratch}", program])
        if status != 0:
            fail(block, f"it cannot be compiled:\n{said}")


PLURALS = {"property": "properties", "call": "calls", "event": "events", "stream": "streams",
           "table": "tables", "change": "changes of properties"}
CONTEXTS = {"process": "process context", "atomic": "atomic context", "hardirq": "any context but NMIs",
            "nmi": "any context"}
GUARDS = {"node": "the node's permissions", "file": "the file's permissions",
          "socket": "a check of each request", "open": "nothing"}
PLACES = {"file": "a file of its own", "socket": "a socket", "open": "no file"}
WORDS = {"node": "NAME", "device": "NAME"}


def carriers_of_this_version(_):
    said, _ = run([BUILD / "bin/gangway", "carriers", "--json"])
    yield "carrier", "carries", "as", "at most", "where", "access depends on"
    for carrier in filter(lambda carrier: carrier["ready"], json.loads(said)):
        kinds = [PLURALS[kind] + (f" from {CONTEXTS[carrier['context']]}" if kind == "event" else "")
                 for kind in carrier["kinds"]]
        path = re.sub(r"{(\w+)}", lambda word: WORDS.get(word[1], word[1].upper()), carrier["path"])
        place = (f"`{path}`" if path else "a system call" if carrier["built_in"]
                 else PLACES[carrier["guard"]])
        yield (f"`{carrier['name']}`", ", ".join(kinds), ", ".join(carrier["encodings"]),
               f"{carrier['max_bytes']} bytes" if carrier["max_bytes"] else "any length",
               place, GUARDS[carrier["guard"]])


def said_of(name, cost):
    if not re.search(rf"^\| {name} \| {cost['metric']} \| {cost['bytes']} \|[^|]*\| {cost['instructions']} \|",
                     (SOURCE / "bench/README.md").read_text(), re.M):
        failures.append(f"bin/gangway says {cost['instructions']} for {name}, which bench/README.md does not: "
                        "build it first")
    return f"{cost['instructions']}" + ("" if cost["bytes"] == 64 else f" ({cost['bytes']} bytes)")


def carriers_of_events(_):
    said, _ = run([BUILD / "bin/gangway", "carriers", "--json"])
    contexts = {carrier["name"]: carrier["context"] for carrier in json.loads(said)}
    said, _ = run([BUILD / "bin/gangway", "choose", "--what", "event", "--json"])
    yield "mechanism", "takes events from", "what is lost", "instructions, 64 bytes", "example"
    for carrier in json.loads(said)["fits"]:
        name, example, cost = (carrier[key] for key in ("carrier", "example", "cost"))
        yield (f"`{name}`", CONTEXTS[contexts[name]], carrier["lost"],
               said_of(name, cost) if cost else "not measured",
               f"[{example}](../examples/{example})")


def markdown(head, *rows):
    lines = [f"| {' | '.join(row)} |" for row in (head, *rows)]
    numbers = [all(re.fullmatch(r"\d*", row[at]) for row in rows) for at in range(len(head))]
    rule = "".join("|---:" if number else "|---" for number in numbers)
    return "\n".join(["", lines[0], rule + "|", *lines[1:], "", ""])


def lines_of(path):
    """Those that are neither blank nor comment."""
    comments = r'("(?:\\.|[^"\\\n])*")|/\*.*?\*/|//[^\n]*'
    if path.suffix == ".yaml":
        comments = r"()^ *#[^\n]*"
    text = re.sub(comments, lambda found: found[1] or "", path.read_text(), flags=re.S | re.M)
    return sum(1 for line in text.splitlines() if line.strip())


def lines_by_hand(folder, module, program=None):
    def counted(file):
        return f"[{lines_of(folder / file)}]({file})"
    ours = f"{folder.name}.yaml", f"{folder.name}_kern.c"
    yield "lines, neither blank nor comment", "by hand", "with Gangway"
    yield ("the module", counted(module),
           f"{sum(lines_of(folder / file) for file in ours)}: {' and '.join(map(counted, ours))}")
    if program:
        yield "a program", counted(program), counted(f"{folder.name}.cpp")


def costs(_, *columns):
    """METRIC:BYTES…, the least first: what bench/README.md has of them."""
    table = re.findall(r"^\| ([a-z]\w+) \| ([\w ]+) \| (\d+) \| \d* ?\| (\d+) \| (\d*) ?\|",
                       (SOURCE / "bench/README.md").read_text(), re.M)
    found = {}
    for carrier, metric, size, ours, by_hand in table:
        name = f"`{carrier}`"
        if metric[0].isdigit():
            name += f", each of {metric.split()[0]} on their way"
            metric = "call"
        found.setdefault(name, {})[f"{metric}:{size}"] = ours, by_hand
    cells = {name: [cell for column in columns for cell in its.get(column, ("", ""))]
             for name, its in found.items() if columns[0] in its}
    heads = (column.replace(":", ", ") + " bytes" for column in columns)
    yield "mechanism", *(head for column in heads for head in (column, "by hand"))
    for name, its in sorted(cells.items(), key=lambda row: int(row[1][0])):
        yield name, *its


TABLES = {"carriers": carriers_of_this_version, "events": carriers_of_events, "costs": costs, "lines": lines_by_hand}


@test("tables")
def tables(_):
    """Those that are made, between <!-- table: NAME ARGUMENTS --> and <!-- end of table -->, are as
    they are made now; and so is a number behind <!-- lines: FILE -->."""
    marks = re.compile(r"(<!-- table: (\w+)(.*) -->\n)((?s:.*?))(?=<!-- end of table -->)")
    counts = re.compile(r"(<!-- lines: (\S+) -->)\d+")
    shown = set()
    for path in documents(SOURCE):
        folder = path.parent
        text = path.read_text()
        shown |= {found[1] for found in marks.findall(text)}
        new = marks.sub(lambda found: found[1] + markdown(
            *TABLES[found[2]](folder, *found[3].split())), text)
        new = counts.sub(lambda found: f"{found[1]}{lines_of(folder / found[2])}", new)
        if new != text and "GANGWAY_UPDATE" in os.environ:
            path.write_text(new)
        elif new != text:
            failures.append(f"{path.relative_to(SOURCE)}: a table or a number of lines is another now. Run: "
                            "GANGWAY_UPDATE=1 ctest --test-dir build -R docs-tables, and read the difference.")
    for name in TABLES.keys() - shown:
        failures.append(f"no document has <!-- table: {name} -->")


@test("make")
def make(marked):
    """Targets of the Makefile: they are there. It only says what it would do; see made()."""
    for block in marked:
        for command, _ in commands(block):
            said, status = run(["bash", "-c", command], cwd=SOURCE,
                               env=os.environ | {"MAKEFLAGS": "n"})
            expect_output(block, command, None, said, status)


@test("made")
def made(_):
    """The first `make example` that is shown, really."""
    block, command = next((block, command) for block in blocks(SOURCE) if block.kind == "make"
                          for command, _ in commands(block) if command.startswith("make example "))
    command = command.partition("#")[0] + f" BUILD={shlex.quote(str(BUILD))}"
    said, status = run(["bash", "-c", command], cwd=SOURCE)
    expect_output(block, command, ["…", "All ok."], said, status)


@test("lab")
def lab(marked):
    """Run here, in a folder that has what the lines name: a module, a program, this project."""
    modules = ("hello", "hello"), ("path/to/module", "mine"), ("provider", "provider")
    for block in marked:
        text = "\n".join(block.lines)
        needed = set(re.findall(r"--kernel (\S+)", text))
        if missing := needed - {*KERNELS, GUEST}:
            skipped.append(f"skipped: {block.place} needs {' '.join(sorted(missing))}, "
                           "not among GANGWAY_KERNELS")
            continue
        with tempfile.TemporaryDirectory() as scratch:
            here = pathlib.Path(scratch)
            for folder, name in modules:
                (here / folder).mkdir(parents=True)
                (here / folder / "Kbuild").write_text(f"obj-m += {name}.o\n")
                shutil.copy(SOURCE / "tests/docs/module/hello.c", here / folder / f"{name}.c")
                if re.search(rf"[ \"]{name}\.ko", text):
                    run([BUILD / "bin/gangway-lab", "build", folder, "--kernel", GUEST], cwd=here)
                    shutil.copy(here / folder / GUEST / f"{name}.ko", here)
            (here / "my-test").write_text("#!/bin/sh\ngrep -q -E '^(hello|mine) ' /proc/modules\n")
            (here / "my-test").chmod(0o755)
            (here / "tests/data").mkdir(parents=True)
            for name in "kernel", "examples":
                (here / name).symlink_to(SOURCE / name)
            (here / "build").symlink_to(BUILD)
            environment = os.environ | {"PATH": f"{BUILD}/bin:{os.environ['PATH']}"}
            for command, shown in commands(block):
                said, status = run(["bash", "-c", command], cwd=here, env=environment)
                expect_output(block, command, shown, said, status)


@test("here")
def here(marked):
    """Nothing; run here, since it needs no interface."""
    for block in marked:
        for command, shown in commands(block):
            said, status = run(["bash", "-c", command], cwd=SOURCE,
                               env=os.environ | {"PATH": f"{BUILD}/bin:{os.environ['PATH']}"})
            expect_output(block, command, shown, said, status)


@test("guest")
def guest(marked):
    """MODULES: run in a kernel that has those loaded. MODULES: COMMAND, it ends by saying that."""
    steps = []
    expected = []
    for block in marked:
        modules, _, command = block.arguments.partition(":")
        steps.append(f"modules {modules}")
        if modules and not command:
            steps.append("ping -c 1 127.0.0.1 >/dev/null")  # so that there is a talker
        lines = [[command.strip(), ["…", *block.lines]]] if command else commands(block)
        for line, shown in lines:
            if line.startswith("gangway watch"):
                steps.append(f"watch {shlex.quote(line)}")
                shown = None
            else:
                least = sum(text.strip() not in ("", "…") for text in shown or [])
                steps.append(f"step {least} {shlex.quote(line)}")
            expected.append((block, line, shown))
    with tempfile.TemporaryDirectory() as scratch:
        path = pathlib.Path(scratch, "steps")
        path.write_text("\n".join([*steps, ""]))
        files = {path: "steps", SOURCE / "tests/docs/guest": "guest",
                 SOURCE / f"kernel/{GUEST}/gangway.ko": "gangway.ko",
                 SOURCE / f"examples/icmpmon/{GUEST}/icmpmon.ko": "icmpmon.ko",
                 **{BUILD / "bin" / name: name for name in
                    ("gangway", "icmpmon", "icmpmon-demo", "icmpmon-layers")}}
        programs = [shutil.which(name, path=os.environ["PATH"] + ":/usr/sbin:/sbin")
                    for name in ("bash", "ip", "ping")]
        said, status = run([BUILD / "bin/gangway-lab", "run", "--kernel", GUEST, "--module", "veth",
                            "--timeout", "900",
                            *(f"--file={file}:/docs/{name}" for file, name in files.items()),
                            *(f"--file={program}" for program in programs), "--", "/docs/guest"])
    answers = re.findall(r"(.*?)\x1e(\d+)\n", said, re.S)
    if status != 0 or len(answers) != len(expected):
        failures.append(f"the guest ended with {status}, after {len(answers)} of {len(expected)} "
                        f"commands:\n{said}")
    for (block, line, shown), (text, its_status) in zip(expected, answers):
        expect_output(block, line, shown, text, int(its_status))


@test("example")
def examples(marked):
    """NAME [KERNEL]: what the test examples.KERNEL has shown of it."""
    for block in marked:
        name, kernel = (block.arguments.split() + [GUEST])[:2]
        log = BUILD / f"examples/shown/examples-{kernel}/{kernel}.log"
        if kernel not in KERNELS or not log.exists():
            skipped.append(f"{block.arguments}: the examples were not shown on {kernel}")
            continue
        shown = dict(re.findall(r"^== (\S+)\n(.*?)(?=^== |\Z)", log.read_text(), re.S | re.M))
        said = shown.get(name, "nothing\n")
        expect_output(block, block.arguments, [line for line in block.lines if line],
                      re.sub(r"\n\n+", "\n", said.strip() + "\n"), 0)


TESTS[sys.argv[1]]([block for block in blocks(SOURCE) if block.kind == sys.argv[1]])
print("\n".join(failures + skipped) or "all as shown")
sys.exit(1 if failures else 77 if skipped else 0)
