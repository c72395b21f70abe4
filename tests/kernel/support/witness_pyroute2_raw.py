# SPDX-License-Identifier: MIT
"""Speaks Gangway's own netlink protocol to all_types by pyroute2's sockets: gets and sets "level",
calls "ask" and "tell", and hears the "note" that the latter causes."""

import re
import sys

from pyroute2.netlink import NLM_F_ACK, NLM_F_REQUEST, nlmsg
from pyroute2.netlink.exceptions import NetlinkError
from pyroute2.netlink.nlsocket import NetlinkSocket


def numbers(*files):
    """Every number that these headers define."""
    found = {}
    for name in files:
        with open(name, encoding="utf-8") as file:
            for word, value in re.findall(r"#define (\w+)\s+(0x[0-9a-f]+|\d+)", file.read()):
                found[word] = int(value, 0)
    return found


def message(*data):
    """struct gw_netlink and what follows it."""

    class made(nlmsg):
        fields = (
            ("device", "48s"),
            ("element", "I"),
            ("group", "I"),
            ("sequence", "Q"),
            ("time", "Q"),
            *data,
        )

    return made


class device:
    """One that all requests name."""

    def __init__(self, name, of):
        self.name = name.encode()
        self.of = of
        self.socket = NetlinkSocket(family=of["GW_NETLINK_PROTOCOL"])
        self.socket.bind()

    def ask(self, kind, element, sent, answered, **data):
        number = self.of[kind]
        self.socket.marshal.msg_map[number] = answered
        request = sent()
        request.update(device=self.name, element=self.of[element], **data)
        return self.socket.nlm_request(
            request, msg_type=number, msg_flags=NLM_F_REQUEST | NLM_F_ACK
        )


def main(generated, uapi):
    of = numbers(generated, uapi)
    empty, level, text = message(), message(("value", "B")), message(("text", "32s"))
    all_types = device("all_types", of)

    all_types.ask("GW_NETLINK_SET", "ALL_TYPES_LEVEL", level, empty, value=123)
    assert all_types.ask("GW_NETLINK_GET", "ALL_TYPES_LEVEL", empty, level)[0]["value"] == 123
    try:
        all_types.ask("GW_NETLINK_SET", "ALL_TYPES_LEVEL", level, empty, value=9)
        raise AssertionError("a level of 9 was taken")
    except NetlinkError as error:
        assert error.code == 34, error
    answer = all_types.ask("GW_NETLINK_CALL", "ALL_TYPES_ASK", empty, message(("answer", "Q")))
    assert answer[0]["answer"] == 42

    listener = device("all_types", of)
    status = listener.ask("GW_NETLINK_STATUS", "ALL_TYPES_NOTE", empty, empty)[0]
    listener.socket.marshal.msg_map[of["GW_NETLINK_EVENT"]] = message(("nr", "Q"), ("text", "32s"))
    listener.socket.add_membership(status["group"])
    all_types.ask("GW_NETLINK_CALL", "ALL_TYPES_TELL", text, empty, text=b"by pyroute2")
    heard = listener.socket.get()[0]
    assert heard["header"]["type"] == of["GW_NETLINK_EVENT"]
    assert heard["text"].rstrip(b"\0") == b"by pyroute2", heard
    assert heard["sequence"] == status["sequence"] + 1
    print("pyroute2: as the headers say")


if __name__ == "__main__":
    main(*sys.argv[1:])
