"""``innoctl new idea``: hand in an idea, by flags, from a file, or by answering questions."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any, Final

from innoctl.cli import idea_options as options
from innoctl.cli.ask import Missing, confirm
from innoctl.cli.changing import write
from innoctl.cli.context import command_line, interactive
from innoctl.cli.given import content, long_text, small_yaml
from innoctl.cli.looking import here
from innoctl.cli.output import emit, say_words
from innoctl.cli.values import DryRunOption, Output, OutputOption, YesOption
from innoctl.errors import Finding
from innoctl.locale import N_, Text, language
from innoctl.locale import gettext as _
from innoctl.named import NamedTuple
from innoctl.render.table import Column, Origin, Table

if TYPE_CHECKING:
    from innoctl.changes.edit import Plain
    from innoctl.workspace.portfolio import Portfolio
    from innoctl.workspace.proposing import Source

COLUMNS: Final = (
    Column("id", N_("id"), "id"),
    Column("title", N_("title")),
    Column("stream", N_("stream")),
    Column("path", N_("file")),
)


def new_idea(
    title: options.Title = "",
    stream: options.Stream = "",
    summary: options.Summary = "",
    problem: options.Problem = "",
    solution: options.Solution = "",
    value: options.Value = "",
    kind: options.Kind = "",
    social_side: options.SocialSide = "",
    source: options.Source = "",
    horizon: options.Horizon = "",
    reach: options.Reach = "",
    reasons: options.Reasons = "",
    domain: options.Domain = "",
    themes: options.Themes = "",
    tags: options.Tags = "",
    submitter: options.Submitter = "",
    origin: options.Origin = "",
    broker: options.Broker = "",
    from_file: options.From = "",
    yes: YesOption = False,
    dry_run: DryRunOption = False,
    output: OutputOption = Output.table,
) -> None:
    """Hand in an idea; a title and a stream are enough to begin."""
    flags = {name: said for name, said in locals().items() if name in options.FIELDS and said}
    with here() as portfolio:
        idea = _idea(portfolio, from_file, flags, dry_run=dry_run)
        if _unlike_others(portfolio, idea, sure=yes or dry_run):
            _write(portfolio, idea, output, dry_run=dry_run)


def _idea(
    portfolio: Portfolio, from_file: str, flags: dict[str, str], *, dry_run: bool
) -> dict[str, Any]:
    """Return the idea as given and answered, fit to be written."""
    from innoctl.workspace.commit import refuse_unready
    from innoctl.workspace.records import refusal

    if "stream" in flags:
        flags["stream"] = _stream(portfolio, flags["stream"])
    given = _given(portfolio, from_file, flags)
    asked = [name for name in options.NEEDED if not given.fields.get(name)]
    if asked and given.findings:
        raise refusal(given.findings, given.source.data)
    if asked and not interactive():
        raise Missing(what=", ".join(asked), flags=" ".join(f"--{name} ..." for name in asked))
    if asked and not dry_run:
        refuse_unready(portfolio.root)
    return _judged(portfolio, _asked(portfolio, given) if asked else given.fields, given)


def _stream(portfolio: Portfolio, name: str) -> str:
    """Return the stream that a part of its id means, as in a list; what means none is judged later."""
    from innoctl.workspace.overviews import UnknownStream, stream_named

    try:
        return stream_named(portfolio.organisation(), name)
    except UnknownStream:
        return name


class Given(NamedTuple):
    """What the command line and a file gave together; ``from_file`` are the fields of the file."""

    fields: dict[str, Plain]
    from_file: frozenset[str]
    source: Source
    findings: tuple[Finding, ...]


def _given(portfolio: Portfolio, name: str, flags: dict[str, str]) -> Given:
    from innoctl.changes.set_field import Words, assign
    from innoctl.workspace.choices import meaning
    from innoctl.workspace.proposing import Source, flag, read_source

    source = Source("<stdin>" if name == "-" else name, content(name)) if name else Source()
    filed: dict[str, Plain] = {}
    wrong: list[Finding] = []
    if name:
        filed, wrong = read_source(source)
    direct: dict[str, Plain] = {key: flags.pop(key) for key in options.NEEDED if key in flags}
    rows = [f"{key}={said}" for key, said in flags.items()]
    words = Words(small_yaml, long_text, meaning(portfolio, language()))
    outcome = assign(filed, rows, words)
    told = [one._replace(path=flag((one.path.partition("=")[0],))) for one in outcome.findings]
    fields = outcome.record | direct
    kept = frozenset(key for key in filed if key not in flags and key not in direct)
    return Given(fields, kept, source, (*wrong, *told))


def _asked(portfolio: Portfolio, given: Given) -> dict[str, Plain]:
    """Ask for the rest; what was given already is judged before a person types a word."""
    from innoctl.changes.new_idea import record
    from innoctl.cli.wizard import ask
    from innoctl.workspace.persons import myself
    from innoctl.workspace.proposing import faults
    from innoctl.workspace.records import findings, refusal

    if "submitter" not in given.fields:
        myself(portfolio)  # a setting that names nobody is told now
    phase = portfolio.process().first
    begun = record(given.fields, "aaaaa2", phase, "2000-01-01")
    found = faults(portfolio, begun, given.source, given.from_file)
    wrong = [
        *given.findings,
        *(one for one in found if one.field[:1] and one.field[0] in given.fields),
    ]
    if wrong:
        raise refusal(wrong, given.source.data)

    def judge(answers: dict[str, Plain], field: str) -> list[Text]:
        idea = record(answers, "aaaaa2", phase, "2000-01-01")
        found = [one for one in findings(portfolio, "", idea) if one.field[:1] == (field,)]
        return [text for one in found for text in (one.message, one.way_out)]

    return ask(portfolio, given.fields, judge)


def _judged(portfolio: Portfolio, fields: dict[str, Plain], given: Given) -> dict[str, Any]:
    """Return the whole idea, or say everything that is wrong with it at once."""
    from innoctl.workspace.proposing import completed, faults
    from innoctl.workspace.records import refusal

    idea = completed(portfolio, fields, secrets.choice, portfolio.today())
    wrong = [*given.findings, *faults(portfolio, idea, given.source, given.from_file)]
    if wrong:
        raise refusal(wrong, given.source.data)
    return idea


def _unlike_others(portfolio: Portfolio, idea: dict[str, Any], *, sure: bool) -> bool:
    """Show ideas that resemble this one (V28); False when the person would rather not go on."""
    from innoctl.cli.wizard import kept
    from innoctl.workspace import drafts
    from innoctl.workspace.proposing import resembling

    alike = resembling(portfolio, idea)
    if not alike:
        return True
    say_words(Text(N_("these ideas resemble it:")))
    for one in alike:
        say_words(
            Text.of("  {id}  {title} ({stream})", id=one.id, title=one.title, stream=one.stream)
        )
    if sure or not interactive() or confirm(_("hand it in all the same?")):
        return True
    say_words(
        Text.of(
            N_("nothing was written; to see one: {command}"),
            command=command_line(f"innoctl show {alike[0].id}"),
        )
    )
    if drafts.answers(portfolio):
        kept(portfolio).tell()
    return False


def _write(portfolio: Portfolio, idea: dict[str, Any], output: Output, *, dry_run: bool) -> None:
    from innoctl.changes.new_idea import path
    from innoctl.workspace import drafts
    from innoctl.workspace.proposing import proposal

    write(portfolio, proposal(portfolio, idea), f"innoctl edit {idea['id']}", dry_run=dry_run)
    if dry_run:
        return
    drafts.keep_answers(portfolio, {})
    if output is not Output.table:
        row = (idea["id"], idea["title"], idea["stream"], path(idea))
        emit(Table(COLUMNS, [row]), output, Origin(portfolio.commit or ""))
