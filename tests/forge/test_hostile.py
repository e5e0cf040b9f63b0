"""A forge that fails, lies or leads astray ends in an error with a code, and never gets the token."""

from __future__ import annotations

import json
import traceback
from collections.abc import Callable
from email.utils import formatdate
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from innoctl.codes import lookup
from innoctl.errors import InnoError
from innoctl.forge import Forge, connected, http, pages, token
from innoctl.forge.answer import PREVIEW, Answer, said
from innoctl.forge.connect import api
from innoctl.forge.errors import NotUnderstood
from innoctl.forge.forgejo import _review as forgejo_review
from innoctl.forge.github import _review as github_review
from innoctl.forge.gitlab import _request as gitlab_request
from innoctl.forge.pulls import request as pull_request
from innoctl.locale import say
from tests.forge.house import TOKEN, House, Kind

COMMIT = "a" * 40


def refusal(act: Callable[[], object]) -> InnoError:
    """Return what was raised, after looking for the token in all that could be shown of it."""
    with pytest.raises(InnoError) as caught:
        act()
    error = caught.value
    told = [say(error.message), say(error.way_out), repr(error), str(error.params)]
    assert TOKEN not in "".join([*told, *traceback.format_exception(error)])
    return error


@pytest.mark.parametrize(
    ("status", "code", "body"),
    [
        (400, "U916", b'{"message": "no"}'),
        (401, "U907", b'{"message": "Bad credentials"}'),
        (403, "U908", b'{"message": "Resource not accessible by integration"}'),
        (404, "U909", b"<html>404</html>"),
        (410, "U909", b""),
        (418, "U916", b"[1]"),
        (500, "U912", b"oops"),
        (200, "U913", b"<!doctype html><title>Log in</title>"),
        (200, "U913", b'{"number": 1, "tit'),
        (200, "U913", b"[]"),
        (200, "U913", b"null"),
        (200, "U913", b"\xff\xfe"),
        (200, "U913", b"[" * 200_000),
        (200, "U913", b'{"number": ' + b"9" * 5000 + b"}"),
        (204, "U913", b""),
    ],
)
def test_each_failure_has_its_own_code(
    house: House, asked: Forge, status: int, code: str, body: bytes
) -> None:
    house.fail(status, body)
    assert refusal(lambda: asked.pull_request(1)).code == code
    assert len(house.requests) == 1


def test_a_forge_that_repeats_the_token_in_its_words_does_not_get_it_shown(
    house: House, asked: Forge
) -> None:
    house.fail(403, json.dumps({"message": f"the token {TOKEN} may not"}).encode())
    assert dict(refusal(lambda: asked.pull_request(1)).params)["said"] == "the token … may not"


def test_no_part_of_a_token_is_left_where_the_words_of_a_forge_are_cut(
    house: House, asked: Forge
) -> None:
    house.fail(403, json.dumps({"message": "x" * (PREVIEW - 5) + TOKEN}).encode())
    assert dict(refusal(lambda: asked.pull_request(1)).params)["said"] == "x" * (PREVIEW - 5) + "…"


@pytest.mark.parametrize(
    "words", [{"message": {TOKEN: [TOKEN]}}, {"message": "a", "errors": [{"of": TOKEN}]}, [TOKEN]]
)
def test_a_token_is_hidden_wherever_it_stands_in_the_words_of_a_forge(
    house: House, asked: Forge, words: Any
) -> None:
    house.fail(403, json.dumps(words).encode())
    assert "…" in dict(refusal(lambda: asked.pull_request(1)).params)["said"]


def test_a_token_that_json_would_quote_is_hidden_before_it_is_quoted() -> None:
    odd = token.Token('tok"3f9\\ab', "a test")
    assert said(json.dumps([odd._secret]).encode(), odd.hidden) == '["…"]'


def test_a_token_in_a_header_that_is_none_is_not_shown(house: House, asked: Forge) -> None:
    house.fail(200, b"{}", 1, **{f"{TOKEN} ": "x"})
    error = refusal(lambda: asked.pull_request(1))
    assert error.code == "U910"
    assert "…" in dict(error.params)["cause"]


def test_a_token_in_the_address_of_a_redirect_is_not_shown(house: House, asked: Forge) -> None:
    house.fail(302, b"", Location=f"{api(house.kind, house.url)}/{TOKEN}")
    assert dict(refusal(lambda: asked.pull_request(1)).params)["what"].endswith("/…")


@pytest.mark.parametrize("status", [429, 502, 503])
def test_a_busy_forge_is_asked_again_for_reads(house: House, asked: Forge, status: int) -> None:
    house.push("b", {"x.yaml": b"1\n"})
    number = house.open("b")
    house.fail(status, b"later", times=2, Retry_After="0")
    assert asked.pull_request(number).number == number
    assert len(house.requests) == 3


def test_a_forge_that_stays_busy_is_told_of_after_three_tries(house: House, asked: Forge) -> None:
    house.fail(503, b"later", times=9, Retry_After=formatdate(0, usegmt=True))
    assert refusal(lambda: asked.pull_request(1)).code == "U911"
    assert len(house.requests) == http.TRIES


def test_a_long_pause_is_told_and_not_waited_for(house: House, asked: Forge) -> None:
    house.fail(429, b"later", Retry_After="3600")
    error = refusal(lambda: asked.pull_request(1))
    assert (error.code, dict(error.params)["seconds"]) == ("U911", "3600")
    assert len(house.requests) == 1


def test_a_limit_that_github_tells_with_403_is_no_lack_of_rights(github: House) -> None:
    github.fail(403, b"{}", X_RateLimit_Remaining="0")
    with connected(github.settings, github.environment) as forge:
        assert refusal(lambda: forge.pull_request(1)).code == "U911"


def test_a_busy_forge_is_not_asked_again_to_write(house: House, asked: Forge) -> None:
    house.push("b", {"x.yaml": b"1\n"})
    house.fail(200, b"[]")  # nothing is open yet
    house.fail(503, b"later", times=5, Retry_After="0")
    assert refusal(lambda: asked.open("b", "main", "t", "t")).code == "U911"
    assert [row.method for row in house.requests].count("POST") == 1


@pytest.fixture
def other(tmp_path: Path, house: House) -> House:
    """Give a second forge, of another origin: only the port differs."""
    (tmp_path / "other").mkdir()
    return House(house.kind, tmp_path / "other")


def test_a_redirect_to_another_origin_is_refused_and_the_token_stays(
    house: House, asked: Forge, other: House
) -> None:
    with other:
        house.fail(302, b"", Location=f"{other.url}/api/v3/repos/innovatie/portfolio/pulls/1")
        assert refusal(lambda: asked.pull_request(1)).code == "U915"
    assert other.requests == []


@pytest.mark.parametrize(
    "location",
    [
        "//evil.example/x",
        "",
        "https://127.0.0.1/x",
        "/elsewhere",
        "ftp://x/",
        "http://a@127.0.0.1/",
    ],
)
def test_a_redirect_out_of_the_api_is_refused(house: House, asked: Forge, location: str) -> None:
    house.fail(301, b"", Location=location)
    assert refusal(lambda: asked.pull_request(1)).code == "U915"
    assert len(house.requests) == 1


@pytest.mark.parametrize(
    "steps",
    [
        "/../../evil",
        "/x/./y",
        "/%2e%2e/%2E%2E/evil",
        "/.%2e/evil",
        "/..%2f..%2fevil",
        "/%252e%252e/evil",
        "/..%5C..%5Cevil",
        "/..;/evil",
        "/..",
        "evil",
    ],
)
def test_a_redirect_or_next_page_that_climbs_out_of_the_api_is_refused(
    house: House, asked: Forge, steps: str
) -> None:
    there = f"{api(house.kind, house.url)}{steps}"
    house.fail(302, b"", Location=there)
    assert refusal(lambda: asked.pull_request(1)).code == "U915"
    assert len(house.requests) == 1
    if house.kind != "forgejo" and ";" not in steps:  # no links there, no such links here
        house.fail(200, b"[]", Link=f'<{there}>; rel="next"')
        assert refusal(lambda: asked.reviews(1)).code == "U915"
        assert len(house.requests) == 2


def test_a_redirect_to_a_name_with_dots_in_it_is_followed(house: House, asked: Forge) -> None:
    house.fail(301, b"", Location=f"{api(house.kind, house.url)}/.github/a..b/...")
    assert refusal(lambda: asked.pull_request(1)).code == "U909"
    assert house.requests[-1].path.endswith("/.github/a..b/...")


def test_a_redirect_to_no_address_at_all_is_an_answer_that_failed(
    house: House, asked: Forge
) -> None:
    house.fail(301, b"", Location="http://[::1")
    assert refusal(lambda: asked.pull_request(1)).code == "U910"


def test_a_redirect_within_the_api_is_followed_for_reads_but_not_for_ever(
    house: House, asked: Forge
) -> None:
    house.push("b", {"x.yaml": b"1\n"})
    number = house.open("b")
    asked.pull_request(number)
    there = house.requests[-1].path
    house.fail(301, b"", Location=there)
    assert asked.pull_request(number).number == number
    house.fail(301, b"", times=9, Location=there)
    assert refusal(lambda: asked.pull_request(number)).code == "U915"


def test_a_write_is_not_redirected(house: House, asked: Forge) -> None:
    house.push("b", {"x.yaml": b"1\n"})
    house.open("b")
    asked.open("b", "main", "One", "one")
    with http_session(house) as session:
        house.requests.clear()
        house.fail(307, b"", Location=f"{house.url}/api")
        assert refusal(lambda: session.send("POST", "/x", {})).code == "U915"
    assert len(house.requests) == 1


def http_session(house: House) -> Any:
    from innoctl.forge import connect, token

    base = connect.api(house.kind, house.url)
    return http.session(base, house.kind, token.Token(TOKEN, "a test"))


@pytest.mark.parametrize("kind", ["github", "gitlab"])
def test_a_next_page_of_another_origin_is_refused(kind: Kind, tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    with House(kind, tmp_path / "a") as house, House(kind, tmp_path / "b") as other:
        house.fail(200, b"[]", Link=f'<{other.url}/api/v3/page2>; rel="next"')
        with connected(house.settings, house.environment) as forge:
            assert refusal(lambda: forge.reviews(1)).code == "U915"
        assert other.requests == []


def test_pages_without_an_end_are_given_up(github: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pages, "MOST", 50)
    path = "/api/v3/repos/innovatie/portfolio/pulls/1/reviews"
    github.fail(200, b"[]", times=99, Link=f'<{github.url}{path}>; rel="next"')
    with connected(github.settings, github.environment) as forge:
        assert refusal(lambda: forge.reviews(1)).code == "U914"
    assert len(github.requests) == 51


def test_an_answer_without_an_end_is_given_up(house: House, asked: Forge) -> None:
    house.fail(200, b" " * (http.MAX_BYTES + 1))
    assert refusal(lambda: asked.pull_request(1)).code == "U914"


def test_a_packed_answer_is_not_unpacked(house: House, asked: Forge) -> None:
    house.fail(200, b"\x1f\x8b bomb", Content_Encoding="gzip")
    assert refusal(lambda: asked.pull_request(1)).code == "U913"


def test_a_connection_that_breaks_off_is_not_half_an_answer(house: House, asked: Forge) -> None:
    house.fail(200, b'{"number": 1', Content_Length="500")
    assert refusal(lambda: asked.pull_request(1)).code == "U910"


def test_a_forge_that_is_not_there_is_unreachable(github: House) -> None:
    settings = github.settings.model_copy(update={"url": "http://127.0.0.1:9"})
    token = github.environment | {"INNOCTL_FORGE_HOST": "127.0.0.1:9"}
    with connected(settings, token) as forge:
        error = refusal(lambda: forge.pull_request(1))
    assert (error.code, error.exit_status) == ("U910", 3)


def test_a_forge_that_trickles_is_given_up(github: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "WHOLE", -1.0)
    github.fail(200, b"{}")
    with connected(github.settings, github.environment) as forge:
        assert refusal(lambda: forge.pull_request(1)).code == "U910"


def test_a_wrong_token_is_refused_by_the_name_it_came_from(github: House) -> None:
    with connected(github.settings, github.environment | {"INNOCTL_FORGE_TOKEN": "wrong"}) as forge:
        error = refusal(lambda: forge.pull_request(1))
    assert error.code == "U907"
    assert "INNOCTL_FORGE_TOKEN" in say(error.message)


# --- values that are not what they should be ------------------------------------------------

PULL = {
    "number": 1, "html_url": "https://x/1", "title": "t", "user": {"id": 5, "login": "j"},
    "state": "closed", "merged": True, "merge_commit_sha": COMMIT,
    "head": {"ref": "b", "sha": COMMIT}, "base": {"ref": "main"},
}  # fmt: skip
REVIEW = {
    "id": 1, "user": {"id": 5, "login": "j"}, "state": "APPROVED", "commit_id": COMMIT,
    "submitted_at": "2026-09-22T10:00:00Z", "dismissed": False, "body": "",
}  # fmt: skip
MERGE = {
    "iid": 1, "web_url": "https://x/1", "title": "t", "author": {"id": 5, "username": "j"},
    "state": "merged", "sha": COMMIT, "merge_commit_sha": None, "squash_commit_sha": None,
    "source_branch": "b", "target_branch": "main",
}  # fmt: skip
READERS: dict[str, tuple[dict[str, Any], Callable[[Answer], Any]]] = {
    "pull": (PULL, lambda row: pull_request(row, 1)),
    "github review": (REVIEW, github_review),
    "forgejo review": (REVIEW, forgejo_review),
    "merge request": (MERGE, lambda row: gitlab_request(row, 1)),
}
WRONG: dict[str, list[Any]] = {
    "number": [True, "1", 1.0, 0, -1, 2**63, None, [1], 2],
    "iid": [True, "1", 1.0, 0, None, 2],
    "id": [True, "1", 0, None, {}],
    "html_url": ["javascript:alert(1)", "", "https://x y", "https://x\x1b[2J", None, 3],
    "web_url": ["javascript:alert(1)", "", None],
    "title": [None, 3, ["t"]],
    "user": [{"id": "5", "login": "j"}, {"id": True, "login": "j"}, {"login": "j"}, {"id": 0}, 5],
    "author": [{"id": "5", "username": "j"}, {"id": True, "username": "j"}, "j"],
    "state": ["APPROVED!", "approve", "", None, 1, []],
    "merged": ["true", 1, "no"],
    "dismissed": ["false", 0],
    "merge_commit_sha": ["abc", "A" * 40, 40],
    "squash_commit_sha": ["abc", 1],
    "sha": [None, "", "main", COMMIT + "0"],
    "commit_id": ["abc", 1, COMMIT[:39], ["x"]],
    "head": [None, [], {"ref": "b", "sha": "x"}, {"ref": None, "sha": COMMIT}],
    "base": [None, {"ref": 1}],
    "submitted_at": [None, "yesterday", "2026-09-22T10:00:00", 1, "9999-12-31T23:59:59-12:00"],
}
CASES = [
    (name, key, value)
    for name, (row, _read) in READERS.items()
    for key in row
    for value in WRONG.get(key, [])
    if not (key == "dismissed" and name == "github review")
]


@pytest.mark.parametrize("name", READERS)
def test_what_is_as_documented_is_read(name: str) -> None:
    row, read = READERS[name]
    assert read(Answer(row, "x", "top"))


@pytest.mark.parametrize(("name", "key", "value"), CASES)
def test_a_value_of_another_kind_is_refused(name: str, key: str, value: Any) -> None:
    row, read = READERS[name]
    with pytest.raises(NotUnderstood) as error:
        read(Answer({**row, key: value}, "x", "top"))
    assert dict(error.value.params)["place"].startswith("top.")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)


@given(st.sampled_from(sorted(READERS)), st.data())
def test_any_answer_is_read_or_refused_and_nothing_else(name: str, data: st.DataObject) -> None:
    row, read = READERS[name]
    key = data.draw(st.sampled_from(sorted(row)))
    for value in (data.draw(json_values), {**row, key: data.draw(json_values)}):
        try:
            read(Answer(value, "x", "top"))
        except NotUnderstood:
            continue


def test_half_a_character_in_a_title_can_be_written_down() -> None:
    found = pull_request(Answer({**PULL, "title": "a\ud800b"}, "x", "top"), 1)
    assert found.title.encode() == b"a?b"


def test_every_code_of_a_forge_has_a_way_out() -> None:
    from innoctl.codes.forge import CODES

    assert all(lookup(row.code).way_out and row.reason for row in CODES)
