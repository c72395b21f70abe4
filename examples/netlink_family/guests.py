# SPDX-License-Identifier: MIT
"""guests.py HEADER PROTOCOL: enters a guest, is told so by the multicast group, dumps the book; then
enters many, beside a listener that does not read: by pyroute2, which knows nothing of Gangway but the
numbers of the headers."""

import errno
import re
import sys
from socket import MSG_DONTWAIT, SO_RCVBUF, SOL_SOCKET

from pyroute2.netlink import NLA_F_NESTED, NLM_F_ACK, NLM_F_DUMP, NLM_F_REQUEST, genlmsg, nla
from pyroute2.netlink.exceptions import NetlinkError
from pyroute2.netlink.generic import GenericNetlinkSocket


def number(text, name):
    return int(re.search(rf"#define {name}\s+(\w+)", text).group(1), 0)


def message(*fields):
    """A message whose data has these fields, in their order."""

    class made(genlmsg):
        prefix = "A_"
        nla_map = (
            ("A_UNSPEC", "none"), ("A_INSTANCE", "asciiz"), ("A_DATA", "inside"),
            ("A_SEQUENCE", "uint64"), ("A_TIME", "uint64"), ("A_ELEMENT", "uint32"),
        )

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

    def read(self, flags=0):
        return list(self.marshal.parse(self.recv(65536, flags)))

    def until_status(self, command, element):
        """What comes before the answer, and that, which has the last number of the event."""
        asked = message()()
        asked["cmd"] = command
        asked["attrs"] = [["A_ELEMENT", element]]
        self.put(asked, self.prid)
        got = []
        while not got or got[-1]["cmd"] != command:
            got += self.read()
        return got

    def left(self):
        """What is there still of more than there was room for."""
        got, overrun = [], False
        while True:
            try:
                got += self.read(MSG_DONTWAIT)
            except BlockingIOError:
                assert overrun
                return got
            except OSError as error:
                assert error.errno == errno.ENOBUFS, error
                overrun = True


def field(answer, i):
    return answer.get_attr("A_DATA").get_attr(f"F_{i}")


def main(generated, uapi):
    with open(generated, encoding="utf-8") as file:
        header = file.read()
    with open(uapi, encoding="utf-8") as file:
        protocol = file.read()
    assert number(protocol, "GW_GENL_VERSION") == 2
    status = number(protocol, "GW_GENL_STATUS")
    event = number(header, "NETLINK_FAMILY_ENTERED")
    enter = number(header, "NETLINK_FAMILY_ENTER")
    dump = number(header, "NETLINK_FAMILY_GUESTS")

    with family() as socket, family() as listener, family() as stalled:
        socket.bind("netlink_family", reply_of_enter)
        for one in listener, stalled:
            one.bind("netlink_family", entered)
            one.add_membership("entered")

        reply = socket.ask(enter, request_of_enter, reply_of_enter, ("Ada", 36))[0]
        print(f"enter: {field(reply, 1)}, page {field(reply, 2)}")
        for values, why in ((("Ada", 36), 17), (("Bob", 121), 34), (("Bob",), 22)):
            try:
                socket.ask(enter, request_of_enter, reply_of_enter, values)
                raise AssertionError(f"{values} was taken")
            except NetlinkError as error:
                assert error.code == why, error
        print("refused: twice, too old, without an age")

        told = [m for m in listener.get() if m["cmd"] == event]
        print(f"multicast: {field(told[0], 1)}, page {field(told[0], 2)}")

        rows = socket.ask(dump, genlmsg, guests, flags=NLM_F_DUMP)
        print("dump:", ", ".join(f"{field(r, 1)} {field(r, 2)} {field(r, 3)}" for r in rows))

        last = stalled.until_status(status, event)[-1].get_attr("A_SEQUENCE")
        stalled.setsockopt(SOL_SOCKET, SO_RCVBUF, 1)  # the least that there is
        many = [f"guest {i}" for i in range(20)]
        for name in many:
            socket.ask(enter, request_of_enter, reply_of_enter, (name, 36))
        heard = []
        while len(heard) < len(many):
            heard += [field(told, 1) for told in listener.read()]
        assert heard == many
        received = lost = 0
        for told in stalled.left() + stalled.until_status(status, event):
            is_record = told["cmd"] == event
            lost += told.get_attr("A_SEQUENCE") - last - is_record
            received += is_record
            last = told.get_attr("A_SEQUENCE")
        print(f"stalled: {received} received and {lost} lost make {received + lost}")


if __name__ == "__main__":
    main(*sys.argv[1:])
