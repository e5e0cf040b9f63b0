"""Codes: usage."""

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
        "U720",
        "error",
        N_("there is no git program here"),
        N_("Every change of a portfolio is a commit."),
        N_("install git, and see that git --version answers"),
    ),
    Code(
        "U721",
        "error",
        N_("{folder} is not in a git repository"),
        N_("Every change of a portfolio is a commit."),
        N_("make it one: git init, git add . and git commit"),
    ),
    Code(
        "U722",
        "error",
        N_("git does not know who you are"),
        N_("Each change bears the name of the person who made it."),
        N_(
            'git config --global user.name "Your Name" and git config --global user.email you@example.org'
        ),
    ),
    Code(
        "U723",
        "error",
        N_("git distrusts this folder: it belongs to somebody else"),
        N_("Another person's repository can name programs that git would run as you."),
        N_("if you trust it: git config --global --add safe.directory and the folder's full path"),
    ),
    Code(
        "U724",
        "error",
        N_("git {command} failed: {said}"),
        N_("Something that always works did not; nothing was changed."),
        N_("see what git itself says of the repository: git status and git fsck"),
    ),
    Code(
        "U725",
        "error",
        N_("the name of the folder {folder} has a line break in it"),
        N_("git is asked about many files at once, one path a line; such a name would be two."),
        N_("give the folder, or the one above it that has the break, another name"),
    ),
    # saving
    Code(
        "U730",
        "error",
        N_("a {what} is not finished here"),
        N_("A commit in the middle of it would become part of it."),
        N_("finish it (git status tells how) or stop it: git {what} --abort"),
    ),
    Code(
        "U734",
        "error",
        N_("no branch is checked out here, only a commit"),
        N_(
            "What is saved beside every branch is out of sight as soon as another one is checked out."
        ),
        N_("git switch and the name of a branch; for a new one: git switch -c and its name"),
    ),
    Code(
        "U731",
        "error",
        N_("others keep changing this repository while this is being saved"),
        N_("What was decided on one version is never written over another."),
        N_("wait until they are done and give the command again; nothing was changed"),
    ),
    Code(
        "U732",
        "error",
        N_("another git has been busy here for more than {seconds} seconds"),
        N_("What it has staged would be lost if the index changed under it."),
        N_("end it, an open commit editor for example; if no git is running, remove {lock}"),
    ),
    Code(
        "U733",
        "error",
        N_("{path} is in conflict"),
        N_("A file with two versions has to become one before it can be changed."),
        N_("choose, then: git add {path} and git commit"),
    ),
    Code(
        "U740",
        "error",
        N_("{path} is already there"),
        N_("A new record never takes the place of another."),
        N_("give it another name, or change the one that is there"),
    ),
    Code(
        "U741",
        "error",
        N_("{path} was changed while this command was at work"),
        N_("The change was made for a version that is no longer there."),
        N_("look at it and give the command again; nothing was changed"),
    ),
    Code(
        "U742",
        "error",
        N_("{path} is not in git yet"),
        N_("Changing it would commit all of it, also what you did not ask for."),
        N_("commit it first: git add {path} and git commit"),
    ),
    Code(
        "U743",
        "error",
        N_("your own uncommitted changes to {path} touch the same place"),
        N_("Only this change may be committed, and the two cannot be told apart here."),
        N_("commit your changes first: git commit {path}"),
    ),
    # undo
    Code(
        "U750",
        "error",
        N_("there is nothing to undo"),
        N_("undo takes back the last commit that you made with innoctl, and there is none."),
        N_("see what was done: git log"),
    ),
    Code(
        "U751",
        "error",
        N_("{path} was changed since, by commit {commit}"),
        N_("Taking back the older change would take the newer one along."),
        N_("set the field by hand, or let git try: git revert {undone}"),
    ),
    Code(
        "U752",
        "error",
        N_("{path} has changes that are not committed"),
        N_("Taking back the last change would take them along."),
        N_("commit them, or put the file back: git restore --staged --worktree {path}"),
    ),
    Code(
        "U753",
        "error",
        N_("a landed decision is not undone"),
        N_("What was decided and approved stays on record; a later decision replaces it."),
        N_(
            "correct {path} by a new one: innoctl gate advance IDEA --corrects NUMBER;"
            " an earlier change: innoctl undo COMMIT"
        ),
    ),
    Code(
        "U754",
        "error",
        N_("a booking is not undone"),
        N_("A ledger is only added to, so that anybody can follow every cent."),
        N_("take back what {path} holds: innoctl budget correct IDEA REFERENCE --note WHY"),
        "V31",
    ),
    Code(
        "U755",
        "error",
        N_("{commit} is no single change of this portfolio"),
        N_(
            "Only one change of the history that is checked out can be taken back; a merge is many."
        ),
        N_("take a commit that innoctl log IDEA names"),
    ),
    # check and schema
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
