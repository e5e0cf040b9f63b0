"""Pull requests on GitHub, GitLab and Forgejo or Gitea, behind one small protocol.

The one floor that touches a network, and only when a command was asked to. httpx, which it
needs for that, is the extra ``forge``.
"""

from innoctl.forge.connect import connected, host_of
from innoctl.forge.protocol import Forge, Opened, PullRequest
from innoctl.rules.reviews import Review

__all__ = ["Forge", "Opened", "PullRequest", "Review", "connected", "host_of"]
