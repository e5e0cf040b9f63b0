"""What a booking needs and was not said: asked on a terminal, named as flags off it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

from innoctl.cli.ask import Missing, text
from innoctl.cli.context import interactive
from innoctl.cli.output import say_words
from innoctl.errors import UsageError
from innoctl.locale import N_, Text
from innoctl.locale import gettext as _
from innoctl.locale.words import word
from innoctl.named import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from innoctl.model.called import Choice
    from innoctl.rules.outstanding import Open
    from innoctl.workspace.booking import Account
    from innoctl.workspace.portfolio import Portfolio

QUESTIONS: Final = {
    "budget": N_("On which budget?"),
    "amount": N_("How much, as 1234.56?"),
    "reference": N_("Under which reference (order, contract, invoice)?"),
    "note": N_("Why?"),
    "what": N_("Which of them is it?"),
}


class NotYet(UsageError):
    """The day of a booking lies in the future."""

    code = "U780"


class Asked(NamedTuple):
    """One idea that is booked on, and the day of the booking."""

    account: Account
    on: date
    today: date

    @classmethod
    def of(cls, portfolio: Portfolio, idea: str, on: date | None) -> Asked:
        """Open the ledger of the idea that is meant."""
        from innoctl.workspace.booking import opened
        from innoctl.workspace.commit import refuse_unready

        today = portfolio.today()
        if on is not None and on > today:
            raise NotYet(on=on, today=today)
        account = opened(portfolio, idea, today)
        if interactive():
            refuse_unready(portfolio.root)
        return cls(account, on or today, today)

    @property
    def id(self) -> str:
        """The idea's id."""
        return self.account.ledger.idea

    def values(self, **given: str) -> list[str]:
        """Return each value as given, as it follows, or as answered, in the order of ``given``."""
        found = {key: said.strip() for key, said in given.items()}
        if "budget" in found and not found["budget"]:
            found["budget"] = self._only_budget()
        missing = [key for key, said in found.items() if not said]
        if missing and not interactive():
            flags = " ".join(f"--{key} ..." for key in missing)
            near = self._granted() if "budget" in missing else []
            flags += f" (--budget: {', '.join(near)})" if near else ""
            raise Missing(what=", ".join(missing), flags=flags)
        for key in missing:
            found[key] = self._ask(key)
        return list(found.values())

    def cents(self, said: str) -> int:
        """Return the cents of an amount; on a terminal a slip was told when it was typed."""
        from innoctl.changes.amounts import typed_cents

        return typed_cents(said)

    def _only_budget(self) -> str:
        """Return the one budget of the right kind that the idea was granted money from, '' if there are more."""
        fitting = self.account.fitting(self.on.isoformat())
        return fitting[0] if len(fitting) == 1 else ""

    def _granted(self) -> list[str]:
        """Return the budgets that can be meant: of the right kind, else all it was granted money from."""
        found = self.account.positions(self.today)
        return self.account.fitting(self.on.isoformat()) or [
            name for name, row in found.items() if row.granted > 0
        ]

    def _ask(self, key: str) -> str:
        if key == "budget" and (rows := self._budgets()):
            return chosen(_(QUESTIONS[key]), "--budget", rows)
        judge: Callable[[str], object] = self.cents if key == "amount" else len
        while True:
            reply = text(_(QUESTIONS[key]), f"--{key}")
            try:
                judge(reply)
            except UsageError as error:
                say_words(error.message)
                say_words(error.way_out)
            else:
                return reply

    def _budgets(self) -> list[Choice]:
        """Return the budgets that the idea was granted money from, with what is left of it."""
        from innoctl.locale import say
        from innoctl.model.called import Choice
        from innoctl.rules.deciding import euros

        found = []
        for name, row in self.account.positions(self.today).items():
            budget = self.account.budgets.get(name)
            if budget is not None and row.granted > 0:
                left = euros(row.granted - row.released - row.needed)
                params = {"kind": _(word("budget", budget.kind)), "left": left}
                said = Text.of(N_("{kind}, {left:money} left"), **params)
                found.append(Choice(name, say(said)))
        return found


def which(found: Sequence[Open], budget: str, what: str, reference: str, idea: str) -> Open:
    """Return the booking that is meant, where a reference stands for more than one."""
    from innoctl.changes.book import NoSuchBooking
    from innoctl.model.called import Choice

    rows = [one for one in found if not budget or one.line.budget == budget]
    rows = [one for one in rows if not what or one.line.what == what]
    if not rows:
        near = ", ".join(dict.fromkeys(one.line.budget for one in found))
        raise NoSuchBooking(reference=f"{reference} ({budget or what})", id=idea, near=near)
    if len(rows) == 1:
        return rows[0]
    budgets = list(dict.fromkeys(one.line.budget for one in rows))
    key = "budget" if len(budgets) > 1 else "what"
    if not interactive():
        values = budgets if key == "budget" else [one.line.what for one in rows]
        raise Missing(what=f"{key} ({', '.join(values)})", flags=f"--{key} ...")
    names = {one.line.budget if key == "budget" else one.line.what: one for one in rows}
    choices = [Choice(name, one.line.note) for name, one in names.items()]
    picked = chosen(_(QUESTIONS[key]), f"--{key}", choices)
    if key == "budget":
        return which(rows, picked, what, reference, idea)
    return names[picked]


def chosen(question: str, flag: str, choices: list[Choice]) -> str:
    """List the choices and ask for one, by number, name or a part of it."""
    from innoctl.cli.questions import list_choices, one_meant

    list_choices(choices)
    while True:
        if found := one_meant(text(question, flag), choices):
            return found
