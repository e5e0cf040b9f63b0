"""Codes U701 to U715 and U880 to U891: the portfolio, ids and fields that a command is about."""

from __future__ import annotations

from innoctl.codes import Code
from innoctl.locale import N_

CODES = (
    # looking something up in a portfolio
    Code(
        "U701",
        "error",
        N_("no portfolio here: neither {start} nor a folder above it holds a portfolio.yaml"),
        N_("Every command works on one portfolio; its folder is known by the file portfolio.yaml."),
        N_("go into a portfolio, name it with -C DIR, or make one: innoctl init DIR"),
    ),
    Code(
        "U702",
        "error",
        N_("no idea is called {name}"),
        N_("An idea is named by its id, by an unambiguous start of it, or by a part of its slug."),
        N_("did you mean: {near}"),
    ),
    Code(
        "U703",
        "error",
        N_("{name} can mean {count} ideas: {candidates}"),
        N_("A command that guessed would sooner or later change the wrong idea."),
        N_("use the first six characters, the id"),
    ),
    Code(
        "U704",
        "error",
        N_("no stream is called {name}"),
        N_("Streams stand in organisation.yaml; an id is corps, unit/NAME or portfolio/NAME."),
        N_("did you mean: {near}"),
    ),
    Code(
        "U705",
        "error",
        N_("ideas have no field {name}"),
        N_("A filter on a field that does not exist would quietly find nothing."),
        N_("did you mean: {near}"),
    ),
    Code(
        "U706",
        "error",
        N_("{filter} is not a filter"),
        N_("A filter is a field, an operator and a value: = != >= <= > < or ~ for contains."),
        N_("for example: --where 'horizon>=2'"),
    ),
    Code(
        "U707",
        "error",
        N_("this report has no figure {name}"),
        N_("A figure is opened by the name that -o json gives it."),
        N_("did you mean: {near}"),
    ),
    Code(
        "U708",
        "error",
        N_("no {field:label} is called {name}"),
        N_("A filter on a value that cannot occur would quietly find nothing."),
        N_("did you mean: {near}"),
    ),
    Code(
        "U709",
        "error",
        N_("{path} cannot be read"),
        N_("What the file says is no record of an idea: a conflict marker or a slip of YAML."),
        N_("put it right: innoctl edit {id}"),
    ),
    # files
    Code(
        "U710",
        "error",
        N_("{path} is no path inside the portfolio"),
        N_("A name with .. or .git in it could write anywhere on this computer."),
        N_("use a path below the portfolio's own folder, with / between its parts"),
    ),
    Code(
        "U711",
        "error",
        N_("{path} is not a plain file"),
        N_(
            "A link, a folder or a device in the place of a file can lead out of the portfolio or hang."
        ),
        N_("put a plain file there, or take away what stands there"),
    ),
    Code(
        "U712",
        "error",
        N_(
            "another innoctl (process {holder}) has been writing here for more than {seconds} seconds"
        ),
        N_("Two writers at once could lose each other's work, so one waits for the other."),
        N_("wait for it, or look what process {holder} is doing and end it; nothing was changed"),
    ),
    Code(
        "U713",
        "error",
        N_("cannot write {path}: {fact:system}"),
        N_("A change is written as a whole or not at all."),
        N_("make room, or ask for the right to write here; then give the command again"),
    ),
    Code(
        "U714",
        "error",
        N_("there was no portfolio here at commit {revision}"),
        N_("A report with --rev is made from the files of that commit alone."),
        N_("take a later commit: git log --oneline -- portfolio.yaml"),
    ),
    Code(
        "U715",
        "error",
        N_("{path} is there, and is no earlier export"),
        N_("An export replaces the one before it, and never anything else."),
        N_("choose another name for it, or move away what stands there"),
    ),
    # git
    Code(
        "U880",
        "error",
        N_("{path} lies outside the portfolio"),
        N_("check looks at one portfolio and at nothing around it."),
        N_("name a file or folder of the portfolio, or another portfolio with -C DIR"),
    ),
    Code(
        "U881",
        "error",
        N_("nothing stands at {path}"),
        N_("Saying that nothing is wrong with a file that is not there would mislead."),
        N_("look for a slip in the path; paths are relative to the folder you work in"),
    ),
    Code(
        "U882",
        "error",
        N_("no kind of file is called {name}"),
        N_("Each kind of file in a portfolio has a schema of its own."),
        N_("see the kinds: innoctl schema"),
    ),
    # finding ideas by what they say
    Code(
        "U891",
        "error",
        N_("name one idea, or give one text"),
        N_("Likeness is between one thing and all ideas."),
        N_("for example: innoctl similar scrum, or innoctl similar --text 'speech to text'"),
    ),
)
