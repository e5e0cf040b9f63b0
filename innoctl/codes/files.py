"""Codes F1xx: files that cannot be read, YAML that cannot be trusted, edits that cannot be made."""

from __future__ import annotations

from innoctl.codes import Code
from innoctl.locale import N_

_UNREAD = N_("what a file holds that cannot be read counts in no list, figure or decision")
_GUESS = N_("two readers would take it for two different things, and a guess is never a fact")
_BOUNDED = N_("files come from many hands; reading one may not take unbounded time or memory")
_STYLE = N_("put a text in quotes, or below its key after | with two spaces before each line")

_DISK = (
    Code(
        "F101", "error",
        N_("the file cannot be read: {error:system}"),
        _UNREAD,
        N_("make the file readable for you, or restore it with git restore"),
    ),
    Code(
        "F102", "error",
        N_("the file is not UTF-8 text from here on"),
        N_("bytes of another encoding have no certain meaning, and names would be mangled"),
        N_("save the file as UTF-8 in your editor"),
    ),
    Code(
        "F103", "error",
        N_("the file is {size} bytes, more than the {limit} that are read"),
        _BOUNDED,
        N_("move what is not a record out of the file, or split the record"),
    ),
    Code(
        "F104", "error",
        N_("the file holds no value"),
        N_("an empty file is no record, and is often what a broken save leaves behind"),
        N_("fill the file in, restore it with git restore, or remove it"),
    ),
    Code(
        "F105", "error",
        N_("a second document begins here"),
        N_("each file holds one record; what stands after the second --- would be lost"),
        N_("remove the line with ---, or move what follows to a file of its own"),
    ),
    Code(
        "F106", "error",
        N_("conflict markers of git stand in the file"),
        N_("a merge was not finished: nobody has yet said which of the two sides is true"),
        N_("choose between the sides, remove the marker lines, then git add the file"),
    ),
    Code(
        "F107", "error",
        N_("the control character {character} may not stand in YAML"),
        N_("invisible characters can hide text or drive a terminal"),
        N_('remove the character, or write it as an escape in double quotes, as in "\\x1b"'),
    ),
    Code(
        "F108", "error",
        N_("the file holds a NUL byte: this is not a text file"),
        N_("a crash while saving, or another encoding, leaves such bytes behind"),
        N_("restore the file with git restore, or save it as UTF-8"),
    ),
    Code(
        "F109", "error",
        N_("the file says that it is YAML 1.1"),
        N_("in YAML 1.1 no is false and 012 is ten; innoctl reads YAML 1.2, where they are not"),
        N_("remove the line that begins with %YAML, and check words such as yes, no and on"),
    ),
    Code(
        "F110", "error",
        N_("this is a symbolic link"),
        N_("a link can point out of the portfolio, to files that are none of its business"),
        N_("replace the link by the file itself"),
    ),
    Code(
        "F111", "error",
        N_("this is not a regular file"),
        N_("a pipe or device can block for ever, and a folder holds no record"),
        N_("remove it, or put the record there as a plain file"),
    ),
    Code(
        "F112", "error",
        N_("a carriage return without a line feed stands here"),
        N_(
            "to YAML a new line begins here, and to git and most editors the same one goes on: who"
            " reviews the file sees a comment where a key stands"
        ),
        N_("save the file with line feeds, or with both, as line endings"),
    ),
)  # fmt: skip

_SYNTAX = (
    Code(
        "F120", "error",
        N_("this is not YAML: {problem}"),
        _UNREAD,
        _STYLE,
    ),
    Code(
        "F121", "error",
        N_("the line is indented with a tab"),
        N_("the width of a tab differs per editor, so YAML allows spaces only"),
        N_("replace the tab by spaces, as many as the line's neighbours have"),
    ),
    Code(
        "F122", "error",
        N_("a colon with a space stands inside the text, so that it reads as a second key"),
        _GUESS,
        N_('put the whole text in quotes: key: "text: more text"'),
    ),
    Code(
        "F123", "error",
        N_("the quote that opens here is never closed"),
        _UNREAD,
        N_("put the same quote at the end of the text; inside single quotes, double a quote: ''"),
    ),
    Code(
        "F124", "error",
        N_("what opens here lacks a comma or its closing bracket by line {line}"),
        _UNREAD,
        N_("close it with ] or }}, put commas between its values, and quote texts with brackets"),
    ),
    Code(
        "F125", "error",
        N_("this line does not fit under what stands above it"),
        _GUESS,
        N_("give keys of one mapping the same indentation, and each item of a list a dash"),
    ),
    Code(
        "F126", "error",
        N_("an unknown escape stands in the text between double quotes"),
        N_("in double quotes a backslash begins an escape such as \\n"),
        N_("double the backslash, or use single quotes"),
    ),
    Code(
        "F127", "error",
        N_("a value cannot begin with {character}"),
        N_("YAML keeps this character for itself"),
        N_("put the text in quotes"),
    ),
    Code(
        "F128", "error",
        N_("the key on this line has no colon after it"),
        _UNREAD,
        N_("write key: value, or indent the line when it goes on with the text above"),
    ),
    Code(
        "F129", "error",
        N_("more text follows after the closing quote"),
        _GUESS,
        N_("quote the whole text; inside single quotes double a quote: ''"),
    ),
)  # fmt: skip

_MEANING = (
    Code(
        "F130", "error",
        N_("the key {key} stands here a second time"),
        N_("one of the two values would be lost without a word"),
        N_("keep one of the two lines"),
    ),
    Code(
        "F131", "error",
        N_("the key {key} is not text but reads as {kind:reads_as}"),
        N_("keys are names; the same key written as text would be another one"),
        N_('put the key in quotes, as in "{key}": value'),
    ),
    Code(
        "F132", "error",
        N_("a list or mapping stands here as a key"),
        N_("keys are names; nothing can refer to such a key"),
        N_("write a word before the colon; text with brackets or braces needs quotes"),
    ),
    Code(
        "F133", "error",
        N_("the merge key << belongs to YAML 1.1"),
        N_("half of all readers would fill in the other mapping's keys, the other half would not"),
        N_("write the keys out"),
    ),
    Code(
        "F134", "error",
        N_("the tag {tag} is not allowed"),
        N_("a tag can ask a reader to run code; only plain values, lists and mappings are read"),
        N_("remove the tag, or put the text in quotes when the exclamation mark belongs to it"),
    ),
    Code(
        "F135", "error",
        N_("the value is not what its tag {tag} says"),
        _GUESS,
        N_("remove the tag or correct the value"),
    ),
    Code(
        "F136", "error",
        N_("*{name} refers to &{name}, which does not stand above it"),
        N_("a value that begins with an asterisk refers to another value"),
        N_("put the text in quotes when the asterisk belongs to it, else write the value out"),
    ),
    Code(
        "F137", "error",
        N_("*{name} refers to the value that it stands in"),
        N_("a value that holds itself has no end"),
        N_("write the value out"),
    ),
    Code(
        "F138", "error",
        N_("references repeat more than {limit} values and characters"),
        _BOUNDED,
        N_("write the values out, or take the repetition away"),
    ),
    Code(
        "F139", "error",
        N_("lists and mappings are nested deeper than {limit}"),
        _BOUNDED,
        N_("bring the value nearer to the top of the file"),
    ),
    Code(
        "F140", "error",
        N_("the number is longer than {limit} digits"),
        _BOUNDED,
        N_("put it in quotes when it is a text"),
    ),
)  # fmt: skip

_EDITS = (
    Code(
        "F150", "error",
        N_("cannot change {field}: others refer to this value with *{name}"),
        N_("the change would alter more than the one value that was meant"),
        N_("write the value out where it is referred to, then try again"),
    ),
    Code(
        "F151", "error",
        N_("cannot change {field} without touching more of the file"),
        N_("an edit that cannot be proven to change just what was meant is not made"),
        N_("make the change by hand, in an editor"),
    ),
    Code(
        "F152", "error",
        N_("cannot change a file that has a problem on line {line}: {code}"),
        N_("what cannot be read with certainty cannot be changed with certainty"),
        N_("solve the problem first: innoctl explain {code}"),
    ),
    Code(
        "F153", "error",
        N_("there is no place for {field} in this file"),
        N_("an edit never replaces a value of another kind to make room"),
        N_("look at what the file holds above it, and change that first"),
    ),
    Code(
        "F154", "error",
        N_("the value for {field} cannot be written as UTF-8 text"),
        N_("a file holds whole characters only"),
        N_("type the text again; half of a character has come along"),
    ),
)  # fmt: skip

CODES = _DISK + _SYNTAX + _MEANING + _EDITS
