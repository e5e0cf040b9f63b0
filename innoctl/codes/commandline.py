"""Codes: what was typed, the user's own settings, and faults of the system and of innoctl."""

from __future__ import annotations

from innoctl.codes import Code
from innoctl.locale import N_

CODES = (
    Code(
        "U801",
        "error",
        N_("no such command: {command}"),
        N_("Commands are a verb, or a noun and a verb; nothing runs on a guess."),
        N_("innoctl --help lists all commands"),
    ),
    Code(
        "U802",
        "error",
        N_("{noun} needs a word after it: {verbs}"),
        N_("The first word says what it is about, the second what to do."),
        N_("innoctl {noun} --help says what each of them does"),
    ),
    Code(
        "U803",
        "error",
        N_("no such option: {option}"),
        N_("An option that was silently passed over would give another answer than you asked for."),
        N_("{command} --help lists its options"),
    ),
    Code(
        "U804",
        "error",
        N_("the option {option} is missing"),
        N_("The command cannot do its work without it, and it has no safe default."),
        N_("add {option} and its value"),
    ),
    Code(
        "U805",
        "error",
        N_("the argument {argument} is missing"),
        N_("The command cannot do its work without it, and it has no safe default."),
        N_("add it after the command; --help shows where"),
    ),
    Code(
        "U806",
        "error",
        N_("the option {option} needs a value"),
        N_("It stands at the end of the line, so nothing is left to be its value."),
        N_("write {option} VALUE"),
    ),
    Code(
        "U807",
        "error",
        N_("the option {option} takes no value"),
        N_("It is either given or not."),
        N_("write {option} alone"),
    ),
    Code(
        "U808",
        "error",
        N_("{value} is no value of {parameter}"),
        N_("The values are a fixed list, the same in every language."),
        N_("choose one of {values}"),
    ),
    Code(
        "U809",
        "error",
        N_("{parameter} asks for {kind}"),
        N_("Input is read strictly: a guess about a number is a wrong number sooner or later."),
        N_("write it with digits alone, such as 12"),
    ),
    Code(
        "U810",
        "error",
        N_("{value} is no date"),
        N_("Only year-month-day is read: 3-4-2026 is another day in another country."),
        N_("write it as 2026-10-31"),
    ),
    Code(
        "U811",
        "error",
        N_("too many words: {words}"),
        N_("A word that was silently passed over would give another answer than you asked for."),
        N_("put words that belong together between quotes; {command} --help shows what it takes"),
    ),
    Code(
        "U812",
        "error",
        N_("this must be asked and there is no terminal to ask it on"),
        N_("Off a terminal, or with --no-input, innoctl never waits for an answer."),
        N_("add {flag}"),
    ),
    Code(
        "U813",
        "error",
        N_("your settings in {path} cannot be read: {cause:system}"),
        N_("Settings that were half read would work on another portfolio than you think."),
        N_("correct the file, or remove it"),
    ),
    Code(
        "U814",
        "error",
        N_("your settings in {path} hold {name}, which innoctl does not know"),
        N_("A misspelt setting would do nothing, in silence."),
        N_("the settings are: {names}"),
    ),
    Code(
        "U815",
        "error",
        N_("{value} is no value of the setting {name}, which {origin} gives"),
        N_("The values are a fixed list, the same in every language."),
        N_("choose one of {values}"),
    ),
    Code(
        "U816",
        "error",
        N_("innoctl does not install completion for PowerShell by itself"),
        N_("It takes a change of the execution policy, which is not for a tool to make."),
        N_("innoctl --show-completion powershell >> $PROFILE"),
    ),
    Code(
        "U817",
        "error",
        N_("no such code: {name}"),
        N_("Every code that innoctl gives stands in one list."),
        N_("innoctl explain lists all codes"),
    ),
    Code(
        "U819",
        "error",
        N_("the command line cannot be read: {message}"),
        N_("These are the words of the parser itself."),
        N_("add --help to see what the command takes"),
    ),
    Code(
        "U820",
        "error",
        N_("{path}: {cause:system}"),
        N_("The operating system refused to read or write."),
        N_("look at the free space and at the rights on that path"),
    ),
    Code(
        "X900",
        "error",
        N_("innoctl made an error of its own ({kind}); what happened stands in {path}"),
        N_("This is a bug in innoctl, not something you did."),
        N_("send that file to the people who maintain innoctl; --debug shows it here"),
    ),
)
