"""The options of ``innoctl new idea``: the fields of an idea that are worth an option of their own."""

from __future__ import annotations

from typing import Annotated, Any, Final

import typer

from innoctl.cli.looking import complete_streams
from innoctl.locale import N_

NEEDED: Final = ("title", "stream")
FIELDS: Final = (
    *NEEDED, "summary", "problem", "solution", "value", "kind", "social_side", "source", "horizon",
    "reach", "reasons", "domain", "themes", "tags", "submitter", "origin", "broker",
)  # fmt: skip
"""The fields that have an option of their own; all others come from a file."""


def _text(help_text: str, metavar: str = "TEXT") -> Any:
    return typer.Option(help=help_text, metavar=metavar)


Title = Annotated[str, _text(N_("what it is, in one line"))]
Stream = Annotated[
    str,
    typer.Option(help=N_("the stream that directs it"), autocompletion=complete_streams),
]
Summary = Annotated[str, _text(N_("what it comes down to"))]
Problem = Annotated[str, _text(N_("what hurts today, and whom (@FILE, or -)"))]
Solution = Annotated[str, _text(N_("what would be done differently (@FILE, or -)"))]
Value = Annotated[str, _text(N_("what it brings (@FILE, or -)"))]
Kind = Annotated[str, _text(N_("technological or social"), "KIND")]
SocialSide = Annotated[str, _text(N_("what changes in behaviour, organisation or leadership"))]
Source = Annotated[str, _text(N_("practice or technology"), "SOURCE")]
Horizon = Annotated[str, _text(N_("1, 2 or 3"), "NUMBER")]
Reach = Annotated[str, _text(N_("unit, domain or corps"), "REACH")]
Reasons = Annotated[
    str,
    _text(N_("performance, environment, capacity; with commas between"), "LIST"),
]
Domain = Annotated[str, _text(N_("the task domain"), "DOMAIN")]
Themes = Annotated[str, _text(N_("themes of the agenda, with commas between"), "LIST")]
Tags = Annotated[str, _text(N_("words to find it by, with commas between"), "LIST")]
Submitter = Annotated[
    str,
    _text(N_("who hands it in; you, if people.yaml knows your address"), "PERSON"),
]
Origin = Annotated[str, _text(N_("the unit it comes from"), "UNIT")]
Broker = Annotated[str, _text(N_("the innovation broker"), "PERSON")]
From = Annotated[
    str,
    typer.Option(
        "--from",
        metavar="FILE",
        help=N_("take fields from a YAML or JSON file; - is what is piped in"),
    ),
]
