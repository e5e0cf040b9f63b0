"""Where the items of a list stand, whatever else the file holds."""

from __future__ import annotations

from innoctl.store.places import item_lines

TEXT = b"""\
# lines: [{a: 1}]
idea: abc
? {lines: [1]}
: [x]
lines:
  - what: spend
    note: "- lines"
  # - between
  - {what: commit,
     parts: [a,
       b]}
  -
    what: x
tail: &x {lines: [{b: 1}]}
more: [*x, {lines: [y]}]
"""


def test_items_of_lists_are_found_in_every_style_and_in_no_comment_or_text() -> None:
    found = item_lines(TEXT)
    assert [found["lines", number] for number in range(3)] == [6, 9, 13]
    assert ("lines", 3) not in found
    assert [found["lines", 1, "parts", number] for number in range(2)] == [10, 11]
    assert (found["tail", "lines", 0], found["more", 0], found["more", 1, "lines", 0]) == (
        14,
        15,
        15,
    )


def test_what_is_no_yaml_has_no_lines() -> None:
    for data in (b"lines: {a: ", b"\xff\xfe", b"lines:\n\t- a\n- b", b"", b"lines: [a: 1]]"):
        assert item_lines(data) == {}
