"""Settings and where they come from: flag, ``INNOCTL_*``, portfolio, the user's file, default."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Final

from innoctl.cli.context import run
from innoctl.errors import UsageError
from innoctl.locale import LANGUAGES, N_
from innoctl.named import NamedTuple


class Setting(NamedTuple):
    """One setting; ``values`` is empty when anything goes."""

    name: str
    purpose: str
    default: str = ""
    values: tuple[str, ...] = ()

    @property
    def variable(self) -> str:
        """The environment variable that sets it."""
        return f"INNOCTL_{self.name.upper()}"


class Known(NamedTuple):
    """A setting's value and where it came from."""

    value: str
    origin: str


SETTINGS: Final = {
    row.name: row
    for row in (
        Setting("lang", N_("the language that innoctl speaks"), "en", LANGUAGES),
        Setting("directory", N_("the portfolio to work on when you stand elsewhere")),
        Setting("person", N_("your id in people.yaml")),
    )
}
FILE_NAME: Final = "portfolio.yaml"
_LANGUAGES_LINE: Final = r"(?m)^languages:(?:\[|#.*\n|-|\s)*[\"']?(nl|en)\b"
_HEAD: Final = 65_536
"""Bytes of ``portfolio.yaml`` in which its languages are sought; the models read it whole."""


class SettingsUnreadable(UsageError):
    """The user's settings file is no TOML."""

    code = "U813"


class NoSuchSetting(UsageError):
    """The user's settings file has a key that innoctl does not know."""

    code = "U814"


class BadSetting(UsageError):
    """A setting has a value that it cannot have."""

    code = "U815"


def user_file() -> Path:
    """Return where the user's settings stand, whether or not the file exists."""
    if sys.platform == "win32":
        base = os.environ.get("APPDATA") or "~/AppData/Roaming"
    else:
        base = os.environ.get("XDG_CONFIG_HOME") or "~/.config"
    return Path(base).expanduser() / "innoctl" / "config.toml"


def user_settings() -> dict[str, str]:
    """Read the user's settings; raises on a file that is not as it should be."""
    path = user_file()
    if not path.is_file():
        return {}
    import tomllib

    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except ValueError as cause:
        raise SettingsUnreadable(path=path, cause=cause) from None
    for name in found.keys() - SETTINGS.keys():
        raise NoSuchSetting(path=path, name=name, names=", ".join(SETTINGS))
    return {name: _allowed(name, str(value), str(path)) for name, value in found.items()}


def _allowed(name: str, value: str, origin: str) -> str:
    values = SETTINGS[name].values
    if values and value not in values:
        raise BadSetting(name=name, value=value, origin=origin, values=", ".join(values))
    return value


def setting(name: str) -> str:
    """Return the value of a setting, ``""`` when nothing says it."""
    return known(name).value


def known(name: str) -> Known:
    """Return a setting with its origin; the language also listens to the locale."""
    row = SETTINGS[name]
    if flag := run.flags.get(name):
        return Known(flag, N_("flag"))
    if value := os.environ.get(row.variable):
        return Known(_allowed(name, value, row.variable), row.variable)
    if value := user_settings().get(name, ""):
        return Known(value, str(user_file()))
    if name == "lang" and (found := _language()):
        return found
    return Known(row.default, N_("default"))


def place() -> Path:
    """Return the folder to work from: ``-C``, else the setting ``directory``, else here."""
    return Path(setting("directory") or ".")


def _language() -> Known | None:
    """Take the language from the locale, else from the portfolio, its main language first."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            code = value.partition(".")[0].partition("_")[0].lower()
            if code in LANGUAGES:
                return Known(code, variable)
            break
    path = portfolio_file()
    if path is None:
        return None
    with path.open("rb") as file:
        head = file.read(_HEAD).decode("utf-8", "replace")
    found = re.search(_LANGUAGES_LINE, head)
    return Known(found[1], str(path)) if found else None


def portfolio_file() -> Path | None:
    """Find the portfolio's own file from the folder worked in, upwards; None when there is none."""
    start = place().absolute()
    return next((p for d in (start, *start.parents) if (p := d / FILE_NAME).is_file()), None)
