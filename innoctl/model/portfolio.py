"""``portfolio.yaml``: what this portfolio is called and which norms its figures are held to."""

from __future__ import annotations

from typing import Literal

from innoctl.locale import N_
from innoctl.model.base import Day, Line, Part, Prose, Record, Share, Slug, Unique, doc, schema_line


class HorizonTargets(Part):
    """The share of active ideas that each horizon should have (V25); together 1."""

    h1: Share = doc(N_("Target share of horizon 1, 3 to 18 months."), "0.60")
    h2: Share = doc(N_("Target share of horizon 2, 18 months to 3 years."), "0.30")
    h3: Share = doc(N_("Target share of horizon 3, 3 years and on."), "0.10")


class PortfolioNorms(Part):
    """Norms for the portfolio as a whole; norms of the process stand in ``process.yaml``."""

    horizons: HorizonTargets | None = doc(
        N_("The balance of horizons that is aimed at."), default=None
    )


class Forge(Part):
    """Where pull requests of this portfolio live."""

    kind: Literal["github", "gitlab", "forgejo"] = doc(N_("The kind of forge."), "gitlab")
    url: Line = doc(N_("The address of the forge."), "https://git.example.org")
    project: Line = doc(N_("The project's path on the forge."), "innovatie/portfolio")


class Portfolio(Record):
    """The file that makes a folder a portfolio."""

    schema_: Literal["innoctl/portfolio/1"] = schema_line("portfolio")
    id: Slug = doc(N_("A name for machines; stands in every decision."), "politie")
    name: Line = doc(N_("The name that people know it by."), "Innovatieportfolio politie")
    note: Prose | None = doc(
        N_("What a reader must know first, such as: all of this is fictional."), default=None
    )
    languages: Unique[Literal["nl", "en"]] = doc(
        N_("Languages of this portfolio, the main one first."), ["nl", "en"]
    )
    currency: Literal["EUR"] = doc(N_("The currency of every amount."), "EUR")
    today: Day | None = doc(
        N_("Only for examples and training: the date that reports take for today."),
        "2026-10-01",
        default=None,
    )
    norms: PortfolioNorms = doc(N_("Norms for the portfolio as a whole."), default=PortfolioNorms())
    forge: Forge | None = doc(N_("The forge on which gate decisions are reviewed."), default=None)
