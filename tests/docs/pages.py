#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""pages.py SOURCE: docs/module_api.md, docs/program_api.md and docs/cmake.md are what the headers and
the CMake files say of themselves. With GANGWAY_UPDATE=1 in the environment they are written anew."""
import os
import pathlib
import re
import sys

SOURCE = pathlib.Path(sys.argv[1])
# Whose generated headers stand for all, with one element of each kind; and which streams they are of.
INTERFACES = {
    "icmpmon": ({"packet": "EVENT", "enabled": "PROPERTY", "count": "CALL", "talkers": "TABLE"}, ""),
    "handled": ({"data": "STREAM"}, "Of a stream that has handlers."),
    "kept": ({"content": "STREAM"}, "Of a stream that Gangway keeps (`store: N`), which has no handlers."),
}
LEFT_OUT = ("seen", "reset") # other elements of them
# What is theirs alone.
OWN_WORDS = {
    "whether packets are reported": "its `doc`",
    "Tells how many packets a host has sent here. -ENOENT: no such talker": "its `doc`, and the errors that it declares",
    "Who has sent ICMP packets here": "its `doc`",
    "What the module has": "its `doc`",
    "in the order of saddr": "in the order of its key",
}
EMISSION = re.compile(r"NAME_(emit|reserve|batch)_EVENT")
REGISTER = ("With `netns: each`, the first parameter is `struct net *net`: the network namespace that it belongs to. "
            "With `instances: many`, `name` is the instance's: at most 31 letters, digits and `._:-`, but not `.` or "
            "`..`; NULL: the lowest free number.")
HEADERS = ("client", "subscription", "pending", "stream", "request_options", "stop", "deadline", "result", "dynamic",
           "types", "raw")


def read(path):
    return (SOURCE / path).read_text(encoding="utf-8")


def escaped(text):
    """For Markdown, but for what is code."""
    return "`".join(part if i % 2 else re.sub(r"([<*_])", r"\\\1", part)
                    for i, part in enumerate(text.split("`")))


def flowing(lines):
    """Paragraphs of a comment; what is indented stays as it is."""
    text, paragraph = [], []
    for line in [*lines, ""]:
        if line and not line[0].isspace():
            paragraph.append(line)
            continue
        if paragraph:
            text.append(" ".join(paragraph))
            paragraph = []
        if line:
            if text and text[-1] and not text[-1].startswith("    "):
                text.append("")
            text.append("    " + line.expandtabs(8).rstrip())
        elif text and text[-1]:
            text.append("")
    return [escaped(line) if not line.startswith("    ") else line for line in text]


def renamed(text, interface):
    text = text.replace(interface, "NAME")
    for name, kind in INTERFACES[interface][0].items():
        text = re.sub(rf"(?<![a-z]){name}(?![a-z])(?! is| are)", kind, text)
    return text


def generic(line):
    for own, words in OWN_WORDS.items():
        line = line.replace(own, words)
    return line


def signature(code):
    code = re.sub(r"\s+", " ", code).replace("static inline ", "")
    return re.sub(r" \* (?=\w)", " *", code).strip()


def comment_of(name):
    """What provider.h says of a function."""
    return re.search(rf"/\*\*\n \* {name}\(\) - .*? \*/\n", read("kernel/include/gangway/provider.h"), re.S)[0]


def functions_of(interface):
    """Of what the header has: its name, its code, what it is, its parameters or members, and more."""
    header = read(f"tests/compiler/golden/{interface}/{interface}_kern.gw.h")
    header = re.sub(r"(?<=\n\n)static inline void \w+?_(session_set_priv)\(",
                    lambda bare: comment_of("gw_" + bare[1]).replace("gw_", interface + "_") + bare[0], header)
    for block in re.finditer(r"/\*\*\n(.*?) \*/\n(.*?)\n[{}]|^/\* ([^\n]*?)\.? \*/\n(static inline .*?)\n{",
                             header, re.S | re.M):
        comment, code = block[1] or "", signature(block[2] or block[4])
        lines = [renamed(line.removeprefix(" *").removeprefix(" "), interface)
                 for line in comment.splitlines()]
        code = renamed(code, interface)
        title, _, what = (lines or [code.partition("(")[0].split("*")[-1].split()[-1] + "() - "
                                    + renamed(block[3] or "", interface)])[0].partition(" - ")
        entries, body = [], []
        for line in lines[1:]:
            if line.startswith("@") and not body:
                entries.append(line)
            elif line.startswith("\t") and entries and not body:
                entries[-1] += " " + line.strip()
            else:
                body.append(line)
        entries = [entry for entry in entries
                   if not re.match(rf"@(?:\w+_)?({'|'.join(LEFT_OUT)}):", entry)]
        if EMISSION.match(title):
            body = [re.sub(r"^Context: .*", "Context: as the description's `context:` of it says.", line)
                    for line in body]
        if not re.search(rf"_({'|'.join(LEFT_OUT)})\b", title):
            yield title, code, what, entries, body


def registering():
    """By a description that does not say what changes the parameters: kept is one."""
    _, code, _, entries, body = next(known for known in functions_of("kept") if known[0] == "NAME_register()")
    returns = re.search(r"or ERR_PTR: (.*) \*/", comment_of("gw_register"), re.S)[1]
    returns = re.sub(r"\s*\n \*\s*", " ", returns).strip()
    return code, entries, [line.replace("see gw_register().", returns) for line in body]


def module_page():
    out = ["# What a module calls, and what calls it", "",
           "Of the interface NAME, `NAME_kern.gw.h` has these, with the types of its own description; "
           "`struct NAME_gw_TYPE` is a struct of it. Functions that one carrier adds stand there too. "
           "The rest is what `<gangway/provider.h>` says of all modules:", ""]
    opening = re.search(r"/\*\n(.*?)\*/", read("kernel/include/gangway/provider.h"), re.S)[1]
    out += flowing([line.removeprefix(" *").removeprefix(" ") for line in opening.splitlines()])
    known = {}
    for interface, (_, note) in INTERFACES.items():
        for title, code, what, entries, body in functions_of(interface):
            if title in known: # but for handlers of other kinds of elements
                known[title] += [entry for entry in entries
                                 if title.startswith("struct") and entry not in known[title]]
                continue
            if title == "NAME_register()":
                code, entries, body = registering()
            known[title] = entries
            out += ["", f"## {title}", "",
                    what[:1].upper() + what[1:] + ("" if what.endswith("?") else "."), ""]
            if not title.startswith("struct"):
                out += [f"`{code}`", ""]
            if "STREAM" in title:
                out += [note, ""]
            out += [entries, "", *([REGISTER, ""] if title == "NAME_register()" else []), *flowing(body)]
    return [generic(line) for part in out for line in
            ([part] if isinstance(part, str) else
             ["- `{}`: {}".format(*entry.removeprefix("@").split(": ", 1)) for entry in part])]


def program_page():
    out = ["# What a program calls", "",
           "What each header of the library says. Generated clients are made of `client.hpp`.", ""]
    for name in HEADERS:
        text = read(f"include/gangway/{name}.hpp")
        out += ["", f"## <gangway/{name}.hpp>", ""]
        opening = re.match(r"// SPDX.*\n//\n((?://.*\n)+)", text)
        if opening:
            out += flowing([line.removeprefix("//").removeprefix(" ")
                            for line in opening[1].splitlines()])
        for block in re.finditer(r"((?:^ *///(?!<).*\n)+)((?:.*\n){1,6}?)(?=\n|(?<=[;{}]\n))",
                                 text, re.M):
            if "namespace" in block[2] or "private:" in block[2]:
                continue
            code = re.sub(r'= ("?)\{\}', r"= \1…", block[2]) # else it would end there
            code = re.split(r"[{;]|\n *(?:: |requires)| : detail::", code, maxsplit=1)[0]
            code = re.sub(r"^\s*(template <[^\n]*>\n|\[\[nodiscard\]\]|requires .*)\s*", "", code)
            out.append(f"- `{signature(code).replace('[[nodiscard]] ', '')}`: "
                       + "\n".join(flowing([line.strip().removeprefix("///").removeprefix(" ")
                                            for line in block[1].splitlines()])).strip().replace("\n", "\n  ").replace("\n  \n", "\n\n"))
    return out


def cmake_page():
    out = ["# The CMake functions", "",
           "What `find_package(gangway)` brings, beside the library `gangway::gangway`, and the target "
           "`kernel-gangway`, which is `gangway.ko`.", ""]
    variables = []
    for path in ("cmake/GangwayGenerate.cmake", "cmake/GangwayModule.cmake"):
        text = read(path)
        for comment, name in re.findall(r"((?:^#.*\n)+)(?:\n)?function\((\w+)", text, re.M):
            lines = [line.removeprefix("#").removeprefix(" ") for line in comment.splitlines()]
            if not any(line.startswith(name + "(") for line in lines):
                continue # for the others' use
            lines = lines[next(i for i, line in enumerate(lines) if line.startswith(name)):]
            call = [lines.pop(0)]
            while call[-1].count("(") + "".join(call[:-1]).count("(") > "".join(call).count(")"):
                call.append(lines.pop(0).strip())
            head, _, rest = " ".join(call).partition(")")
            lines.insert(0, rest.removeprefix(": "))
            lines = flowing(lines)
            lines[0] = lines[0][:1].upper() + lines[0][1:]
            out += ["", f"## {name}", "", f"`{head})`", "", *lines]
        for name, value, what in re.findall(
                r"^set\((GANGWAY_\w+) ([^\n]*?) CACHE STRING\s+\"(.*?)\"\)", text, re.M):
            value = value.strip('"')
            variables.append(f"- `{name}`: {what}. " + (f"Default: `{value}`." if value else
                                                        "Default: none."))
    return [*out, "", "## Variables", "", "To be set before `find_package()`, or with `-D`.", "",
            *variables]


def tidy(lines):
    text = "\n".join(["<!-- Made of the sources: GANGWAY_UPDATE=1 ctest -R docs-pages -->", *lines])
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"


def main():
    wrong = []
    for name, page in (("module_api", module_page), ("program_api", program_page),
                       ("cmake", cmake_page)):
        path = SOURCE / f"docs/{name}.md"
        text = tidy(page())
        if "GANGWAY_UPDATE" in os.environ:
            path.write_text(text, encoding="utf-8")
        elif not path.exists() or path.read_text(encoding="utf-8") != text:
            wrong.append(f"docs/{name}.md is not what the sources say. Run: "
                         "GANGWAY_UPDATE=1 ctest -R docs-pages, and read the difference.")
    sys.exit("\n".join(wrong) or 0)


main()
