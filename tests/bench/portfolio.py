"""A portfolio of any size for measuring: the same seed gives the same bytes."""

from __future__ import annotations

import random
import shutil
import subprocess
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from innoctl.resources import folder

SEED = 20260101
FIRST_DAY = date(2022, 1, 3)
DAYS = 1700
ALPHABET = "23456789abcdefghjkmnpqrstvwxyz"
CONFIGURATION = (
    "portfolio.yaml", "process.yaml", "organisation.yaml", "people.yaml",
    "authority.yaml", "agenda.yaml", "process", "budgets",
)  # fmt: skip
WORDS = [
    "aangifte",
    "wijkteam",
    "opsporing",
    "verdachte",
    "dossier",
    "team",
    "meldkamer",
    "gesprek",
    "verhoor",
    "spraak",
    "tekst",
    "beeld",
    "camera",
    "analyse",
    "voorspelling",
    "werkwijze",
    "proef",
    "collega",
    "burger",
    "wijk",
    "agent",
    "diender",
    "systeem",
    "koppeling",
    "tijd",
    "kwaliteit",
    "samenwerking",
    "partner",
    "gemeente",
    "signaal",
    "netwerk",
    "kennis",
    "les",
    "oefening",
    "telefoon",
    "formulier",
    "rapport",
    "besluit",
    "norm",
    "veiligheid",
    "zorg",
    "jeugd",
    "verkeer",
    "haven",
    "grens",
    "recherche",
]


class Source:
    """What the ideas can name: streams, persons and the agenda of the example portfolio."""

    def __init__(self, example: Path) -> None:
        organisation = self._read(example / "organisation.yaml")
        agenda = self._read(example / "agenda.yaml")
        self.streams = [row["id"] for row in organisation["streams"]]
        self.units = [row["id"] for row in organisation["units"]]
        self.people = [row["id"] for row in self._read(example / "people.yaml")["people"]]
        self.directions = [row["id"] for row in agenda["directions"]]
        self.themes = [row["id"] for row in agenda["themes"]]
        self.technologies = [row["id"] for row in agenda["technologies"]]

    @staticmethod
    def _read(path: Path) -> dict[str, Any]:
        data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
        return data


def make(root: Path, ideas: int) -> list[Path]:
    """Make a repository with this many ideas of about 2 KB, one commit; return their files."""
    example = folder("examples") / "politie"
    root.mkdir(parents=True)
    for name in CONFIGURATION:
        place = shutil.copytree if (example / name).is_dir() else shutil.copy
        place(example / name, root / name)
    (root / ".gitattributes").write_text("* -text\n", encoding="ascii")
    files = write_ideas(root, ideas, Source(example))
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "Begin"], ["status"]):
        git(root, *words)
    return files


def git(root: Path, *words: str) -> None:
    """Run git as nobody in particular."""
    name = ["-c", "user.name=bench", "-c", "user.email=bench@example.org", "-c", "gc.auto=0"]
    subprocess.run(["git", "-C", str(root), *name, *words], check=True, stdout=subprocess.DEVNULL)


def write_ideas(root: Path, count: int, source: Source) -> list[Path]:
    """Write ideas over the months in which they came in."""
    chance = random.Random(SEED)
    files = []
    names: set[str] = set()
    while len(names) < count:
        name = "".join(chance.choices(ALPHABET, k=6))
        if name in names or name.replace("e", "", 1).isdigit() or name.isalpha():
            continue
        names.add(name)
        day = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
        title = words(chance, 5)
        path = root / "ideas" / f"{day:%Y-%m}" / f"{name}-{title.replace(' ', '-')}.yaml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(idea(chance, name, title, day, source), encoding="utf-8")
        files.append(path)
    return files


def words(chance: random.Random, count: int) -> str:
    """Return words of the field, any of them."""
    return " ".join(chance.choices(WORDS, k=count))


def prose(chance: random.Random, lines: int) -> str:
    """Return a literal block, indented by two."""
    return "|\n" + "\n".join(f"  {words(chance, 10).capitalize()}." for _line in range(lines))


def idea(chance: random.Random, name: str, title: str, day: date, source: Source) -> str:
    """Return the file of one idea in its first phase."""
    person = chance.choice
    return f"""\
# yaml-language-server: $schema=../../.innoctl/schemas/idea.schema.json
schema: innoctl/idea/1
id: {name}
title: {title.capitalize()}
stream: {chance.choice(source.streams)}
phase: ideation
state: active
submitted_on: {day}
submitter: {person(source.people)}
origin: {chance.choice(source.units)}
summary: {words(chance, 12).capitalize()}, {words(chance, 6)}.
problem: {prose(chance, 4)}
solution: {prose(chance, 4)}
value: {prose(chance, 3)}
kind: social
horizon: {chance.randint(1, 3)}
reach: {chance.choice(["unit", "domain", "corps"])}
reasons: [performance, capacity]
directions: [{chance.choice(source.directions)}]
themes: [{chance.choice(source.themes)}]
technologies: [{chance.choice(source.technologies)}]
tags: [{chance.choice(WORDS)}-en-{chance.choice(WORDS)}]
broker: {person(source.people)}
{_happened(chance, day, source)}"""


def _happened(chance: random.Random, day: date, source: Source) -> str:
    """Return who works on it, what was tried and what was answered."""
    person = chance.choice
    return f"""\
team:
  - person: {person(source.people)}
    role: {words(chance, 1)}
    side: operation
  - {{person: {person(source.people)}, role: {words(chance, 1)}, side: support}}
experiments:
  - id: e1
    hypothesis: >-
      {words(chance, 10)}
      {words(chance, 10)}
    from: {day + timedelta(days=30)}
    outcome: "{words(chance, 8)}"
feedback:
  - on: {day + timedelta(days=chance.randint(3, 60))}
    by: {person(source.people)}
    text: {words(chance, 9).capitalize()}.
"""
