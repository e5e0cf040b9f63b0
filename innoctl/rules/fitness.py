"""Whether a record that lands can be judged at all: by its form, and by somebody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from innoctl.errors import Finding
from innoctl.model.kinds import kind_of
from innoctl.model.tolerant import text_of
from innoctl.rules.landing import Landed
from innoctl.rules.mandate import Policy, owners
from innoctl.rules.reach import closed
from innoctl.rules.shares import Panel, panels
from innoctl.rules.votes import Subject

LATER: Final = ("M238",)
"""What was no fault of form before: told of the file, and no reason to let what landed count no more."""


def unfit(row: Landed) -> bool:
    """Tell whether a record has another form than its model, or another name than its content."""
    from innoctl.model.validate import validate

    kind = kind_of(row.path)
    if kind is None or any(_matters(one.code) for one in validate(kind.name, row.data)):
        return True
    idea, what = text_of(row.data, "idea"), text_of(row.data, "what")
    name = row.path.rpartition("/")[2]
    return kind.name == "decision" and not (
        name.startswith(f"{idea}-") and name.endswith(f"-{what}.yaml")
    )


def _matters(code: str) -> bool:
    return code[0] != "A" and code not in LATER


def no_seat(subject: Subject, policy: Policy) -> Iterator[Finding]:
    """Say when nobody may take a decision, or for a stream that pays along."""
    if policy.authority is None:
        return
    for number, panel in enumerate(panels(subject, policy)):
        if not panel.seats:
            amount = f"{panel.cents // 100}.{panel.cents % 100:02}"
            params = {"what": subject.what, "stream": panel.stream or "-", "amount": amount}
            field = ("resources",) if number else ("what",)
            yield Finding.of("G522", subject.path, field, **params)


def lapsed(path: str, panel: Panel) -> Iterator[Finding]:
    """Say who corrects or undoes what nobody may decide any more."""
    if panel.lapsed:
        names = ", ".join(dict.fromkeys(who for seat in panel.seats for who in seat.persons))
        counts = {"quorum": panel.seats[0].quorum, "persons": names or "-"}
        about = {"what": panel.lapsed, "stream": panel.stream}
        yield Finding.of("G580", path, ("what",), **about, **counts)


def locked_out(path: str, before: Policy, after: Policy, days: Iterable[str]) -> Iterator[Finding]:
    """Yield what nobody could decide any more once a change of the policy is in force.

    ``days`` (ISO) are those as of which the periods of roles are judged.
    """
    for where, reach in dict.fromkeys(one for day in days for one in closed(before, after, day)):
        counts = {"able": reach.able, "quorum": reach.quorum, "stream": where}
        yield Finding.of("G525", path, ("changes",), **counts)


def unowned(subject: Subject, policy: Policy) -> Iterator[Finding]:
    """Say when nobody may approve a change of the portfolio's own files."""
    for key in subject.owned:
        if policy.reviewed and owners(policy, key) is None:
            yield Finding.of("G537", subject.path, ("changes",), key=key or "-")
