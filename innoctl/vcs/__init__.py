"""git: `place` finds a repository by hand, `plumbing` is the one place that uses GitPython."""

from innoctl.vcs.branch import head
from innoctl.vcs.place import NotARepository, Repository, demand, find

__all__ = ["NotARepository", "Repository", "demand", "find", "head"]
