"""What a signature is over: every word of an approval but its proofs, in one form alone."""

from __future__ import annotations

from innoctl.model.statement import IMPORT_NAMESPACE, NAMESPACE, statement

SAID = {"sha256": "0f", "person": "p-01", "scores": [{"id": "waarde", "score": 3}], "for": "zoë"}


def test_the_bytes_are_the_words_in_order_and_plain_ascii() -> None:
    assert statement(SAID) == (
        rb'{"for":"zo\u00eb","person":"p-01","scores":[{"id":"waarde","score":3}],"sha256":"0f"}'
    )


def test_the_order_of_the_file_and_the_proofs_in_it_change_nothing() -> None:
    turned = dict(reversed(SAID.items()))
    proved = {**turned, "signature": "-----BEGIN", "imported": {"signature": "x"}}
    assert statement(proved) == statement(SAID)


def test_every_other_word_is_part_of_it() -> None:
    assert statement({**SAID, "review": {"account": 1}}) != statement(SAID)
    assert statement({key: SAID[key] for key in ("sha256", "person")}) != statement(SAID)


def test_a_signature_is_made_for_one_purpose_alone() -> None:
    # Who signed with an earlier version signed for these names: they can never change.
    assert (NAMESPACE, IMPORT_NAMESPACE) == ("innoctl-gate", "innoctl-import")
