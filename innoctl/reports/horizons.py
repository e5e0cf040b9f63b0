"""The balance of horizons against the norm of the portfolio (V25, METRICS.md)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from innoctl.model.facts import HORIZONS
from innoctl.named import NamedTuple
from innoctl.reports.cases import Case, ids, share

UNKNOWN: Final = 0
"""The row of active ideas whose horizon nobody filled in; they have no part in the shares."""


class HorizonRow(NamedTuple):
    """Active ideas of one horizon; shares are of those whose horizon is known, money in cents."""

    figure: str
    horizon: int
    ideas: int
    share: str | None
    target: str | None
    granted: int
    money_share: str | None
    ids: tuple[str, ...]


def horizon_rows(
    found: Sequence[Case], money: Mapping[str, int], targets: Sequence[str]
) -> tuple[HorizonRow, ...]:
    """Return a row for each horizon and one for unknown.

    ``money`` is what each idea was granted, in cents; ``targets`` are three shares or none.
    """
    active = [case for case in found if case.life.state == "active"]
    known = [case for case in active if case.idea.horizon != UNKNOWN]
    whole = len(known), sum(money.get(case.idea.id, 0) for case in known)
    aims = dict(zip(HORIZONS, targets, strict=False))
    return tuple(
        _row(
            horizon,
            [c for c in active if c.idea.horizon == horizon],
            money,
            whole,
            aims.get(horizon),
        )
        for horizon in (*HORIZONS, UNKNOWN)
    )


def _row(
    horizon: int,
    found: list[Case],
    money: Mapping[str, int],
    whole: tuple[int, int],
    target: str | None,
) -> HorizonRow:
    cents = sum(money.get(case.idea.id, 0) for case in found)
    return HorizonRow(
        figure=f"horizons.{horizon or 'unknown'}",
        horizon=horizon,
        ideas=len(found),
        share=share(len(found), whole[0]) if horizon else None,
        target=target,
        granted=cents,
        money_share=share(cents, whole[1]) if horizon else None,
        ids=ids(found),
    )


def imbalance(shares: Sequence[str | None], targets: Sequence[str | None]) -> str | None:
    """Return half the sum of the distances between shares and targets; None if one is unknown."""
    pairs = list(zip(shares, targets, strict=True))
    if not pairs or any(part is None or aim is None for part, aim in pairs):
        return None
    apart = sum(abs(Decimal(part or 0) - Decimal(aim or 0)) for part, aim in pairs) / 2
    return f"{apart:.4f}"
