"""``approvals/``: what one person says to the exact bytes of one decision, and what proves it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from innoctl.locale import N_
from innoctl.model.base import (
    Day,
    Digest,
    Line,
    Many,
    ObjectId,
    Part,
    Prose,
    Record,
    Slug,
    doc,
    schema_line,
)
from innoctl.model.decision import Judgement


class ReviewEvidence(Part):
    """The review of a pull request that shows the approval, by numbers that never change."""

    forge: Line = doc(N_("The forge's host."), "git.example.org")
    project: Line = doc(N_("The project's path on the forge."), "innovatie/portfolio")
    pull_request: int = Field(
        ge=1, description=N_("The number of the pull request."), examples=[42]
    )
    review: int = Field(ge=1, description=N_("The number of the review."), examples=[991])
    account: int = Field(
        ge=1, description=N_("The numeric id of the account that reviewed."), examples=[4711]
    )
    commit: ObjectId = doc(N_("The commit that was reviewed; its tree holds the decision."))
    opened_by: int = Field(
        ge=0,
        description=N_(
            "The numeric id of the account that opened the pull request; 0 if it is gone."
        ),
        examples=[4712],
    )
    on: Line = doc(N_("The moment of the review, as the forge tells it."), "2026-03-12T20:41:00Z")


class Approval(Record):
    """One person's word on one decision: approval, dissent or recusal."""

    schema_: Literal["innoctl/approval/1"] = schema_line("approval")
    portfolio: Slug = doc(N_("The portfolio's id."), "politie")
    decision: Line = doc(
        N_("The path of the decision."), "decisions/2026-01/k3f9ab-01-concept.yaml"
    )
    sha256: Digest = doc(N_("SHA-256 of the decision's bytes."))
    person: Slug = doc(N_("Who says it."), "p-0101")
    for_: Slug | None = doc(
        N_("In whose place, for a deputy."), "p-0102", alias="for", default=None
    )
    stance: Literal["approve", "dissent", "recuse"] = doc(
        N_("approve, dissent (against) or recuse (does not take part)."), "approve"
    )
    approved_on: Day = doc(N_("The day, as the person says."), "2026-03-12")
    criteria: Many[Judgement] = doc(N_("This person's own scores."), default=())
    because: Prose | None = doc(N_("Why; needed for dissent and recusal."), default=None)
    review: ReviewEvidence | None = doc(N_("The pull-request review that shows it."), default=None)
    signature: Prose | None = doc(N_("The SSH signature over all that stands above."), default=None)
    imported: Prose | None = doc(
        N_("The signature of who brought the review in, where the policy asks for it."),
        default=None,
    )
