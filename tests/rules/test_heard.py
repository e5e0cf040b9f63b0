"""What a decision was approved with goes on counting, whatever is said of it later."""

from __future__ import annotations

from innoctl.model.authority_facts import DeputyFacts
from innoctl.rules.heard import Heard
from innoctl.rules.votes import Decided, Vote
from tests.rules.approving import SUBJECT, policy, vote

PATH = SUBJECT.path
UNDER = policy(deputies=(DeputyFacts("d", "c"),))
DECIDED = {PATH: Decided(SUBJECT, {}, "c0ffee", UNDER, "")}
DEPUTY = vote("d", principal="c", under=UNDER)
AGAINST = vote("c", stance="dissent", under=UNDER)


def told(*landings: tuple[Vote, ...], amiss: tuple[str, ...] = ()) -> Heard:
    """Let a decision land, and then votes landing by landing."""
    heard = Heard()
    heard.await_votes(PATH)
    for votes in landings:
        heard.seal(DECIDED, amiss)
        for one in votes:
            heard.add(one)
    return heard


def approved(heard: Heard, *amiss: str) -> bool:
    return heard.verdict(PATH, DECIDED[PATH], amiss).approved


def test_what_was_said_in_the_same_landing_is_weighed_together() -> None:
    assert approved(told((vote("a"), DEPUTY)))
    assert not approved(told((vote("a"), DEPUTY, AGAINST)))


def test_who_is_against_stays_so_although_the_file_that_says_it_is_taken_away() -> None:
    heard = told((vote("a"), DEPUTY, AGAINST))
    assert not approved(heard, AGAINST.path)
    assert approved(told((vote("a"), DEPUTY, vote("b"), AGAINST)), DEPUTY.path)


def test_a_decision_is_sealed_by_the_landing_that_approved_it() -> None:
    late = told((vote("a"),), (DEPUTY,), (AGAINST,))
    assert approved(late)
    assert late.verdict(PATH, DECIDED[PATH], ()).dissents == ("c",)
    late.seal(DECIDED, ())
    assert approved(late), "once is for good"
    assert not approved(told((vote("a"),), (AGAINST,), (DEPUTY,)))


def test_what_is_amiss_is_sealed_when_it_stands_again() -> None:
    away = DEPUTY.path
    for restored in (away, PATH):
        heard = told((vote("a"), DEPUTY))
        heard.seal(DECIDED, (away, PATH))
        heard.seal({}, ())  # forgotten, as by a landing between the two
        heard.restored(restored)
        heard.seal(DECIDED, ())
        heard.add(AGAINST)
        assert approved(heard)
    heard = told((vote("a"), DEPUTY))
    heard.seal(DECIDED, (PATH,))
    heard.seal(DECIDED, ())
    heard.add(AGAINST)
    assert approved(heard), "it was kept in mind while it was amiss"
    while_away = told((vote("a"), DEPUTY))
    while_away.seal(DECIDED, (PATH,))
    while_away.add(AGAINST)
    while_away.seal(DECIDED, ())
    assert not approved(while_away), "what was said while it was amiss is weighed with the rest"
    other = told((vote("a"), DEPUTY))
    other.seal({}, ())
    other.restored("approvals/of-another.yaml")
    other.seal(DECIDED, ())
    other.add(AGAINST)
    assert not approved(other), "what stands again is of another decision"


def test_a_copy_goes_its_own_way() -> None:
    heard = told((vote("a"),))
    other = heard.copy()
    other.add(DEPUTY)
    assert (approved(heard), approved(other)) == (False, True)
    other.seal(DECIDED, ())
    third = other.copy()
    third.add(AGAINST)
    heard.add(DEPUTY)
    heard.add(AGAINST)
    assert (approved(third), approved(heard)) == (True, False)


def test_without_an_approval_that_it_was_approved_with_all_words_are_weighed() -> None:
    heard = told((vote("a"), vote("b")), (vote("c", under=UNDER),))
    assert approved(heard, vote("a").path)
    assert not approved(heard, vote("a").path, vote("b").path)
