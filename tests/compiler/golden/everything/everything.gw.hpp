// SPDX-License-Identifier: MIT
// clang-format off
//
// everything: Uses every type and every feature that this version supports, so that the outputs
// kept beside it show what the compiler makes of each.
//
// Made by gangway-gen from everything.yaml; change that, not this.
#pragma once

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

#include <fmt/format.h>
#include <gangway/client.hpp>

static_assert(gangway::runtime_abi >= 4,
              "everything.gw.hpp was made for a newer libgangway than the one installed: "
              "install the version that gangway-gen came with, or run that one's gangway-gen");

namespace gangway::generated {

/// The description of everything, as the module carries it too.
inline constexpr std::string_view everything = R"gw({"gangway":1,"interface":"everything","doc":"Uses every type and every feature that this version supports, so that the outputs kept beside it\nshow what the compiler makes of each.\n\nIts second paragraph holds what could upset a comment, a string, a table or a raw literal:\n\"quotes\", a \\ backslash, a | bar, `ticks`, <tags>, *stars*, _lines_, %d, {}, ??/ and ??=, )gw\nat the end of a line \\\näöü € 漢字, and an end.","netns":"each","instances":"many","access":{"mode":"0660","group":"lab-users"},"types":{
"mode":{"kind":"enum","doc":"How fast it goes.","base":"u32","values":{"idle":0,"slow":1,"fast":5}},
"level":{"kind":"enum","base":"u8","values":{"low":0,"middle":1,"high":2}},
"wide":{"kind":"enum","base":"u64","values":{"small":1,"large":18446744073709551615}},
"color":{"kind":"enum","base":"u16","values":{"red":1,"green":2,"blue":32768}},
"rights":{"kind":"flags","doc":"What may be done.","base":"u32","values":{"read":1,"write":2,"execute":4}},
"bits":{"kind":"flags","base":"u8","values":{"b0":1,"b1":2,"b2":4,"b3":8,"b4":16,"b5":32,"b6":64,"b7":128}},
"far":{"kind":"flags","base":"u64","values":{"near":1,"away":9223372036854775808}},
"place":{"kind":"flags","base":"u16","values":{"home":1,"work":2}},
"point":{"kind":"struct","doc":"A point, part of others.","size":8,"align":4,"fields":[
{"name":"dx","type":"s32","offset":0,"size":4,"unit":"mm"},
{"name":"dy","type":"s32","offset":4,"size":4,"unit":"mm"}]},
"label":{"kind":"struct","size":8,"align":1,"fields":[
{"name":"text","type":"string","offset":0,"size":7,"max":6},
{"name":"lit","type":"bool","offset":7,"size":1}]},
"stamp":{"kind":"struct","size":24,"align":8,"fields":[
{"name":"at","type":"u64","offset":0,"size":8,"unit":"ns"},
{"name":"kind","type":"level","offset":8,"size":1},
{"name":"where","type":"point","offset":12,"size":8}]},
"scalars":{"kind":"struct","doc":"Every scalar, with holes between some.","size":136,"align":8,"fields":[
{"name":"truth","type":"bool","offset":0,"size":1,"doc":"is it so"},
{"name":"a_u16","type":"u16","offset":2,"size":2},
{"name":"a_u8","type":"u8","offset":4,"size":1},
{"name":"a_u32","type":"u32","offset":8,"size":4,"format":"hex"},
{"name":"a_s8","type":"s8","offset":12,"size":1},
{"name":"a_u64","type":"u64","offset":16,"size":8,"unit":"bytes"},
{"name":"a_s16","type":"s16","offset":24,"size":2},
{"name":"a_s32","type":"s32","offset":28,"size":4},
{"name":"b_s8","type":"s8","offset":32,"size":1},
{"name":"a_s64","type":"s64","offset":40,"size":8},
{"name":"a_be16","type":"be16","offset":48,"size":2},
{"name":"a_be32","type":"be32","offset":52,"size":4},
{"name":"c_u8","type":"u8","offset":56,"size":1},
{"name":"a_be64","type":"be64","offset":64,"size":8,"format":"hex"},
{"name":"a_le16","type":"le16","offset":72,"size":2},
{"name":"a_le32","type":"le32","offset":76,"size":4},
{"name":"a_le64","type":"le64","offset":80,"size":8},
{"name":"a_mode","type":"mode","offset":88,"size":4},
{"name":"a_level","type":"level","offset":92,"size":1},
{"name":"a_wide","type":"wide","offset":96,"size":8},
{"name":"a_color","type":"color","offset":104,"size":2},
{"name":"a_rights","type":"rights","offset":108,"size":4},
{"name":"a_bits","type":"bits","offset":112,"size":1},
{"name":"a_far","type":"far","offset":120,"size":8},
{"name":"a_place","type":"place","offset":128,"size":2}]},
"shapes":{"kind":"struct","doc":"Every form of field.\n\nArrays of structs among them.","size":496,"align":8,"fields":[
{"name":"name","type":"string","offset":0,"size":16,"doc":"whose it is","max":15},
{"name":"tiny","type":"string","offset":16,"size":2,"max":1},
{"name":"blob","type":"bytes","offset":20,"size":12,"format":"hex","doc":"anything","max":5},
{"name":"more","type":"bytes","offset":32,"size":68,"max":64},
{"name":"three","type":"u16","offset":100,"size":6,"count":3,"elem_size":2},
{"name":"octets","type":"u8","offset":106,"size":5,"count":5,"elem_size":1},
{"name":"truths","type":"bool","offset":111,"size":3,"count":3,"elem_size":1},
{"name":"modes","type":"mode","offset":116,"size":8,"count":2,"elem_size":4},
{"name":"longs","type":"s64","offset":128,"size":16,"unit":"us","count":2,"elem_size":8},
{"name":"points","type":"point","offset":144,"size":16,"count":2,"elem_size":8},
{"name":"labels","type":"label","offset":160,"size":16,"doc":"nested arrays of structs","count":2,"elem_size":8},
{"name":"v4","type":"be32","offset":176,"size":4,"format":"ipv4"},
{"name":"v6","type":"u8","offset":180,"size":16,"format":"ipv6","count":16,"elem_size":1},
{"name":"ether","type":"u8","offset":196,"size":6,"format":"mac","count":6,"elem_size":1},
{"name":"id","type":"u8","offset":202,"size":16,"format":"uuid","count":16,"elem_size":1},
{"name":"v4s","type":"be32","offset":220,"size":8,"format":"ipv4","count":2,"elem_size":4},
{"name":"up_bytes","type":"u8","offset":228,"size":8,"max":3,"elem_size":1},
{"name":"up_truths","type":"bool","offset":236,"size":8,"max":3,"elem_size":1},
{"name":"up_words","type":"u16","offset":244,"size":12,"format":"hex","max":3,"elem_size":2},
{"name":"up_longs","type":"u64","offset":256,"size":32,"max":3,"elem_size":8},
{"name":"up_orders","type":"be64","offset":288,"size":24,"max":2,"elem_size":8},
{"name":"up_addresses","type":"be32","offset":312,"size":20,"format":"ipv4","max":4,"elem_size":4},
{"name":"up_modes","type":"mode","offset":332,"size":20,"max":4,"elem_size":4},
{"name":"up_rights","type":"rights","offset":352,"size":16,"max":3,"elem_size":4},
{"name":"up_labels","type":"label","offset":368,"size":28,"max":3,"elem_size":8},
{"name":"up_stamps","type":"stamp","offset":400,"size":56,"max":2,"elem_size":24},
{"name":"one","type":"point","offset":456,"size":8},
{"name":"stamp","type":"stamp","offset":464,"size":24},
{"name":"last","type":"u8","offset":488,"size":1,"doc":"and a tail behind it"}]}
},"elements":[
{"name":"flag","kind":"property","number":1,"doc":"a truth","via":["ioctl"],"access":"rw","value":{"size":1,"fields":[
{"name":"value","type":"bool","offset":0,"size":1}]},"default":true},
{"name":"small","kind":"property","number":2,"via":["ioctl"],"access":"rw","value":{"size":1,"fields":[
{"name":"value","type":"u8","offset":0,"size":1,"unit":"%"}]},"default":7,"range":[1,100]},
{"name":"count16","kind":"property","number":3,"via":["ioctl"],"access":"rw","value":{"size":2,"fields":[
{"name":"value","type":"u16","offset":0,"size":2}]},"range":[0,1000]},
{"name":"total","kind":"property","number":4,"doc":"a value that \"only\" the provider changes; C:\\path","via":["ioctl"],"access":"r","value":{"size":8,"fields":[
{"name":"value","type":"u64","offset":0,"size":8,"unit":"bytes"}]}},
{"name":"limit","kind":"property","number":5,"via":["ioctl"],"access":"rw","value":{"size":8,"fields":[
{"name":"value","type":"u64","offset":0,"size":8,"format":"hex"}]},"default":18446744073709551615,"range":[16,18446744073709551615]},
{"name":"offset8","kind":"property","number":6,"via":["ioctl"],"access":"rw","value":{"size":1,"fields":[
{"name":"value","type":"s8","offset":0,"size":1}]},"default":-128,"range":[-128,0]},
{"name":"offset64","kind":"property","number":7,"via":["ioctl"],"access":"rw","value":{"size":8,"fields":[
{"name":"value","type":"s64","offset":0,"size":8}]},"default":-9223372036854775808},
{"name":"trim","kind":"property","number":8,"via":["ioctl"],"access":"rw","value":{"size":4,"fields":[
{"name":"value","type":"s32","offset":0,"size":4,"unit":"ppm"}]},"default":-1,"range":[-5,5]},
{"name":"port","kind":"property","number":9,"via":["ioctl"],"access":"rw","value":{"size":2,"fields":[
{"name":"value","type":"be16","offset":0,"size":2}]},"default":8080,"range":[1024,65535]},
{"name":"serial","kind":"property","number":10,"via":["ioctl","page"],"access":"rw","value":{"size":8,"fields":[
{"name":"value","type":"le64","offset":0,"size":8}]},"default":1},
{"name":"secret","kind":"property","number":11,"doc":"can be set only","requires":"CAP_SYS_ADMIN","via":["ioctl"],"access":"w","value":{"size":4,"fields":[
{"name":"value","type":"u32","offset":0,"size":4}]}},
{"name":"mode","kind":"property","number":12,"via":["ioctl"],"access":"rw","value":{"size":4,"fields":[
{"name":"value","type":"mode","offset":0,"size":4}]},"default":1},
{"name":"rights","kind":"property","number":13,"requires":"CAP_NET_ADMIN","via":["ioctl"],"access":"rw","value":{"size":4,"fields":[
{"name":"value","type":"rights","offset":0,"size":4}]},"default":5},
{"name":"bits","kind":"property","number":14,"via":["ioctl"],"access":"rw","value":{"size":1,"fields":[
{"name":"value","type":"bits","offset":0,"size":1}]}},
{"name":"far","kind":"property","number":15,"via":["ioctl"],"access":"rw","value":{"size":8,"fields":[
{"name":"value","type":"far","offset":0,"size":8}]},"default":9223372036854775808},
{"name":"title","kind":"property","number":16,"via":["ioctl"],"access":"rw","value":{"size":21,"fields":[
{"name":"value","type":"string","offset":0,"size":21,"max":20}]},"default":"say \"hi\"??/\\ ü"},
{"name":"blob","kind":"property","number":17,"via":["ioctl"],"access":"rw","value":{"size":16,"fields":[
{"name":"value","type":"bytes","offset":0,"size":16,"max":10}]}},
{"name":"corner","kind":"property","number":18,"via":["ioctl"],"access":"rw","value":{"size":8,"fields":[
{"name":"value","type":"point","offset":0,"size":8}]}},
{"name":"tag","kind":"property","number":19,"via":["ioctl"],"access":"rw","value":{"size":8,"fields":[
{"name":"value","type":"label","offset":0,"size":8}]}},
{"name":"triple","kind":"property","number":20,"via":["ioctl"],"access":"rw","value":{"size":12,"fields":[
{"name":"value","type":"u32","offset":0,"size":12,"count":3,"elem_size":4}]}},
{"name":"some","kind":"property","number":21,"via":["ioctl"],"access":"rw","value":{"size":16,"fields":[
{"name":"value","type":"mode","offset":0,"size":16,"max":3,"elem_size":4}]}},
{"name":"gateway","kind":"property","number":22,"via":["ioctl"],"access":"rw","value":{"size":4,"fields":[
{"name":"value","type":"be32","offset":0,"size":4,"format":"ipv4"}]}},
{"name":"address","kind":"property","number":23,"via":["ioctl"],"access":"r","value":{"size":6,"fields":[
{"name":"value","type":"u8","offset":0,"size":6,"format":"mac","count":6,"elem_size":1}]}},
{"name":"speed","kind":"property","number":24,"doc":"as a file","via":["sysfs","procfs","sysctl","debugfs"],"access":"rw","notify":true,"value":{"size":4,"fields":[
{"name":"value","type":"mode","offset":0,"size":4}]},"default":5},
{"name":"banner","kind":"property","number":25,"doc":"as a file and as attributes","via":["sysfs","genetlink"],"access":"rw","notify":true,"value":{"size":41,"fields":[
{"name":"value","type":"string","offset":0,"size":41,"max":40}]}},
{"name":"weights","kind":"property","number":26,"via":["genetlink"],"access":"rw","value":{"size":20,"fields":[
{"name":"value","type":"s16","offset":0,"size":20,"max":8,"elem_size":2}]}},
{"name":"trigger","kind":"property","number":27,"requires":"CAP_SYS_ADMIN","via":["sysfs"],"access":"w","value":{"size":4,"fields":[
{"name":"value","type":"u32","offset":0,"size":4,"format":"hex"}]}},
{"name":"nothing","kind":"call","number":28,"via":["ioctl"]},
{"name":"ask","kind":"call","number":29,"doc":"has no request","via":["ioctl"],"reply":{"size":4,"fields":[
{"name":"answer","type":"u32","offset":0,"size":4}]}},
{"name":"tell","kind":"call","number":30,"doc":"has no reply","via":["ioctl"],"request":{"size":31,"fields":[
{"name":"what","type":"string","offset":0,"size":31,"max":30}]}},
{"name":"echo_scalars","kind":"call","number":31,"via":["ioctl"],"request":{"type":"scalars","size":136,"fields":[
{"name":"truth","type":"bool","offset":0,"size":1,"doc":"is it so"},
{"name":"a_u16","type":"u16","offset":2,"size":2},
{"name":"a_u8","type":"u8","offset":4,"size":1},
{"name":"a_u32","type":"u32","offset":8,"size":4,"format":"hex"},
{"name":"a_s8","type":"s8","offset":12,"size":1},
{"name":"a_u64","type":"u64","offset":16,"size":8,"unit":"bytes"},
{"name":"a_s16","type":"s16","offset":24,"size":2},
{"name":"a_s32","type":"s32","offset":28,"size":4},
{"name":"b_s8","type":"s8","offset":32,"size":1},
{"name":"a_s64","type":"s64","offset":40,"size":8},
{"name":"a_be16","type":"be16","offset":48,"size":2},
{"name":"a_be32","type":"be32","offset":52,"size":4},
{"name":"c_u8","type":"u8","offset":56,"size":1},
{"name":"a_be64","type":"be64","offset":64,"size":8,"format":"hex"},
{"name":"a_le16","type":"le16","offset":72,"size":2},
{"name":"a_le32","type":"le32","offset":76,"size":4},
{"name":"a_le64","type":"le64","offset":80,"size":8},
{"name":"a_mode","type":"mode","offset":88,"size":4},
{"name":"a_level","type":"level","offset":92,"size":1},
{"name":"a_wide","type":"wide","offset":96,"size":8},
{"name":"a_color","type":"color","offset":104,"size":2},
{"name":"a_rights","type":"rights","offset":108,"size":4},
{"name":"a_bits","type":"bits","offset":112,"size":1},
{"name":"a_far","type":"far","offset":120,"size":8},
{"name":"a_place","type":"place","offset":128,"size":2}]},"reply":{"type":"scalars","size":136,"fields":[
{"name":"truth","type":"bool","offset":0,"size":1,"doc":"is it so"},
{"name":"a_u16","type":"u16","offset":2,"size":2},
{"name":"a_u8","type":"u8","offset":4,"size":1},
{"name":"a_u32","type":"u32","offset":8,"size":4,"format":"hex"},
{"name":"a_s8","type":"s8","offset":12,"size":1},
{"name":"a_u64","type":"u64","offset":16,"size":8,"unit":"bytes"},
{"name":"a_s16","type":"s16","offset":24,"size":2},
{"name":"a_s32","type":"s32","offset":28,"size":4},
{"name":"b_s8","type":"s8","offset":32,"size":1},
{"name":"a_s64","type":"s64","offset":40,"size":8},
{"name":"a_be16","type":"be16","offset":48,"size":2},
{"name":"a_be32","type":"be32","offset":52,"size":4},
{"name":"c_u8","type":"u8","offset":56,"size":1},
{"name":"a_be64","type":"be64","offset":64,"size":8,"format":"hex"},
{"name":"a_le16","type":"le16","offset":72,"size":2},
{"name":"a_le32","type":"le32","offset":76,"size":4},
{"name":"a_le64","type":"le64","offset":80,"size":8},
{"name":"a_mode","type":"mode","offset":88,"size":4},
{"name":"a_level","type":"level","offset":92,"size":1},
{"name":"a_wide","type":"wide","offset":96,"size":8},
{"name":"a_color","type":"color","offset":104,"size":2},
{"name":"a_rights","type":"rights","offset":108,"size":4},
{"name":"a_bits","type":"bits","offset":112,"size":1},
{"name":"a_far","type":"far","offset":120,"size":8},
{"name":"a_place","type":"place","offset":128,"size":2}]}},
{"name":"echo_shapes","kind":"call","number":32,"doc":"Gives back what it got, and may fail in many ways, which its documentation tells of at some length.","requires":"CAP_NET_RAW","via":["ioctl"],"request":{"type":"shapes","size":496,"fields":[
{"name":"name","type":"string","offset":0,"size":16,"doc":"whose it is","max":15},
{"name":"tiny","type":"string","offset":16,"size":2,"max":1},
{"name":"blob","type":"bytes","offset":20,"size":12,"format":"hex","doc":"anything","max":5},
{"name":"more","type":"bytes","offset":32,"size":68,"max":64},
{"name":"three","type":"u16","offset":100,"size":6,"count":3,"elem_size":2},
{"name":"octets","type":"u8","offset":106,"size":5,"count":5,"elem_size":1},
{"name":"truths","type":"bool","offset":111,"size":3,"count":3,"elem_size":1},
{"name":"modes","type":"mode","offset":116,"size":8,"count":2,"elem_size":4},
{"name":"longs","type":"s64","offset":128,"size":16,"unit":"us","count":2,"elem_size":8},
{"name":"points","type":"point","offset":144,"size":16,"count":2,"elem_size":8},
{"name":"labels","type":"label","offset":160,"size":16,"doc":"nested arrays of structs","count":2,"elem_size":8},
{"name":"v4","type":"be32","offset":176,"size":4,"format":"ipv4"},
{"name":"v6","type":"u8","offset":180,"size":16,"format":"ipv6","count":16,"elem_size":1},
{"name":"ether","type":"u8","offset":196,"size":6,"format":"mac","count":6,"elem_size":1},
{"name":"id","type":"u8","offset":202,"size":16,"format":"uuid","count":16,"elem_size":1},
{"name":"v4s","type":"be32","offset":220,"size":8,"format":"ipv4","count":2,"elem_size":4},
{"name":"up_bytes","type":"u8","offset":228,"size":8,"max":3,"elem_size":1},
{"name":"up_truths","type":"bool","offset":236,"size":8,"max":3,"elem_size":1},
{"name":"up_words","type":"u16","offset":244,"size":12,"format":"hex","max":3,"elem_size":2},
{"name":"up_longs","type":"u64","offset":256,"size":32,"max":3,"elem_size":8},
{"name":"up_orders","type":"be64","offset":288,"size":24,"max":2,"elem_size":8},
{"name":"up_addresses","type":"be32","offset":312,"size":20,"format":"ipv4","max":4,"elem_size":4},
{"name":"up_modes","type":"mode","offset":332,"size":20,"max":4,"elem_size":4},
{"name":"up_rights","type":"rights","offset":352,"size":16,"max":3,"elem_size":4},
{"name":"up_labels","type":"label","offset":368,"size":28,"max":3,"elem_size":8},
{"name":"up_stamps","type":"stamp","offset":400,"size":56,"max":2,"elem_size":24},
{"name":"one","type":"point","offset":456,"size":8},
{"name":"stamp","type":"stamp","offset":464,"size":24},
{"name":"last","type":"u8","offset":488,"size":1,"doc":"and a tail behind it"}]},"reply":{"type":"shapes","size":496,"fields":[
{"name":"name","type":"string","offset":0,"size":16,"doc":"whose it is","max":15},
{"name":"tiny","type":"string","offset":16,"size":2,"max":1},
{"name":"blob","type":"bytes","offset":20,"size":12,"format":"hex","doc":"anything","max":5},
{"name":"more","type":"bytes","offset":32,"size":68,"max":64},
{"name":"three","type":"u16","offset":100,"size":6,"count":3,"elem_size":2},
{"name":"octets","type":"u8","offset":106,"size":5,"count":5,"elem_size":1},
{"name":"truths","type":"bool","offset":111,"size":3,"count":3,"elem_size":1},
{"name":"modes","type":"mode","offset":116,"size":8,"count":2,"elem_size":4},
{"name":"longs","type":"s64","offset":128,"size":16,"unit":"us","count":2,"elem_size":8},
{"name":"points","type":"point","offset":144,"size":16,"count":2,"elem_size":8},
{"name":"labels","type":"label","offset":160,"size":16,"doc":"nested arrays of structs","count":2,"elem_size":8},
{"name":"v4","type":"be32","offset":176,"size":4,"format":"ipv4"},
{"name":"v6","type":"u8","offset":180,"size":16,"format":"ipv6","count":16,"elem_size":1},
{"name":"ether","type":"u8","offset":196,"size":6,"format":"mac","count":6,"elem_size":1},
{"name":"id","type":"u8","offset":202,"size":16,"format":"uuid","count":16,"elem_size":1},
{"name":"v4s","type":"be32","offset":220,"size":8,"format":"ipv4","count":2,"elem_size":4},
{"name":"up_bytes","type":"u8","offset":228,"size":8,"max":3,"elem_size":1},
{"name":"up_truths","type":"bool","offset":236,"size":8,"max":3,"elem_size":1},
{"name":"up_words","type":"u16","offset":244,"size":12,"format":"hex","max":3,"elem_size":2},
{"name":"up_longs","type":"u64","offset":256,"size":32,"max":3,"elem_size":8},
{"name":"up_orders","type":"be64","offset":288,"size":24,"max":2,"elem_size":8},
{"name":"up_addresses","type":"be32","offset":312,"size":20,"format":"ipv4","max":4,"elem_size":4},
{"name":"up_modes","type":"mode","offset":332,"size":20,"max":4,"elem_size":4},
{"name":"up_rights","type":"rights","offset":352,"size":16,"max":3,"elem_size":4},
{"name":"up_labels","type":"label","offset":368,"size":28,"max":3,"elem_size":8},
{"name":"up_stamps","type":"stamp","offset":400,"size":56,"max":2,"elem_size":24},
{"name":"one","type":"point","offset":456,"size":8},
{"name":"stamp","type":"stamp","offset":464,"size":24},
{"name":"last","type":"u8","offset":488,"size":1,"doc":"and a tail behind it"}]},"errors":{"ENOENT":"there is none","EBUSY":"\"another\" has it","EAGAIN":"not now; try again a little later, when whatever kept it from being done has gone away by itself"}},
{"name":"measure","kind":"call","number":33,"doc":"goes by attributes","via":["genetlink"],"request":{"type":"shapes","size":496,"fields":[
{"name":"name","type":"string","offset":0,"size":16,"doc":"whose it is","max":15},
{"name":"tiny","type":"string","offset":16,"size":2,"max":1},
{"name":"blob","type":"bytes","offset":20,"size":12,"format":"hex","doc":"anything","max":5},
{"name":"more","type":"bytes","offset":32,"size":68,"max":64},
{"name":"three","type":"u16","offset":100,"size":6,"count":3,"elem_size":2},
{"name":"octets","type":"u8","offset":106,"size":5,"count":5,"elem_size":1},
{"name":"truths","type":"bool","offset":111,"size":3,"count":3,"elem_size":1},
{"name":"modes","type":"mode","offset":116,"size":8,"count":2,"elem_size":4},
{"name":"longs","type":"s64","offset":128,"size":16,"unit":"us","count":2,"elem_size":8},
{"name":"points","type":"point","offset":144,"size":16,"count":2,"elem_size":8},
{"name":"labels","type":"label","offset":160,"size":16,"doc":"nested arrays of structs","count":2,"elem_size":8},
{"name":"v4","type":"be32","offset":176,"size":4,"format":"ipv4"},
{"name":"v6","type":"u8","offset":180,"size":16,"format":"ipv6","count":16,"elem_size":1},
{"name":"ether","type":"u8","offset":196,"size":6,"format":"mac","count":6,"elem_size":1},
{"name":"id","type":"u8","offset":202,"size":16,"format":"uuid","count":16,"elem_size":1},
{"name":"v4s","type":"be32","offset":220,"size":8,"format":"ipv4","count":2,"elem_size":4},
{"name":"up_bytes","type":"u8","offset":228,"size":8,"max":3,"elem_size":1},
{"name":"up_truths","type":"bool","offset":236,"size":8,"max":3,"elem_size":1},
{"name":"up_words","type":"u16","offset":244,"size":12,"format":"hex","max":3,"elem_size":2},
{"name":"up_longs","type":"u64","offset":256,"size":32,"max":3,"elem_size":8},
{"name":"up_orders","type":"be64","offset":288,"size":24,"max":2,"elem_size":8},
{"name":"up_addresses","type":"be32","offset":312,"size":20,"format":"ipv4","max":4,"elem_size":4},
{"name":"up_modes","type":"mode","offset":332,"size":20,"max":4,"elem_size":4},
{"name":"up_rights","type":"rights","offset":352,"size":16,"max":3,"elem_size":4},
{"name":"up_labels","type":"label","offset":368,"size":28,"max":3,"elem_size":8},
{"name":"up_stamps","type":"stamp","offset":400,"size":56,"max":2,"elem_size":24},
{"name":"one","type":"point","offset":456,"size":8},
{"name":"stamp","type":"stamp","offset":464,"size":24},
{"name":"last","type":"u8","offset":488,"size":1,"doc":"and a tail behind it"}]},"reply":{"size":32,"fields":[
{"name":"sum","type":"u64","offset":0,"size":8},
{"name":"worst","type":"stamp","offset":8,"size":24}]},"errors":{"ENOENT":"nothing to measure"}},
{"name":"uneven","kind":"call","number":34,"via":["ioctl"],"request":{"size":9,"fields":[
{"name":"nine","type":"u8","offset":0,"size":9,"count":9,"elem_size":1}]},"reply":{"size":8,"fields":[
{"name":"tall","type":"u64","offset":0,"size":8}]}},
{"name":"ping","kind":"event","number":35,"doc":"sent from a thread","via":["ring"],"record":{"size":4,"fields":[
{"name":"round","type":"u32","offset":0,"size":4}]},"context":"process"},
{"name":"point","kind":"event","number":36,"doc":"a named struct as a record","via":["ring"],"record":{"type":"point","size":8,"fields":[
{"name":"dx","type":"s32","offset":0,"size":4,"unit":"mm"},
{"name":"dy","type":"s32","offset":4,"size":4,"unit":"mm"}]},"context":"atomic"},
{"name":"shape","kind":"event","number":37,"requires":"CAP_NET_RAW","via":["ring"],"record":{"type":"shapes","size":496,"fields":[
{"name":"name","type":"string","offset":0,"size":16,"doc":"whose it is","max":15},
{"name":"tiny","type":"string","offset":16,"size":2,"max":1},
{"name":"blob","type":"bytes","offset":20,"size":12,"format":"hex","doc":"anything","max":5},
{"name":"more","type":"bytes","offset":32,"size":68,"max":64},
{"name":"three","type":"u16","offset":100,"size":6,"count":3,"elem_size":2},
{"name":"octets","type":"u8","offset":106,"size":5,"count":5,"elem_size":1},
{"name":"truths","type":"bool","offset":111,"size":3,"count":3,"elem_size":1},
{"name":"modes","type":"mode","offset":116,"size":8,"count":2,"elem_size":4},
{"name":"longs","type":"s64","offset":128,"size":16,"unit":"us","count":2,"elem_size":8},
{"name":"points","type":"point","offset":144,"size":16,"count":2,"elem_size":8},
{"name":"labels","type":"label","offset":160,"size":16,"doc":"nested arrays of structs","count":2,"elem_size":8},
{"name":"v4","type":"be32","offset":176,"size":4,"format":"ipv4"},
{"name":"v6","type":"u8","offset":180,"size":16,"format":"ipv6","count":16,"elem_size":1},
{"name":"ether","type":"u8","offset":196,"size":6,"format":"mac","count":6,"elem_size":1},
{"name":"id","type":"u8","offset":202,"size":16,"format":"uuid","count":16,"elem_size":1},
{"name":"v4s","type":"be32","offset":220,"size":8,"format":"ipv4","count":2,"elem_size":4},
{"name":"up_bytes","type":"u8","offset":228,"size":8,"max":3,"elem_size":1},
{"name":"up_truths","type":"bool","offset":236,"size":8,"max":3,"elem_size":1},
{"name":"up_words","type":"u16","offset":244,"size":12,"format":"hex","max":3,"elem_size":2},
{"name":"up_longs","type":"u64","offset":256,"size":32,"max":3,"elem_size":8},
{"name":"up_orders","type":"be64","offset":288,"size":24,"max":2,"elem_size":8},
{"name":"up_addresses","type":"be32","offset":312,"size":20,"format":"ipv4","max":4,"elem_size":4},
{"name":"up_modes","type":"mode","offset":332,"size":20,"max":4,"elem_size":4},
{"name":"up_rights","type":"rights","offset":352,"size":16,"max":3,"elem_size":4},
{"name":"up_labels","type":"label","offset":368,"size":28,"max":3,"elem_size":8},
{"name":"up_stamps","type":"stamp","offset":400,"size":56,"max":2,"elem_size":24},
{"name":"one","type":"point","offset":456,"size":8},
{"name":"stamp","type":"stamp","offset":464,"size":24},
{"name":"last","type":"u8","offset":488,"size":1,"doc":"and a tail behind it"}]},"context":"hardirq"},
{"name":"beat","kind":"event","number":38,"doc":"from anywhere","via":["ring"],"record":{"size":16,"fields":[
{"name":"at","type":"u64","offset":0,"size":8,"unit":"ns"},
{"name":"cpu","type":"u32","offset":8,"size":4}]},"context":"nmi"},
{"name":"alarm","kind":"event","number":39,"doc":"to the ring and to all who listen","requires":"CAP_NET_ADMIN","via":["ring","genetlink"],"record":{"type":"stamp","size":24,"fields":[
{"name":"at","type":"u64","offset":0,"size":8,"unit":"ns"},
{"name":"kind","type":"level","offset":8,"size":1},
{"name":"where","type":"point","offset":12,"size":8}]},"context":"nmi"},
{"name":"hosts","kind":"table","number":40,"doc":"in the order of a number; who are there | and how much they said","via":["seq_file"],"key":["saddr"],"row":{"size":32,"fields":[
{"name":"saddr","type":"be32","offset":0,"size":4,"format":"ipv4","doc":"who"},
{"name":"packets","type":"u64","offset":8,"size":8,"doc":"how many"},
{"name":"names","type":"mode","offset":16,"size":16,"max":3,"elem_size":4}]}},
{"name":"users","kind":"table","number":41,"doc":"in the order of a string","requires":"CAP_NET_ADMIN","via":["seq_file","genetlink"],"key":["name"],"row":{"size":44,"fields":[
{"name":"name","type":"string","offset":0,"size":32,"max":31},
{"name":"rights","type":"rights","offset":32,"size":4},
{"name":"ether","type":"u8","offset":36,"size":6,"format":"mac","count":6,"elem_size":1}]}},
{"name":"links","kind":"table","number":42,"via":["genetlink"],"key":["ether","where"],"row":{"size":20,"fields":[
{"name":"ether","type":"u8","offset":0,"size":6,"format":"mac","count":6,"elem_size":1},
{"name":"where","type":"point","offset":8,"size":8},
{"name":"up","type":"bool","offset":16,"size":1}]}},
{"name":"switches","kind":"table","number":43,"via":["seq_file"],"key":["on_or_off"],"row":{"size":8,"fields":[
{"name":"on_or_off","type":"bool","offset":0,"size":1},
{"name":"count32","type":"u32","offset":4,"size":4}]}}
]})gw";

} // namespace gangway::generated

namespace everything {

using gangway::flag_operators::operator|;
using gangway::flag_operators::operator&;
using gangway::flag_operators::operator~;
using gangway::flag_operators::operator|=;
using gangway::flag_operators::operator&=;

/// How fast it goes.
enum class mode : std::uint32_t {
    idle = 0,
    slow = 1, ///< saves power
    /// as fast as it can, however much power that takes, and with words enough to fill more than
    /// one line
    fast = 5,
};

enum class level : std::uint8_t {
    low = 0,
    middle = 1,
    high = 2,
};

enum class wide : std::uint64_t {
    small = 1U,
    large = 18446744073709551615U,
};

enum class color : std::uint16_t {
    red = 1,
    green = 2,
    blue = 32768,
};

/// What may be done.
enum class rights : std::uint32_t {
    read = 0x1,
    write = 0x2,
    execute = 0x4,
};

enum class bits : std::uint8_t {
    b0 = 0x1,
    b1 = 0x2,
    b2 = 0x4,
    b3 = 0x8,
    b4 = 0x10,
    b5 = 0x20,
    b6 = 0x40,
    b7 = 0x80,
};

enum class far : std::uint64_t {
    near = 0x1U,
    away = 0x8000000000000000U, ///< the last bit
};

enum class place : std::uint16_t {
    home = 0x1,
    work = 0x2,
};

/// A point, part of others.
struct point {
    std::int32_t dx = {}; ///< mm
    std::int32_t dy = {}; ///< mm

    bool operator==(const point&) const = default;
};

struct label {
    gangway::fixed_string<7> text = {};
    gangway::boolean lit = {};

    bool operator==(const label&) const = default;
};

/// The record of event alarm.
struct stamp {
    alignas(8) std::uint64_t at = {}; ///< ns
    ::everything::level kind = {};
    std::array<std::uint8_t, 3> _pad0 = {};
    ::everything::point where = {};
    std::array<std::uint8_t, 4> _pad1 = {};

    bool operator==(const stamp&) const = default;
};

/// Every scalar, with holes between some.
struct scalars {
    gangway::boolean truth = {}; ///< is it so
    std::array<std::uint8_t, 1> _pad0 = {};
    std::uint16_t a_u16 = {};
    std::uint8_t a_u8 = {};
    std::array<std::uint8_t, 3> _pad1 = {};
    std::uint32_t a_u32 = {};
    std::int8_t a_s8 = {};
    std::array<std::uint8_t, 3> _pad2 = {};
    alignas(8) std::uint64_t a_u64 = {}; ///< bytes
    std::int16_t a_s16 = {};
    std::array<std::uint8_t, 2> _pad3 = {};
    std::int32_t a_s32 = {};
    std::int8_t b_s8 = {};
    std::array<std::uint8_t, 7> _pad4 = {};
    alignas(8) std::int64_t a_s64 = {};
    gangway::be<std::uint16_t> a_be16 = {};
    std::array<std::uint8_t, 2> _pad5 = {};
    gangway::be<std::uint32_t> a_be32 = {};
    std::uint8_t c_u8 = {};
    std::array<std::uint8_t, 7> _pad6 = {};
    gangway::be<std::uint64_t> a_be64 = {};
    gangway::le<std::uint16_t> a_le16 = {};
    std::array<std::uint8_t, 2> _pad7 = {};
    gangway::le<std::uint32_t> a_le32 = {};
    gangway::le<std::uint64_t> a_le64 = {};
    ::everything::mode a_mode = {};
    ::everything::level a_level = {};
    std::array<std::uint8_t, 3> _pad8 = {};
    alignas(8) ::everything::wide a_wide = {};
    ::everything::color a_color = {};
    std::array<std::uint8_t, 2> _pad9 = {};
    ::everything::rights a_rights = {};
    ::everything::bits a_bits = {};
    std::array<std::uint8_t, 7> _pad10 = {};
    alignas(8) ::everything::far a_far = {};
    ::everything::place a_place = {};
    std::array<std::uint8_t, 6> _pad11 = {};

    bool operator==(const scalars&) const = default;
};

/// Every form of field.
///
/// Arrays of structs among them.
struct shapes {
    gangway::fixed_string<16> name = {}; ///< whose it is
    gangway::fixed_string<2> tiny = {};
    std::array<std::uint8_t, 2> _pad0 = {};
    gangway::bytes<5> blob = {}; ///< anything
    gangway::bytes<64> more = {};
    std::array<std::uint16_t, 3> three = {};
    std::array<std::uint8_t, 5> octets = {};
    std::array<gangway::boolean, 3> truths = {};
    std::array<std::uint8_t, 2> _pad1 = {};
    std::array<::everything::mode, 2> modes = {};
    std::array<std::uint8_t, 4> _pad2 = {};
    alignas(8) std::array<std::int64_t, 2> longs = {}; ///< us
    std::array<::everything::point, 2> points = {};
    std::array<::everything::label, 2> labels = {}; ///< nested arrays of structs
    gangway::ipv4 v4 = {};
    gangway::ipv6 v6 = {};
    gangway::mac ether = {};
    gangway::uuid id = {};
    std::array<std::uint8_t, 2> _pad3 = {};
    std::array<gangway::ipv4, 2> v4s = {};
    gangway::bounded_array<std::uint8_t, 3> up_bytes = {};
    gangway::bounded_array<gangway::boolean, 3> up_truths = {};
    gangway::bounded_array<std::uint16_t, 3> up_words = {};
    gangway::bounded_array<std::uint64_t, 3> up_longs = {};
    gangway::bounded_array<gangway::be<std::uint64_t>, 2> up_orders = {};
    gangway::bounded_array<gangway::ipv4, 4> up_addresses = {};
    gangway::bounded_array<::everything::mode, 4> up_modes = {};
    gangway::bounded_array<::everything::rights, 3> up_rights = {};
    gangway::bounded_array<::everything::label, 3> up_labels = {};
    std::array<std::uint8_t, 4> _pad4 = {};
    gangway::bounded_array<::everything::stamp, 2> up_stamps = {};
    ::everything::point one = {};
    ::everything::stamp stamp = {};
    std::uint8_t last = {}; ///< and a tail behind it
    std::array<std::uint8_t, 7> _pad5 = {};

    bool operator==(const shapes&) const = default;
};

/// The reply of call ask.
struct ask_reply {
    std::uint32_t answer = {};

    bool operator==(const ask_reply&) const = default;
};

/// The request of call tell.
struct tell_request {
    gangway::fixed_string<31> what = {};

    bool operator==(const tell_request&) const = default;
};

/// The reply of call measure.
struct measure_reply {
    alignas(8) std::uint64_t sum = {};
    ::everything::stamp worst = {};

    bool operator==(const measure_reply&) const = default;
};

/// The request of call uneven.
struct uneven_request {
    std::array<std::uint8_t, 9> nine = {};

    bool operator==(const uneven_request&) const = default;
};

/// The reply of call uneven.
struct uneven_reply {
    alignas(8) std::uint64_t tall = {};

    bool operator==(const uneven_reply&) const = default;
};

/// The record of event ping.
struct ping {
    std::uint32_t round = {};

    bool operator==(const ping&) const = default;
};

/// The record of event beat.
struct beat {
    alignas(8) std::uint64_t at = {}; ///< ns
    std::uint32_t cpu = {};
    std::array<std::uint8_t, 4> _pad0 = {};

    bool operator==(const beat&) const = default;
};

/// The row of table hosts.
struct hosts {
    gangway::ipv4 saddr = {}; ///< who
    std::array<std::uint8_t, 4> _pad0 = {};
    alignas(8) std::uint64_t packets = {}; ///< how many
    gangway::bounded_array<::everything::mode, 3> names = {};

    bool operator==(const hosts&) const = default;
};

/// The row of table users.
struct users {
    gangway::fixed_string<32> name = {};
    ::everything::rights rights = {};
    gangway::mac ether = {};
    std::array<std::uint8_t, 2> _pad0 = {};

    bool operator==(const users&) const = default;
};

/// The row of table links.
struct links {
    gangway::mac ether = {};
    std::array<std::uint8_t, 2> _pad0 = {};
    ::everything::point where = {};
    gangway::boolean up = {};
    std::array<std::uint8_t, 3> _pad1 = {};

    bool operator==(const links&) const = default;
};

/// The row of table switches.
struct switches {
    gangway::boolean on_or_off = {};
    std::array<std::uint8_t, 3> _pad0 = {};
    std::uint32_t count32 = {};

    bool operator==(const switches&) const = default;
};

/// What echo_shapes may answer instead: result.error().is(everything::echo_shapes_error::enoent)
enum class echo_shapes_error : int {
    enoent = ENOENT, ///< there is none
    ebusy = EBUSY, ///< "another" has it
    /// not now; try again a little later, when whatever kept it from being done has gone away by
    /// itself
    eagain = EAGAIN,
};

/// What measure may answer instead: result.error().is(everything::measure_error::enoent)
enum class measure_error : int {
    enoent = ENOENT, ///< nothing to measure
};

/// Uses every type and every feature that this version supports, so that the outputs kept beside it
/// show what the compiler makes of each.
///
/// Its second paragraph holds what could upset a comment, a string, a table or a raw literal:
/// "quotes", a \ backslash, a | bar, `ticks`, <tags>, *stars*, _lines_, %d, {}, ?? / and ??=, )gw
/// at the end of a line \ äöü € 漢字, and an end.
class client : public gangway::client_base<client, gangway::generated::everything> {
public:
    using client_base::client_base;

    /// a truth
    gangway::property<gangway::boolean, gangway::access::rw> flag{client_base::dynamic(), 1};

    /// % [1 to 100]
    gangway::property<std::uint8_t, gangway::access::rw> small{client_base::dynamic(), 2};

    /// [0 to 1000]
    gangway::property<std::uint16_t, gangway::access::rw> count16{client_base::dynamic(), 3};

    /// bytes; a value that "only" the provider changes; C:\path
    gangway::property<std::uint64_t, gangway::access::r> total{client_base::dynamic(), 4};

    /// [0x10 to 0xffffffffffffffff]
    gangway::property<std::uint64_t, gangway::access::rw> limit{client_base::dynamic(), 5};

    /// [-128 to 0]
    gangway::property<std::int8_t, gangway::access::rw> offset8{client_base::dynamic(), 6};

    gangway::property<std::int64_t, gangway::access::rw> offset64{client_base::dynamic(), 7};

    /// ppm [-5 to 5]
    gangway::property<std::int32_t, gangway::access::rw> trim{client_base::dynamic(), 8};

    /// [1024 to 65535]
    gangway::property<gangway::be<std::uint16_t>, gangway::access::rw> port{client_base::dynamic(), 9};

    gangway::page_property<gangway::le<std::uint64_t>, gangway::access::rw> serial{client_base::dynamic(), 10};

    /// can be set only (needs CAP_SYS_ADMIN)
    gangway::property<std::uint32_t, gangway::access::w> secret{client_base::dynamic(), 11};

    gangway::property<::everything::mode, gangway::access::rw> mode{client_base::dynamic(), 12};

    /// (needs CAP_NET_ADMIN)
    gangway::property<::everything::rights, gangway::access::rw> rights{client_base::dynamic(), 13};

    gangway::property<::everything::bits, gangway::access::rw> bits{client_base::dynamic(), 14};

    gangway::property<::everything::far, gangway::access::rw> far{client_base::dynamic(), 15};

    gangway::property<gangway::fixed_string<21>, gangway::access::rw> title{client_base::dynamic(), 16};

    gangway::property<gangway::bytes<10>, gangway::access::rw> blob{client_base::dynamic(), 17};

    gangway::property<::everything::point, gangway::access::rw> corner{client_base::dynamic(), 18};

    gangway::property<::everything::label, gangway::access::rw> tag{client_base::dynamic(), 19};

    gangway::property<std::array<std::uint32_t, 3>, gangway::access::rw> triple{client_base::dynamic(), 20};

    gangway::property<gangway::bounded_array<::everything::mode, 3>, gangway::access::rw> some{client_base::dynamic(), 21};

    gangway::property<gangway::ipv4, gangway::access::rw> gateway{client_base::dynamic(), 22};

    gangway::property<gangway::mac, gangway::access::r> address{client_base::dynamic(), 23};

    /// as a file
    gangway::property<::everything::mode, gangway::access::rw, gangway::notify::yes> speed{client_base::dynamic(), 24};

    /// as a file and as attributes
    gangway::property<gangway::fixed_string<41>, gangway::access::rw, gangway::notify::yes> banner{client_base::dynamic(), 25};

    gangway::property<gangway::bounded_array<std::int16_t, 8>, gangway::access::rw> weights{client_base::dynamic(), 26};

    /// (needs CAP_SYS_ADMIN)
    gangway::property<std::uint32_t, gangway::access::w> trigger{client_base::dynamic(), 27};

    gangway::call<void, void> nothing{client_base::dynamic(), 28};

    /// has no request
    gangway::call<void, ::everything::ask_reply> ask{client_base::dynamic(), 29};

    /// has no reply
    gangway::call<::everything::tell_request, void> tell{client_base::dynamic(), 30};

    gangway::call<::everything::scalars, ::everything::scalars> echo_scalars{client_base::dynamic(), 31};

    /// Gives back what it got, and may fail in many ways, which its documentation tells of at some
    /// length. (needs CAP_NET_RAW)
    gangway::call<::everything::shapes, ::everything::shapes> echo_shapes{client_base::dynamic(), 32};

    /// goes by attributes
    gangway::call<::everything::shapes, ::everything::measure_reply> measure{client_base::dynamic(), 33};

    gangway::call<::everything::uneven_request, ::everything::uneven_reply> uneven{client_base::dynamic(), 34};

    /// sent from a thread
    gangway::event<::everything::ping> ping{client_base::dynamic(), 35};

    /// a named struct as a record
    gangway::event<::everything::point> point{client_base::dynamic(), 36};

    /// (needs CAP_NET_RAW)
    gangway::event<::everything::shapes> shape{client_base::dynamic(), 37};

    /// from anywhere
    gangway::event<::everything::beat> beat{client_base::dynamic(), 38};

    /// to the ring and to all who listen (needs CAP_NET_ADMIN)
    gangway::event<::everything::stamp> alarm{client_base::dynamic(), 39};

    /// in the order of a number; who are there | and how much they said
    gangway::table<::everything::hosts> hosts{client_base::dynamic(), 40};

    /// in the order of a string (needs CAP_NET_ADMIN)
    gangway::table<::everything::users> users{client_base::dynamic(), 41};

    gangway::table<::everything::links> links{client_base::dynamic(), 42};

    gangway::table<::everything::switches> switches{client_base::dynamic(), 43};
};

// The layout is part of the protocol.
static_assert(gangway::wire_type<point>);
static_assert(sizeof(point) == 8 && alignof(point) == 4);
static_assert(offsetof(point, dx) == 0);
static_assert(offsetof(point, dy) == 4);
static_assert(gangway::wire_type<label>);
static_assert(sizeof(label) == 8 && alignof(label) == 1);
static_assert(offsetof(label, text) == 0);
static_assert(offsetof(label, lit) == 7);
static_assert(gangway::wire_type<stamp>);
static_assert(sizeof(stamp) == 24 && alignof(stamp) == 8);
static_assert(offsetof(stamp, at) == 0);
static_assert(offsetof(stamp, kind) == 8);
static_assert(offsetof(stamp, where) == 12);
static_assert(gangway::wire_type<scalars>);
static_assert(sizeof(scalars) == 136 && alignof(scalars) == 8);
static_assert(offsetof(scalars, truth) == 0);
static_assert(offsetof(scalars, a_u16) == 2);
static_assert(offsetof(scalars, a_u8) == 4);
static_assert(offsetof(scalars, a_u32) == 8);
static_assert(offsetof(scalars, a_s8) == 12);
static_assert(offsetof(scalars, a_u64) == 16);
static_assert(offsetof(scalars, a_s16) == 24);
static_assert(offsetof(scalars, a_s32) == 28);
static_assert(offsetof(scalars, b_s8) == 32);
static_assert(offsetof(scalars, a_s64) == 40);
static_assert(offsetof(scalars, a_be16) == 48);
static_assert(offsetof(scalars, a_be32) == 52);
static_assert(offsetof(scalars, c_u8) == 56);
static_assert(offsetof(scalars, a_be64) == 64);
static_assert(offsetof(scalars, a_le16) == 72);
static_assert(offsetof(scalars, a_le32) == 76);
static_assert(offsetof(scalars, a_le64) == 80);
static_assert(offsetof(scalars, a_mode) == 88);
static_assert(offsetof(scalars, a_level) == 92);
static_assert(offsetof(scalars, a_wide) == 96);
static_assert(offsetof(scalars, a_color) == 104);
static_assert(offsetof(scalars, a_rights) == 108);
static_assert(offsetof(scalars, a_bits) == 112);
static_assert(offsetof(scalars, a_far) == 120);
static_assert(offsetof(scalars, a_place) == 128);
static_assert(gangway::wire_type<shapes>);
static_assert(sizeof(shapes) == 496 && alignof(shapes) == 8);
static_assert(offsetof(shapes, name) == 0);
static_assert(offsetof(shapes, tiny) == 16);
static_assert(offsetof(shapes, blob) == 20);
static_assert(offsetof(shapes, more) == 32);
static_assert(offsetof(shapes, three) == 100);
static_assert(offsetof(shapes, octets) == 106);
static_assert(offsetof(shapes, truths) == 111);
static_assert(offsetof(shapes, modes) == 116);
static_assert(offsetof(shapes, longs) == 128);
static_assert(offsetof(shapes, points) == 144);
static_assert(offsetof(shapes, labels) == 160);
static_assert(offsetof(shapes, v4) == 176);
static_assert(offsetof(shapes, v6) == 180);
static_assert(offsetof(shapes, ether) == 196);
static_assert(offsetof(shapes, id) == 202);
static_assert(offsetof(shapes, v4s) == 220);
static_assert(offsetof(shapes, up_bytes) == 228);
static_assert(offsetof(shapes, up_truths) == 236);
static_assert(offsetof(shapes, up_words) == 244);
static_assert(offsetof(shapes, up_longs) == 256);
static_assert(offsetof(shapes, up_orders) == 288);
static_assert(offsetof(shapes, up_addresses) == 312);
static_assert(offsetof(shapes, up_modes) == 332);
static_assert(offsetof(shapes, up_rights) == 352);
static_assert(offsetof(shapes, up_labels) == 368);
static_assert(offsetof(shapes, up_stamps) == 400);
static_assert(offsetof(shapes, one) == 456);
static_assert(offsetof(shapes, stamp) == 464);
static_assert(offsetof(shapes, last) == 488);
static_assert(gangway::wire_type<ask_reply>);
static_assert(sizeof(ask_reply) == 4 && alignof(ask_reply) == 4);
static_assert(offsetof(ask_reply, answer) == 0);
static_assert(gangway::wire_type<tell_request>);
static_assert(sizeof(tell_request) == 31 && alignof(tell_request) == 1);
static_assert(offsetof(tell_request, what) == 0);
static_assert(gangway::wire_type<measure_reply>);
static_assert(sizeof(measure_reply) == 32 && alignof(measure_reply) == 8);
static_assert(offsetof(measure_reply, sum) == 0);
static_assert(offsetof(measure_reply, worst) == 8);
static_assert(gangway::wire_type<uneven_request>);
static_assert(sizeof(uneven_request) == 9 && alignof(uneven_request) == 1);
static_assert(offsetof(uneven_request, nine) == 0);
static_assert(gangway::wire_type<uneven_reply>);
static_assert(sizeof(uneven_reply) == 8 && alignof(uneven_reply) == 8);
static_assert(offsetof(uneven_reply, tall) == 0);
static_assert(gangway::wire_type<ping>);
static_assert(sizeof(ping) == 4 && alignof(ping) == 4);
static_assert(offsetof(ping, round) == 0);
static_assert(gangway::wire_type<beat>);
static_assert(sizeof(beat) == 16 && alignof(beat) == 8);
static_assert(offsetof(beat, at) == 0);
static_assert(offsetof(beat, cpu) == 8);
static_assert(gangway::wire_type<hosts>);
static_assert(sizeof(hosts) == 32 && alignof(hosts) == 8);
static_assert(offsetof(hosts, saddr) == 0);
static_assert(offsetof(hosts, packets) == 8);
static_assert(offsetof(hosts, names) == 16);
static_assert(gangway::wire_type<users>);
static_assert(sizeof(users) == 44 && alignof(users) == 4);
static_assert(offsetof(users, name) == 0);
static_assert(offsetof(users, rights) == 32);
static_assert(offsetof(users, ether) == 36);
static_assert(gangway::wire_type<links>);
static_assert(sizeof(links) == 20 && alignof(links) == 4);
static_assert(offsetof(links, ether) == 0);
static_assert(offsetof(links, where) == 8);
static_assert(offsetof(links, up) == 16);
static_assert(gangway::wire_type<switches>);
static_assert(sizeof(switches) == 8 && alignof(switches) == 4);
static_assert(offsetof(switches, on_or_off) == 0);
static_assert(offsetof(switches, count32) == 4);

} // namespace everything

template <>
struct gangway::names_of<everything::mode> {
    static constexpr bool flags = false;
    static constexpr std::array<std::pair<everything::mode, std::string_view>, 3> values{{
        {everything::mode::idle, "idle"},
        {everything::mode::slow, "slow"},
        {everything::mode::fast, "fast"},
    }};
};

template <>
struct gangway::names_of<everything::level> {
    static constexpr bool flags = false;
    static constexpr std::array<std::pair<everything::level, std::string_view>, 3> values{{
        {everything::level::low, "low"},
        {everything::level::middle, "middle"},
        {everything::level::high, "high"},
    }};
};

template <>
struct gangway::names_of<everything::wide> {
    static constexpr bool flags = false;
    static constexpr std::array<std::pair<everything::wide, std::string_view>, 2> values{{
        {everything::wide::small, "small"},
        {everything::wide::large, "large"},
    }};
};

template <>
struct gangway::names_of<everything::color> {
    static constexpr bool flags = false;
    static constexpr std::array<std::pair<everything::color, std::string_view>, 3> values{{
        {everything::color::red, "red"},
        {everything::color::green, "green"},
        {everything::color::blue, "blue"},
    }};
};

template <>
struct gangway::names_of<everything::rights> {
    static constexpr bool flags = true;
    static constexpr std::array<std::pair<everything::rights, std::string_view>, 3> values{{
        {everything::rights::read, "read"},
        {everything::rights::write, "write"},
        {everything::rights::execute, "execute"},
    }};
};

template <>
struct gangway::names_of<everything::bits> {
    static constexpr bool flags = true;
    static constexpr std::array<std::pair<everything::bits, std::string_view>, 8> values{{
        {everything::bits::b0, "b0"},
        {everything::bits::b1, "b1"},
        {everything::bits::b2, "b2"},
        {everything::bits::b3, "b3"},
        {everything::bits::b4, "b4"},
        {everything::bits::b5, "b5"},
        {everything::bits::b6, "b6"},
        {everything::bits::b7, "b7"},
    }};
};

template <>
struct gangway::names_of<everything::far> {
    static constexpr bool flags = true;
    static constexpr std::array<std::pair<everything::far, std::string_view>, 2> values{{
        {everything::far::near, "near"},
        {everything::far::away, "away"},
    }};
};

template <>
struct gangway::names_of<everything::place> {
    static constexpr bool flags = true;
    static constexpr std::array<std::pair<everything::place, std::string_view>, 2> values{{
        {everything::place::home, "home"},
        {everything::place::work, "work"},
    }};
};

template <>
struct fmt::formatter<everything::point> : gangway::struct_formatter {
    template <typename Context>
    auto format(const everything::point& v, Context& ctx) const {
        const auto text = fmt::format(
            "dx={}mm dy={}mm",
            v.dx, v.dy);
        return std::copy(text.begin(), text.end(), ctx.out());
    }
};

template <>
struct fmt::formatter<everything::label> : gangway::struct_formatter {
    template <typename Context>
    auto format(const everything::label& v, Context& ctx) const {
        const auto text = fmt::format(
            "text={} lit={}",
            v.text, v.lit);
        return std::copy(text.begin(), text.end(), ctx.out());
    }
};

template <>
struct fmt::formatter<everything::stamp> : gangway::struct_formatter {
    template <typename Context>
    auto format(const everything::stamp& v, Context& ctx) const {
        const auto text = fmt::format(
            "at={}ns kind={} where={{{}}}",
            v.at, v.kind, v.where);
        return std::copy(text.begin(), text.end(), ctx.out());
    }
};

template <>
struct fmt::formatter<everything::scalars> : gangway::struct_formatter {
    template <typename Context>
    auto format(const everything::scalars& v, Context& ctx) const {
        const auto text = fmt::format(
            "truth={} a_u16={} a_u8={} a_u32={:#x} a_s8={} a_u64={}bytes a_s16={} a_s32={}"
            " b_s8={} a_s64={} a_be16={} a_be32={} c_u8={} a_be64={:#x} a_le16={} a_le32={}"
            " a_le64={} a_mode={} a_level={} a_wide={} a_color={} a_rights={} a_bits={}"
            " a_far={} a_place={}",
            v.truth, v.a_u16, v.a_u8, v.a_u32, v.a_s8, v.a_u64, v.a_s16, v.a_s32, v.b_s8, v.a_s64,
            v.a_be16, v.a_be32, v.c_u8, v.a_be64, v.a_le16, v.a_le32, v.a_le64, v.a_mode, v.a_level,
            v.a_wide, v.a_color, v.a_rights, v.a_bits, v.a_far, v.a_place);
        return std::copy(text.begin(), text.end(), ctx.out());
    }
};

template <>
struct fmt::formatter<everything::shapes> : gangway::struct_formatter {
    template <typename Context>
    auto format(const everything::shapes& v, Context& ctx) const {
        const auto text = fmt::format(
            "name={} tiny={} blob={} more={} three=[{}] octets=[{}] truths=[{}] modes=[{}]"
            " longs=[{}]us points=[{}] labels=[{}] v4={} v6={} ether={} id={} v4s=[{}]"
            " up_bytes={} up_truths={} up_words=[{:#x}] up_longs={} up_orders={}"
            " up_addresses={} up_modes={} up_rights={} up_labels={} up_stamps={} one={{{}}}"
            " stamp={{{}}} last={}",
            v.name, v.tiny, v.blob, v.more, fmt::join(v.three, ", "), fmt::join(v.octets, ", "),
            fmt::join(v.truths, ", "), fmt::join(v.modes, ", "), fmt::join(v.longs, ", "),
            fmt::join(v.points, ", "), fmt::join(v.labels, ", "), v.v4, v.v6, v.ether, v.id,
            fmt::join(v.v4s, ", "), v.up_bytes, v.up_truths, fmt::join(v.up_words, ", "),
            v.up_longs, v.up_orders, v.up_addresses, v.up_modes, v.up_rights, v.up_labels,
            v.up_stamps, v.one, v.stamp, v.last);
        return std::copy(text.begin(), text.end(), ctx.out());
    }
};

template <>
struct fmt::formatter<everything::ask_reply> : gangway::struct_formatter {
    template <typename Context>
    auto format(const everything::ask_reply& v, Context& ctx) const {
        const auto text = fmt::format(
            "answer={}",
            v.answer);
        return std::copy(text.begin(), text.end(), ctx.out());
    }
};

template <>
struct fmt::formatter<everything::tell_request> : gangway::struct_formatter {
    template <typename Context>
    auto format(const everything::tell_request& v, Context& ctx) const {
        const auto text = fmt::format(
            "what={}",
            v.what);
        return std::copy(text.begin(), text.end(), ctx.out());
    }
};

template <>
struct fmt::formatter<everything::measure_reply> : gangway::struct_formatter {
    template <typename Context>
    auto format(const everything::measure_reply& v, Context& ctx) const {
        const auto text = fmt::format(
            "sum={} worst={{{}}}",
            v.sum, v.worst);
        return std::copy(text.begin(), text.end(), ctx.out());
    }
};

template <>
struct fmt::formatter<everything::uneven_request> : gangway::struct_formatter {
    template <typename Context>
    auto format(const everything::uneven_request& v, Context& ctx) const {
        const auto text = fmt::format(
            "nine=[{}]",
            fmt::join(v.nine, ", "));
        return std::copy(text.begin(), text.end(), ctx.out());
    }
};

template <>
struct fmt::formatter<everything::uneven_reply> : gangway::struct_formatter {
    template <typename Context>
    auto format(const everything::uneven_reply& v, Context& ctx) const {
        const auto text = fmt::format(
            "tall={}",
            v.tall);
        return std::copy(text.begin(), text.end(), ctx.out());
    }
};

template <>
struct fmt::formatter<everything::ping> : gangway::struct_formatter {
    template <typename Context>
    auto format(const everything::ping& v, Context& ctx) const {
        const auto text = fmt::format(
            "round={}",
            v.round);
        return std::copy(text.begin(), text.end(), ctx.out());
    }
};

template <>
struct fmt::formatter<everything::beat> : gangway::struct_formatter {
    template <typename Context>
    auto format(const everything::beat& v, Context& ctx) const {
        const auto text = fmt::format(
            "at={}ns cpu={}",
            v.at, v.cpu);
        return std::copy(text.begin(), text.end(), ctx.out());
    }
};

template <>
struct fmt::formatter<everything::hosts> : gangway::struct_formatter {
    template <typename Context>
    auto format(const everything::hosts& v, Context& ctx) const {
        const auto text = fmt::format(
            "saddr={} packets={} names={}",
            v.saddr, v.packets, v.names);
        return std::copy(text.begin(), text.end(), ctx.out());
    }
};

template <>
struct fmt::formatter<everything::users> : gangway::struct_formatter {
    template <typename Context>
    auto format(const everything::users& v, Context& ctx) const {
        const auto text = fmt::format(
            "name={} rights={} ether={}",
            v.name, v.rights, v.ether);
        return std::copy(text.begin(), text.end(), ctx.out());
    }
};

template <>
struct fmt::formatter<everything::links> : gangway::struct_formatter {
    template <typename Context>
    auto format(const everything::links& v, Context& ctx) const {
        const auto text = fmt::format(
            "ether={} where={{{}}} up={}",
            v.ether, v.where, v.up);
        return std::copy(text.begin(), text.end(), ctx.out());
    }
};

template <>
struct fmt::formatter<everything::switches> : gangway::struct_formatter {
    template <typename Context>
    auto format(const everything::switches& v, Context& ctx) const {
        const auto text = fmt::format(
            "on_or_off={} count32={}",
            v.on_or_off, v.count32);
        return std::copy(text.begin(), text.end(), ctx.out());
    }
};
