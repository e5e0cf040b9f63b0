"""What can go wrong with a forge, one class per situation. None of them ever holds a token."""

from __future__ import annotations

from innoctl.errors import InnoError, StorageError, UsageError


class NoForge(UsageError):
    """``portfolio.yaml`` names no forge."""

    code = "U901"


class BadAddress(UsageError):
    """``portfolio.yaml`` names a forge by an address or project that cannot be one."""

    code = "U902"


class NoExtra(UsageError):
    """httpx is not installed."""

    code = "U903"


class NoToken(UsageError):
    """No token for this forge, neither in the environment nor with the forge's own program."""

    code = "U904"


class BadToken(UsageError):
    """A token holds what no token holds, such as a line break."""

    code = "U905"


class Insecure(UsageError):
    """A token would travel unencrypted."""

    code = "U906"


class TokenElsewhere(UsageError):
    """There is a token, but it is meant for another forge."""

    code = "U919"


class NotFound(UsageError):
    """The forge has no such thing, or does not show it to this token."""

    code = "U909"


class ForgeError(StorageError):
    """The forge did not do what was asked: exit 3, for it is never an answer of no."""


class TokenRefused(ForgeError):
    """The forge does not know the token."""

    code = "U907"


class NotAllowed(ForgeError):
    """The token may not do this."""

    code = "U908"


class Unreachable(ForgeError):
    """No connection, or no answer in time."""

    code = "U910"


class Busy(ForgeError):
    """The forge asks to come back later."""

    code = "U911"


class Failing(ForgeError):
    """The forge answered that it failed."""

    code = "U912"


class NotUnderstood(ForgeError):
    """An answer that is not what this forge documents; ``place`` says where."""

    code = "U913"


class TooLarge(ForgeError):
    """A list of more rows than any pull request needs, or one that takes longer to read."""

    code = "U914"


class AnswerTooLarge(TooLarge):
    """One answer of more bytes than any pull request needs."""


class RedirectRefused(ForgeError):
    """The forge points to another address, where the token must not go."""

    code = "U915"


class RequestRefused(ForgeError):
    """The forge understood and refused; ``said`` is its own reason."""

    code = "U916"


class NotMerged(InnoError):
    """A pull request has not landed."""

    code = "U917"
