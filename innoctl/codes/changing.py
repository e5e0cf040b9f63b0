"""Codes: changing ideas, beginning a portfolio, editors and hooks."""

from __future__ import annotations

from innoctl.codes import Code
from innoctl.locale import N_

_BY_DECISION = N_(
    "write the decision as a file in decisions/ and change {field} in the idea's file by hand, both"
    " in one commit; what a decision holds: innoctl schema decision"
)

CODES = (
    # changing one idea
    Code(
        "U830",
        "error",
        N_("{field} is not set by hand"),
        N_(
            "Phase and state follow from the decisions on an idea, so that no idea passes a gate unseen."
        ),
        N_("decide on the idea: innoctl gate advance IDEA"),
        "V9",
    ),
    Code(
        "U831",
        "error",
        N_("{field} is not set by hand"),
        N_("An idea changes stream by a move that one side asks for and the other accepts."),
        _BY_DECISION,
        "V27",
    ),
    Code(
        "U832",
        "error",
        N_("{argument} is not an assignment"),
        N_("What to change is told as FIELD=VALUE, without spaces around the sign."),
        N_('for example: innoctl set IDEA horizon=2 tags+=drones "problem=what hurts today"'),
    ),
    Code(
        "U833",
        "error",
        N_("ideas have no field {field}"),
        N_("A field that nobody knows would be lost to every report."),
        N_("did you mean: {near}"),
    ),
    Code(
        "U834",
        "error",
        N_("{field} has no such item: it holds {count}"),
        N_("Items of a list are counted from 0."),
        N_("add one at the end: {field}+=VALUE"),
    ),
    Code(
        "U835",
        "error",
        N_("{field} never changes"),
        N_("Decisions, links and other records name an idea by its id for ever."),
        N_("make a new idea and link the two: innoctl new idea, innoctl link"),
    ),
    Code(
        "U836",
        "error",
        N_("ideas have no field {field}"),
        N_("A field that nobody knows would be lost to every report."),
        N_("what can stand here: {names}"),
    ),
    Code(
        "U837",
        "error",
        N_("{field} holds a value, not fields"),
        N_("A part of a field is named with a point, as in scaling.strategy."),
        N_("set the field itself: {field}=VALUE"),
    ),
    Code(
        "U838",
        "error",
        N_("{field} is no list, so {sign} does not work on it"),
        N_("+= adds to a list and -= takes out of one."),
        N_("use {field}=VALUE"),
    ),
    Code(
        "U839",
        "error",
        N_("{value} does not stand in {field}"),
        N_("Taking out what is not there is more often a slip than a wish."),
        N_("see what stands there: innoctl show IDEA"),
    ),
    Code(
        "U840",
        "error",
        N_("{id} cannot be tied to itself"),
        N_("A tie brings two ideas together; with itself an idea is together already."),
        N_("name the other idea; innoctl similar {id} lists those that resemble it"),
        "V28",
    ),
    Code(
        "U841",
        "error",
        N_("{first} and {second} are tied already: {relation:relation}"),
        N_("A tie stands in one file and counts for both ideas; twice would be counted twice."),
        N_("see it: innoctl show {first}"),
        "V28",
    ),
    Code(
        "U842",
        "error",
        N_("{first} and {second} are not tied so"),
        N_("What is not there cannot be taken away."),
        N_("see the ties that are there: innoctl show {first}"),
    ),
    Code(
        "U843",
        "error",
        N_("{field} is given by innoctl, not by whoever hands in an idea"),
        N_("An id is drawn at random and a new idea begins in the first phase."),
        N_("take the line away"),
    ),
    Code(
        "U844",
        "error",
        N_("nothing is written: what was given has faults ({count})"),
        N_("What does not fit the portfolio's form would be missing from every overview."),
        N_("put each of them right as its hint says, and give the command again"),
    ),
    Code(
        "U845",
        "error",
        N_("{path} cannot be read: {fact:system}"),
        N_("What is to be taken from a file must be there to read."),
        N_("look at the name; a dash - reads what is piped in"),
    ),
    Code(
        "U846",
        "error",
        N_("{path} holds no idea: fields and values are asked for"),
        N_("An idea is a mapping of fields to values, in YAML or JSON."),
        N_("for example: title: Chatbot for the neighbourhood"),
    ),
    Code(
        "U847",
        "error",
        N_("needed, and not given: {what}"),
        N_(
            "What a record cannot do without is never guessed; off a terminal nothing is asked either."
        ),
        N_("add {flags}"),
    ),
    Code(
        "U849",
        "error",
        N_("nothing is written, because of what is said above ({count})"),
        N_("What a rule refuses, or what a text lacks, is no slip of the command line."),
        N_("put each of them right as its hint says, and give the command again"),
    ),
    Code(
        "U865",
        "error",
        N_("{name} can mean {count} of them: {candidates}"),
        N_("A command that guessed would sooner or later name the wrong one."),
        N_("give the whole name, or the id, which stands in front"),
    ),
    Code(
        "U850",
        "error",
        N_("{folder} is a portfolio already"),
        N_("A portfolio inside another would make it unclear which one a command works on."),
        N_("work in it (-C {folder}), or give another folder"),
    ),
    Code(
        "U851",
        "error",
        N_("in {folder} these files are in the way: {files}"),
        N_("innoctl does not overwrite what it did not write."),
        N_("move them away, or give another folder"),
    ),
    Code(
        "U852",
        "error",
        N_("{path} is a file, not a folder"),
        N_("A portfolio is a folder of files."),
        N_("give another name"),
    ),
    Code(
        "U853",
        "error",
        N_("{folder} is not empty"),
        N_(
            "The example portfolio comes in a folder of its own, so that nothing of yours is mixed in."
        ),
        N_("innoctl demo {free}"),
    ),
    Code(
        "U855",
        "error",
        N_("an editor needs a terminal, and there is none"),
        N_("Off a terminal, or with --no-input, innoctl never waits for a person."),
        N_("change fields instead: innoctl set {id} FIELD=VALUE"),
    ),
    Code(
        "U856",
        "error",
        N_("the editor {editor} could not be run: {fact:system}"),
        N_("innoctl opens INNOCTL_EDITOR, else VISUAL, else EDITOR."),
        N_("name another one: INNOCTL_EDITOR=nano innoctl edit {id}; your text is kept in {draft}"),
    ),
    Code(
        "U857",
        "error",
        N_("nothing is saved: the text still has faults ({count}); it is kept in {draft}"),
        N_("A file that cannot be read would be missing from every overview."),
        N_("go on with the same text: innoctl edit {id}"),
    ),
    Code(
        "U858",
        "error",
        N_(
            "{path} was changed by somebody else while you were editing; your text is kept in {draft}"
        ),
        N_("Saving would undo the work of the other without a word."),
        N_("compare the two, and go on with your text: innoctl edit {id}"),
    ),
    Code(
        "U859",
        "error",
        N_("the editor {editor} ended with status {status}; nothing is saved"),
        N_("An editor that fails may have left half a text."),
        N_("your text is kept in {draft}; go on with it: innoctl edit {id}"),
    ),
    Code(
        "U861",
        "error",
        N_(
            "hooks stand in {folder}, which other repositories use too ({scope} setting core.hooksPath)"
        ),
        N_("A hook there would run for every repository on this machine."),
        N_("let your own hook call innoctl check, or unset core.hooksPath for this repository"),
    ),
    Code(
        "U862",
        "error",
        N_("both {path} and {kept} are there"),
        N_(
            "innoctl keeps the hook that was there before under the second name, and loses neither."
        ),
        N_("put what you want to keep into {kept} and remove {path}"),
    ),
    Code(
        "U866",
        "error",
        N_("HEAD of {folder} names no branch, so there is none to guard"),
        N_(
            "What is pushed to the branch that HEAD names is judged; to others anybody pushes freely."
        ),
        N_("name the branch that counts: git -C {folder} symbolic-ref HEAD refs/heads/main"),
    ),
    Code(
        "U867",
        "error",
        N_(
            "the branch that counts in {folder} is {branch}, which does not exist; there are: {others}"
        ),
        N_(
            "What is pushed to the branch that HEAD names is judged; to others anybody pushes freely."
        ),
        N_("name the branch that counts: git -C {folder} symbolic-ref HEAD refs/heads/main"),
    ),
    Code(
        "U868",
        "error",
        N_(
            "branch {branch} holds no portfolio.yaml in {place}, or in more than one folder: {folders}"
        ),
        N_(
            "The hook judges one portfolio; looking in the wrong folder it would refuse every push."
        ),
        N_(
            "push the portfolio first, or name its folder below the repository:"
            " innoctl -C {server}/FOLDER hooks install --server"
        ),
    ),
    Code(
        "U869",
        "error",
        N_("no portfolio.yaml stands where the hook looks for it, but in {folders}"),
        N_("The hook judges one portfolio, in the folder that it was installed for."),
        N_(
            "on the server, name the folder below the repository:"
            " innoctl -C REPOSITORY/FOLDER hooks install --server"
        ),
    ),
)
