#!/usr/bin/env python3
# SPDX-License-Identifier: MIT
"""The shipped JSON Schema against the descriptions of the front end's tests: it must take every
accepted one, and refuse every wrong one except those listed here, whose mistake no schema sees. Its
carriers must be those of carriers.def. Exit 77: skipped, the reason on standard output."""
import pathlib
import re
import sys

try:
    import jsonschema
    import yaml
except ImportError as error:
    print(f"skipped: {error.name} is not installed (python3-jsonschema, python3-yaml)")
    sys.exit(77)

# What a schema cannot say: how the text was written, and what one part says of another.
BEYOND = set("""
    duplicate_key no_anchors no_aliases second_document
    carrier_dropped element_missing field_changed field_gone field_moved instances_changed property_changed
    access_narrowed access_narrowed_write base_changed kind_changed lock_not_json lock_of_another
    lock_unreadable lock_number_twice lock_number_zero name_retired nested_frozen payload_gone removed_but_there removed_unknown
    removed_without_lock value_changed value_gone value_retired zero_unnamed field_as_struct
    name_taken generated_clash recursive_struct not_a_struct unknown_struct unknown_struct_of_none
    default_misfit default_outside_range no_default range_of_non_integer range_reversed
    flag_not_one_bit format_misfit unit_as_digits unit_misfit
    control_character_escaped generated_clash_cpp generated_clash_attributes
    lock_conflict value_array_frozen notify_dropped notify_untold notify_write_only key_changed key_not_in_row
    no_struct_in_text page_capability host_capability sysfs_name group_name group_capability too_long_as_text too_long_as_attributes
    each_without_item existing_recursive existing_reserved_name existing_set existing_struct_in_text
    existing_untold guards_differ ioctl_overruns item_without_each number_elsewhere number_missing
    number_taken first_misfit ioctl_no_buffer ioctl_one_integer key_without_number optional_bool request_of_table
    repeated_misfit uevent_field uevent_rules tracepoint_rules
    carrier_context own_number file_misfit file_rotation file_netns
    umh_rules input_rules
    stream_changed store_dropped stream_misfit stream_moved stream_taken
    access_narrowed_load bootparam_alone inverted_misfit load_by_client no_parameter
    parameter_changed parameter_of_many parameter_of_namespaces
    reserved_name reserved_interface_function reserved_interface_gangway reserved_interface_kernel reserved_interface_struct struct_too_large too_large_for_carrier too_many_subscribers
""".split())


class Loader(yaml.SafeLoader):
    """PyYAML reads YAML 1.1, to which more words are booleans."""


BOOLEAN = "tag:yaml.org,2002:bool"
Loader.yaml_implicit_resolvers = {
    first: [(tag, expression) for tag, expression in resolvers if tag != BOOLEAN]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}
Loader.add_implicit_resolver(BOOLEAN, re.compile("^(true|True|TRUE|false|False|FALSE)$"), "tTfF")


def load(path):
    """The first document, or None when it is no YAML to PyYAML either."""
    try:
        return next(yaml.load_all(path.read_bytes(), Loader))
    except (yaml.YAMLError, UnicodeDecodeError, StopIteration, ValueError, TypeError):
        return None


def usable_carriers(rows, kind):
    """The names in carriers.def of those that a description may give an element of this kind."""
    for name, row in re.findall(r"^GW_CARRIER\((\w+),(.*?)\"\)$", rows, re.DOTALL | re.MULTILINE):
        if re.search(rf"\bGW_KIND_{kind.upper()}\b", row) and re.search(
            r"\bGW_TRAIT_(READY|EXISTING)\b", row
        ):
            yield name


def check_carriers(schema, rows):
    """Yields what is wrong with the lists of carriers."""
    for kind in ("property", "call", "event", "table", "stream"):
        items = schema["definitions"][kind]["properties"]["via"]["items"]
        listed = (items["oneOf"][0] if "oneOf" in items else items)["enum"]  # else: asks for more
        usable = list(usable_carriers(rows, kind))
        if listed != usable:
            yield f"carriers of a {kind} in schema.json: {listed}; in carriers.def: {usable}"


def main():
    here = pathlib.Path(__file__).parent
    schema = yaml.safe_load((here / "../../compiler/schema.json").read_text())
    jsonschema.Draft7Validator.check_schema(schema)
    validator = jsonschema.Draft7Validator(schema)
    wrong = list(check_carriers(schema, (here / "../../uapi/gangway/carriers.def").read_text()))
    count = 0
    for path in sorted([*here.glob("accepted/*.yaml"), *here.glob("golden/*.yaml")]):
        count += 1
        for error in validator.iter_errors(load(path)):
            wrong.append(f"{path.name} is refused: {error.message} at {list(error.path)}")
    for path in sorted(here.glob("errors/*.yaml")):
        if "." in path.stem:  # an earlier version, which is right
            continue
        count += 1
        refused = not validator.is_valid(load(path))
        if refused and path.stem in BEYOND:
            wrong.append(f"{path.name} is refused: take it off the list in this test")
        if not refused and path.stem not in BEYOND:
            wrong.append(f"{path.name} is accepted")
    print("\n".join(wrong) or f"{count} descriptions: the schema and the compiler agree")
    return 1 if wrong or not count else 0


sys.exit(main())
