# SPDX-License-Identifier: MIT
"""guests.py HEADER PROTOCOL: enters a guest, is told so by the multicast group, dumps the
book: by pyroute2, which knows nothing of Gangway but the numbers of the headers."""

import re
import sys

from pyroute2.netlink import NLA_F_NESTED, NLM_F_ACK, NLM_F_DUMP, NLM_F_REQUEST, genlmsg, nla
from pyroute2.netlink.exceptions import NetlinkError
from pyroute2.netlink.generic import GenericNetlinkSocket


def number(text, name):
    return int(re.search(rf"#define {name}\s+(\w+)", text).group(1), 0)


def message(*fields):
    """A message whose data has these fields, in their order."""

    class made(genlmsg):
        prefix = "A_"
        nla_map = (("A_UNSPEC", "none"), ("A_INSTANCE", "asciiz"), ("A_DATA", "inside"))

        class inside(nla):
            nla_flags = NLA_F_NESTED
            prefix = "F_"
            nla_map = (("F_UNSPEC", "none"),) + tuple(
                (f"F_{i}", kind) for i, kind in enumerate(fields, 1)
            )

    return made


request_of_enter = message("asciiz", "uint8")
reply_of_enter = message("uint32", "uint32")
entered = message("asciiz", "uint32")
guests = message("uint32", "asciiz", "uint8")


class family(GenericNetlinkSocket):
    def ask(self, command, request, answer, values=(), flags=NLM_F_ACK):
        asked = request()
        asked["cmd"] = command
        asked["version"] = 1
        if values:
            data = [[f"F_{i}", value] for i, value in enumerate(values, 1)]
            asked["attrs"] = [["A_DATA", {"attrs": data}]]
        self.marshal.msg_map[self.prid] = answer
        return self.nlm_request(asked, msg_type=self.prid, msg_flags=NLM_F_REQUEST | flags)


def field(answer, i):
    return answer.get_attr("A_DATA").get_attr(f"F_{i}")


def main(generated, uapi):
    with open(generated, encoding="utf-8") as file:
        header = file.read()
    with open(uapi, encoding="utf-8") as file:
        assert number(file.read(), "GW_GENL_VERSION") == 2
    enter = number(header, "NETLINK_FAMILY_ENTER")
    dump = number(header, "NETLINK_FAMILY_GUESTS")

    with family() as socket, family() as listener:
        socket.bind("netlink_family", reply_of_enter)
        listener.bind("netlink_family", entered)
        listener.add_membership("entered")

        reply = socket.ask(enter, request_of_enter, reply_of_enter, ("Ada", 36))[0]
        print(f"enter: {field(reply, 1)}, page {field(reply, 2)}")
        for values, why in ((("Ada", 36), 17), (("Bob", 121), 34), (("Bob",), 22)):
            try:
                socket.ask(enter, request_of_enter, reply_of_enter, values)
                raise AssertionError(f"{values} was taken")
            except NetlinkError as error:
                assert error.code == why, error
        print("refused: twice, too old, without an age")

        told = [m for m in listener.get() if m["cmd"] == number(header, "NETLINK_FAMILY_ENTERED")]
        print(f"multicast: {field(told[0], 1)}, page {field(told[0], 2)}")

        rows = socket.ask(dump, genlmsg, guests, flags=NLM_F_DUMP)
        print("dump:", ", ".join(f"{field(r, 1)} {field(r, 2)} {field(r, 3)}" for r in rows))


if __name__ == "__main__":
    main(*sys.argv[1:])
