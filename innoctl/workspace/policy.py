"""A decision on the portfolio's own files: those that were changed in the work tree, and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from innoctl.changes import policy_change as make
from innoctl.changes.edit import Change
from innoctl.errors import Finding, InnoError
from innoctl.model.authority_facts import authority_facts
from innoctl.model.kinds import kind_of
from innoctl.model.policy_reading import organisation_facts
from innoctl.rules.approvals import judge
from innoctl.rules.fitness import locked_out
from innoctl.rules.mandate import Policy, owner_of, owners
from innoctl.rules.votes import Subject
from innoctl.workspace import proposal, save
from innoctl.workspace.altered import Altered, Wish, file_of, land, lying
from innoctl.workspace.commit import commit
from innoctl.workspace.journal import fingerprint
from innoctl.workspace.records import Refused, placed, problems, read_record, spoken, trailers
from innoctl.workspace.sitting import Taken

if TYPE_CHECKING:
    from innoctl.locale import Text
    from innoctl.workspace.committed import Committed
    from innoctl.workspace.portfolio import Portfolio

COMMAND: Final = "gate change"


class Unowned(InnoError):
    """Nobody owns a kind of file."""

    code = "U947"


class Amendment:
    """A change of the portfolio's own files, fit to be written.

    ``altered`` are files that a command makes, with what the commit then says; without them
    those are taken that lie changed in the work tree.
    """

    def __init__(
        self,
        portfolio: Portfolio,
        view: Committed,
        wish: Wish,
        altered: Sequence[Altered] = (),
        subject: Text | None = None,
    ) -> None:
        self.portfolio, self.view = portfolio, view
        self.policy = view.policy()
        self.files = list(altered) or lying(portfolio, view, wish)
        self.keys = tuple(dict.fromkeys(owner_of(one.path) for one in self.files))
        after, number = _last(view)
        said = make.Policy(
            view.portfolio, after, number, wish.proposed_by, wish.decided_by, wish.decided_on,
            view.commit, wish.rationale,
        )  # fmt: skip
        changed = [make.Changed(one.path, fingerprint(one.new)) for one in self.files]
        self.record = make.record(said, changed)
        self.file = make.file(said, self.record)
        self.subject = subject or make.subject(changed)
        self.language = spoken(view.document("portfolio.yaml"))

    def prove(self) -> None:
        """Raise what stands in the way: a file that cannot be read, no owners, the wrong names."""
        for one in self.files:
            wrong = placed(list(_faults(one)), one.new or b"")
            if wrong:
                raise _refused(wrong, one.new or b"")
        unowned = [
            key for key in self.keys if self.policy.authority and not owners(self.policy, key)
        ]
        if unowned:
            raise Unowned(key=unowned[0])
        wrong = [*self._form(), *self.unnamed(), *self._unreachable(), *self._money()]
        if wrong:
            raise _refused(wrong)

    def _form(self) -> Iterator[Finding]:
        from innoctl.model.validate import validate

        for fault in validate("change", self.record):
            yield Finding(fault.code, self.file.path, fault.field, fault.params)

    def unnamed(self) -> Iterator[Finding]:
        """Yield why the names that are written down do not decide, or are not asked for."""
        path = self.file.path
        if self.policy.authority is None:
            return
        if self.policy.reviewed:
            if self.record.get("decided_by"):
                yield Finding.of("U937", path, ("decided_by",), grade=self.policy.grade)
            return
        named = tuple(self.record.get("decided_by", ()))
        digest = fingerprint(self.file.content) or ""
        day = str(self.record["decided_on"])
        for key in self.keys:
            subject = Subject(
                path, digest, self.view.portfolio, "change", "", self.record["proposed_by"],
                day=day, named=named, owned=(key,),
            )  # fmt: skip
            if not judge(subject, (), self.policy).approved:
                person = ", ".join(named) or "-"
                yield Finding.of("U948", path, ("decided_by",), key=key, person=person)

    def _unreachable(self) -> Iterator[Finding]:
        """Yield what nobody could decide any more once the change is in force."""
        days = (str(self.record["decided_on"]), self.portfolio.today().isoformat())
        yield from locked_out(self.file.path, self.policy, self._later(), days)

    def _money(self) -> Iterator[Finding]:
        """Yield what ``check --base`` would refuse of allocations that were changed by hand."""
        files = [one for one in self.files if not one.made and owner_of(one.path) == "budgets"]
        if files:
            from innoctl.workspace.allotted import refused

            portfolio = self.portfolio
            yield from refused(portfolio.committed, self.view, files, portfolio.today())

    def _later(self) -> Policy:
        """Return the policy as it will be."""
        new = {one.path: one.new for one in self.files}

        def document(path: str) -> dict[str, Any]:
            if path not in new:
                return dict(self.view.document(path))
            data = new[path]
            return read_record(path, data).value if data is not None else {}

        there = new.get("authority.yaml", b"" if self.policy.authority else None) is not None
        authority = authority_facts(document("authority.yaml")) if there else None
        return Policy(authority, organisation_facts(document("organisation.yaml")))

    def change(self) -> Change:
        """Return the change against the commit: the files as they are now, and the decision."""
        altered = (file_of(one) for one in self.files if one.old != one.new)
        return Change((*altered, self.file), self.subject, trailers(COMMAND))

    @property
    def made(self) -> bool:
        """Whether a command made the files, so that none of it lies in the work tree."""
        return all(one.made for one in self.files)

    def differences(self) -> tuple[save.Difference, ...]:
        """Return what would be committed, against the commit; writes nothing."""
        return proposal.differences(self.portfolio.root, self.change(), self.view.commit)

    def take(self) -> Taken:
        """Commit at once, or on a branch where others must approve; the work tree keeps its edits."""
        root = self.portfolio.root
        if self.policy.reviewed:
            name = f"{self.record['decided_on']}-{'-'.join(self.keys)}"
            base = self.view.commit
            made = proposal.propose(root, self.change(), base, name, language=self.language)
            return Taken(made.commit, made.branch, made.paths)
        decision = Change((self.file,), self.subject, trailers(COMMAND))
        wanted = save.alterations(decision)
        wanted |= {one.path: partial(land, one) for one in self.files if one.old != one.new}
        saved = commit(root, wanted, save.message(decision, self.language))
        return Taken(saved.commit or "", "", saved.paths, saved.left)


def approvers(policy: Policy, keys: Sequence[str]) -> tuple[str, ...]:
    """Return who own these kinds of file."""
    seats = (owners(policy, key) for key in keys)
    return tuple(dict.fromkeys(who for seat in seats if seat for who in seat.persons))


def _faults(one: Altered) -> Iterator[Finding]:
    """Yield what makes a file no policy: what cannot be read, or has not the form of its kind."""
    from innoctl.model.validate import validate

    if one.new is None:
        return
    wrong = problems(one.path, one.new)
    yield from wrong
    kind = kind_of(one.path)
    if not wrong and kind is not None:
        value = read_record(one.path, one.new).value
        found = (Finding(f.code, one.path, f.field, f.params) for f in validate(kind.name, value))
        yield from (finding for finding in found if finding.severity == "error")


def _last(view: Committed) -> tuple[str | None, int]:
    """Return the digest of the last decision on the portfolio's own files, and the next number."""
    paths = [f"{make.FOLDER}/{name}" for name in view.names(make.FOLDER)]
    paths = [path for path in paths if kind_of(path)]
    followers: dict[str | None, str] = {}
    for path in sorted(paths):
        blob = view.file(path)
        if blob is not None:
            said: Any = read_record(path, blob.data).value.get("after")
            followers.setdefault(said if isinstance(said, str) else None, blob.sha256)
    last: str | None = None
    while last in followers:
        last = followers.pop(last)
    numbers = [int(path.rpartition("/")[2][:4]) for path in paths]
    return last, max(numbers, default=0) + 1


def _refused(found: Sequence[Finding], text: bytes = b"") -> Refused:
    error = Refused(count=len(found))
    error.findings, error.text = tuple(found), text
    return error
