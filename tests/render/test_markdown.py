"""Text of a portfolio in Markdown: read back by somebody else's reader it is the same text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from innoctl.render.markdown import bullets, inline, prose, table
from innoctl.render.safe import line

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
TEXT = {"text", "text_special", "softbreak"}
texts = st.text(st.characters(codec="utf-8"), min_size=1, max_size=60).filter(str.strip)


def read(text: str) -> tuple[str, set[str]]:
    """Return what a reader sees, and the kinds of what it found beside plain text."""
    tokens = READER.parse(text)
    inner = [child for token in tokens for child in token.children or ()]
    seen = "".join(child.content for child in inner if child.type in TEXT)
    return seen, {child.type for child in inner} - TEXT | {token.type for token in tokens}


PARAGRAPH = {"paragraph_open", "inline", "paragraph_close"}


@given(texts)
def test_any_text_comes_back_as_it_was_and_as_text_alone(text: str) -> None:
    assert read(f"{inline(text.strip())}\n") == (line(text.strip()), PARAGRAPH)


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[klik](javascript:alert(1))",
        "![x](https://example.org/x.png)",
        "# kop",
        "1. lijst",
        "12) lijst",
        "- lijst",
        "+ lijst",
        "=====",
        "-----",
        "> citaat",
        "`code` ~~weg~~ **vet** _schuin_ | cel",
        "&lt;b&gt; &#60;",
        "\x1b[2J\u202eomgekeerd",
        "regel\nregel",
        "$x^2$",
    ],
)
def test_what_would_be_markup_is_text(text: str) -> None:
    assert read(f"{inline(text)}\n") == (line(text), PARAGRAPH)
    seen, kinds = read("\n".join(bullets([inline(text)])))
    assert seen == line(text)
    assert kinds == PARAGRAPH | {
        f"{kind}_{end}" for kind in ("bullet_list", "list_item") for end in ("open", "close")
    }
    seen, kinds = read("\n".join(table(("a", "b"), [(inline(text), "x")])))
    assert seen == f"ab{line(text)}x"
    assert not kinds & {"html_inline", "link_open", "image", "code_inline", "s_open"}


@pytest.mark.parametrize("text", ["https://example.org/x", "www.example.org", "jan@example.org"])
def test_an_address_is_no_link_to_a_reader_that_makes_links_itself(text: str) -> None:
    reader = MarkdownIt("gfm-like", {"linkify": False})
    assert "\\" in inline(text)
    assert "<a" not in reader.render(inline(text))


def test_paragraphs_stay_paragraphs_and_lines_within_them_join() -> None:
    assert prose("een\ntwee\n\n\n# drie\x1b\n") == ["een twee", "", "\\# drie\\\\x1b"]
    assert prose(" \n ") == []
