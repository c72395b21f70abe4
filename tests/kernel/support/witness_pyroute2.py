# SPDX-License-Identifier: MIT
"""Calls all_types's "ask", sets and gets "level": by pyroute2, which knows nothing of
Gangway but the numbers of the headers."""

import re
import sys

from pyroute2.netlink import NLA_F_NESTED, NLM_F_ACK, NLM_F_REQUEST, genlmsg, nla
from pyroute2.netlink.exceptions import NetlinkError
from pyroute2.netlink.generic import GenericNetlinkSocket


def number(text, name):
    return int(re.search(rf"#define {name}\s+(\w+)", text).group(1), 0)


def message(kind):
    """A message whose data has one field of that type."""

    class made(genlmsg):
        prefix = "A_"
        nla_map = (("A_UNSPEC", "none"), ("A_INSTANCE", "asciiz"), ("A_DATA", "inside"))

        class inside(nla):
            nla_flags = NLA_F_NESTED
            prefix = "F_"
            nla_map = (("F_UNSPEC", "none"), ("F_FIRST", kind))

    return made


def main(generated, uapi):
    with open(generated, encoding="utf-8") as file:
        header = file.read()
    with open(uapi, encoding="utf-8") as file:
        protocol = file.read()
    level = number(header, "ALL_TYPES_LEVEL")
    setting = number(protocol, "GW_GENL_SET")
    small, large = message("uint8"), message("uint64")

    with GenericNetlinkSocket() as socket:
        socket.bind("all_types", small)

        def ask(kind, command, value=None):
            request = kind()
            request["cmd"] = command
            request["version"] = number(protocol, "GW_GENL_VERSION")
            if value is not None:
                request["attrs"] = [["A_DATA", {"attrs": [["F_FIRST", value]]}]]
            socket.marshal.msg_map[socket.prid] = kind
            return socket.nlm_request(
                request, msg_type=socket.prid, msg_flags=NLM_F_REQUEST | NLM_F_ACK
            )

        def first(answer):
            return answer[0].get_attr("A_DATA").get_attr("F_FIRST")

        assert first(ask(large, number(header, "ALL_TYPES_ASK"))) == 42
        ask(small, level | setting, 123)
        assert first(ask(small, level)) == 123
        try:
            ask(small, level | setting, 9)
            raise AssertionError("a level of 9 was taken")
        except NetlinkError as error:
            assert error.code == 34, error
    print("pyroute2: as the headers say")


if __name__ == "__main__":
    main(*sys.argv[1:])
