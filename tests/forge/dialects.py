"""What each forge says of the same facts, in the form that its documentation gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.forge.server import Dialect, Request, Said

if TYPE_CHECKING:
    from tests.forge.house import House, Pull, Review

REPO = "/repos/innovatie/portfolio"
MERGES = "/projects/innovatie%2Fportfolio/merge_requests"
PROJECT_ID = 7


def of(kind: str) -> Dialect:
    """Return the dialect of a kind of forge."""
    return {"github": GITHUB, "gitlab": GITLAB, "forgejo": FORGEJO}[kind]


def found(house: House, branch: str, target: str) -> Pull | None:
    """Return the open pull request of a branch."""
    rows = [row for row in house.pulls.values() if row.state == "open"]
    return next((row for row in rows if (row.branch, row.target) == (branch, target)), None)


def taken(house: House, head: str, base: str) -> Said | None:
    """Return why a pull request of a branch cannot be opened, None if it can."""
    if found(house, head, base):
        return 409, {"message": f"A pull request already exists for {head}."}
    if not house.tip(head):
        return 422, {"message": "Validation Failed", "errors": [{"field": "head"}]}
    return None


# --- GitHub, Forgejo ------------------------------------------------------------------------


def user(house: House, number: int) -> dict[str, Any] | None:
    """Return a user; who is gone is null on GitHub and a ghost on Forgejo."""
    one = house.accounts.get(number)
    if one is None:
        return {"id": -1, "login": "Ghost"} if house.kind == "forgejo" else None
    return {"id": one.id, "login": one.login}


def pull(house: House, row: Pull) -> dict[str, Any]:
    """Return a pull request in the form that GitHub and Forgejo share."""
    repo = {"id": PROJECT_ID, "name": "portfolio", "full_name": "innovatie/portfolio"}
    return {
        "id": 1000 + row.number,
        "number": row.number,
        "html_url": f"{house.url}/innovatie/portfolio/pulls/{row.number}",
        "title": row.title,
        "body": row.body,
        "user": user(house, row.author),
        "state": "open" if row.state == "open" else "closed",
        "merged": row.state == "merged",
        # GitHub tells the commit of a trial merge here while the request is open.
        "merge_commit_sha": row.merged_as or ("0" * 40 if house.kind == "github" else None),
        "head": {"ref": row.branch, "sha": row.head, "repo": repo},
        "base": {"ref": row.target, "sha": house.tip(row.target), "repo": repo},
        **({"merge_base": house.base(row)} if house.kind == "forgejo" else {}),
        "requested_reviewers": [user(house, number) for number in row.asked],
    }


def list_pulls(house: House, asked: Request) -> Said:
    rows = [row for row in house.pulls.values() if row.state == asked.query["state"]]
    head = asked.query.get("head", "").partition(":")[2]
    return 200, [pull(house, row) for row in rows if head in {"", row.branch}]


def create_pull(house: House, asked: Request) -> Said:
    body = asked.body
    refused = taken(house, body["head"], body["base"])
    if refused:
        return refused
    row = house.pulls[house.open(body["head"], target=body["base"], title=body["title"])]
    row.body = body["body"]
    return 201, pull(house, row)


def get_pull(house: House, _asked: Request, number: int) -> Said:
    return 200, pull(house, house.pulls[number])


def edit_pull(house: House, asked: Request, number: int) -> Said:
    row = house.pulls[number]
    row.title, row.body = asked.body["title"], asked.body["body"]
    return 201 if house.kind == "forgejo" else 200, pull(house, row)


def ask(house: House, asked: Request, number: int) -> Said:
    """Ask reviewers by login; one who cannot be asked makes the forge refuse them all."""
    row, logins = house.pulls[number], asked.body["reviewers"]
    wanted = [one.id for one in house.accounts.values() if one.login in logins]
    if {*wanted} & {*house.outsiders, row.author}:
        return 422, {"message": "Reviews may only be requested from collaborators."}
    row.asked += [one for one in wanted if one not in row.asked]
    if house.kind == "github":
        return 201, pull(house, row)
    return 201, [{"id": 1, "user": user(house, one), "state": "REQUEST_REVIEW"} for one in wanted]


def github_reviews(house: House, _asked: Request, number: int) -> Said:
    rows = house.pulls[number].reviews
    return 200, [github_review(house, row) for row in rows]


def github_review(house: House, row: Review) -> dict[str, Any]:
    state = "DISMISSED" if row.dismissed else row.verdict.upper()
    shown = {} if state == "PENDING" else {"submitted_at": row.on}
    return {
        "id": row.id, "user": user(house, row.account), "body": row.body, "state": state,
        "commit_id": row.commit or None, **shown,
    }  # fmt: skip


def github_events(house: House, _asked: Request, number: int) -> Said:
    """Return what happened to a pull request, of which being pointed elsewhere is one thing."""
    row = house.pulls[number]
    asked = [("review_requested", "2026-09-22T10:00:30Z") for _one in row.asked]
    changes = [("base_ref_changed", on) for on, _old, _new in row.pointed]
    return 200, [
        {"id": at, "event": event, "created_at": on, "actor": user(house, row.author)}
        for at, (event, on) in enumerate(asked + changes, 1)
    ]


def github_user(house: House, _asked: Request, number: int) -> Said:
    one = house.accounts[number]
    return 200, {"id": one.id, "login": one.login}


FORGEJO_STATES = {
    "approved": "APPROVED",
    "changes_requested": "REQUEST_CHANGES",
    "commented": "COMMENT",
    "pending": "PENDING",
}


def forgejo_reviews(house: House, _asked: Request, number: int) -> Said:
    """Return reviews, and the requests to review that stand among them."""
    row = house.pulls[number]
    asked = [
        {
            "id": 9000 + one, "user": user(house, one), "state": "REQUEST_REVIEW", "body": "",
            "commit_id": "", "submitted_at": "2026-09-22T10:00:00Z", "dismissed": False,
            "stale": False, "official": True, "team": None,
        }
        for one in row.asked
    ]  # fmt: skip
    return 200, asked + [forgejo_review(house, row, review) for review in row.reviews]


def forgejo_review(house: House, row: Pull, review: Review) -> dict[str, Any]:
    return {
        "id": review.id,
        "user": user(house, review.account),
        "body": review.body,
        "state": FORGEJO_STATES[review.verdict],
        "commit_id": review.commit,
        "submitted_at": review.on.replace("Z", "+00:00"),
        "updated_at": review.on,
        "stale": review.commit != row.head,
        "official": True,
        "dismissed": review.dismissed,
    }


def forgejo_timeline(house: House, _asked: Request, number: int) -> Said:
    """Return what was said and what happened, of which being pointed elsewhere is one thing."""
    row = house.pulls[number]
    asked = [("review_request", "2026-09-22T10:00:30Z", "") for _one in row.asked]
    changes = [("change_target_branch", on, old) for on, old, _new in row.pointed]
    return 200, [
        {"id": at, "type": kind, "created_at": on, "old_ref": old, "user": user(house, row.author)}
        for at, (kind, on, old) in enumerate(asked + changes, 1)
    ]


def forgejo_search(house: House, asked: Request) -> Said:
    one = house.accounts.get(int(asked.query["uid"]))
    return 200, {"ok": True, "data": [{"id": one.id, "login": one.login}] if one else []}


SHARED: list[Any] = [
    ("GET", f"{REPO}/pulls", list_pulls),
    ("POST", f"{REPO}/pulls", create_pull),
    ("GET", rf"{REPO}/pulls/(\d+)", get_pull),
    ("PATCH", rf"{REPO}/pulls/(\d+)", edit_pull),
    ("POST", rf"{REPO}/pulls/(\d+)/requested_reviewers", ask),
]
GITHUB = Dialect(
    "/api/v3",
    lambda headers, token: headers.get("authorization") == f"Bearer {token}",
    "per_page",
    True,  # noqa: FBT003
    [
        *SHARED,
        ("GET", rf"{REPO}/pulls/(\d+)/reviews", github_reviews),
        ("GET", rf"{REPO}/issues/(\d+)/events", github_events),
        ("GET", r"/user/(\d+)", github_user),
    ],
)
FORGEJO = Dialect(
    "/api/v1",
    lambda headers, token: headers.get("authorization") == f"token {token}",
    "limit",
    False,  # noqa: FBT003
    [
        *SHARED,
        ("GET", rf"{REPO}/pulls/(\d+)/reviews", forgejo_reviews),
        ("GET", rf"{REPO}/issues/(\d+)/timeline", forgejo_timeline),
        ("GET", "/users/search", forgejo_search),
    ],
)

# --- GitLab ---------------------------------------------------------------------------------


def gitlab_user(house: House, number: int) -> dict[str, Any] | None:
    one = house.accounts.get(number)
    return {"id": one.id, "username": one.login, "name": one.login} if one else None


def gitlab_show_user(house: House, _asked: Request, number: int) -> Said:
    return 200, {"id": number, "username": house.accounts[number].login}


def merge_request(house: House, row: Pull) -> dict[str, Any]:
    """Return a merge request; a rebase lands as a fast-forward and names no commit of its own."""
    return {
        "id": 1000 + row.number,
        "iid": row.number,
        "web_url": f"{house.url}/innovatie/portfolio/-/merge_requests/{row.number}",
        "title": row.title,
        "description": row.body,
        "author": gitlab_user(house, row.author),
        "state": "opened" if row.state == "open" else row.state,
        "sha": row.merged_as if row.how in {"rebase", "forward"} else row.head,
        "merge_commit_sha": row.merged_as if row.how == "merge" else None,
        "squash_commit_sha": row.merged_as if row.how == "squash" else None,
        "source_branch": row.branch,
        "target_branch": row.target,
        "source_project_id": PROJECT_ID,
        "target_project_id": PROJECT_ID,
        "diff_refs": {"base_sha": house.base(row), "head_sha": row.head, "start_sha": None},
        "reviewers": [gitlab_user(house, number) for number in row.asked],
    }


def list_merges(house: House, asked: Request) -> Said:
    row = found(house, asked.query["source_branch"], asked.query["target_branch"])
    return 200, [merge_request(house, row)] if row else []


def create_merge(house: House, asked: Request) -> Said:
    body = asked.body
    refused = taken(house, body["source_branch"], body["target_branch"])
    if refused:
        return refused
    number = house.open(body["source_branch"], target=body["target_branch"], title=body["title"])
    return 201, edited(house, house.pulls[number], body)


def edit_merge(house: House, asked: Request, number: int) -> Said:
    row = house.pulls[number]
    row.title = asked.body["title"]
    return 200, edited(house, row, asked.body)


def edited(house: House, row: Pull, body: dict[str, Any]) -> dict[str, Any]:
    """Set text and reviewers; whom GitLab does not know or may not ask it drops in silence."""
    row.body = body["description"]
    known = house.accounts.keys() - house.outsiders
    row.asked = [number for number in body["reviewer_ids"] if number in known]
    return merge_request(house, row)


def get_merge(house: House, _asked: Request, number: int) -> Said:
    return 200, merge_request(house, house.pulls[number])


GITLAB_NOTES = {
    "approved": "approved this merge request",
    "changes_requested": "requested changes",
}


def notes(house: House, asked: Request, number: int) -> Said:
    """Return what GitLab notes down, the newest first unless told, and people's own words."""
    rows: list[dict[str, Any]] = [
        {
            "id": row.id, "author": gitlab_user(house, row.account), "created_at": row.on,
            "system": row.verdict in GITLAB_NOTES, "body": GITLAB_NOTES.get(row.verdict, row.body),
        }
        for row in house.pulls[number].reviews
    ]  # fmt: skip
    other = {
        "id": 1, "author": gitlab_user(house, house.owner), "created_at": "2026-09-22T10:00:30Z",
        "system": True, "body": "assigned to @robin",
    }  # fmt: skip
    rows.insert(0, other)
    rows += [
        {
            **other, "id": 2 + at, "created_at": on,
            "body": f"changed target branch from `{old}` to `{new}`",
        }
        for at, (on, old, new) in enumerate(house.pulls[number].pointed)
    ]  # fmt: skip
    rows.sort(key=lambda row: row["created_at"])
    if house.filters_notes and asked.query.get("activity_filter") == "only_activity":
        rows = [row for row in rows if row["system"]]
    return 200, rows if asked.query.get("sort") == "asc" else rows[::-1]


def versions(house: House, _asked: Request, number: int) -> Said:
    rows = house.pulls[number].versions[::-1]
    return 200, [
        {"id": row.id, "head_commit_sha": row.commit, "created_at": row.on} for row in rows
    ]


def approvals(house: House, _asked: Request, number: int) -> Said:
    rows = [row for row in house.pulls[number].reviews if row.verdict == "approved"]
    return 200, {
        "iid": number,
        "approved_by": [
            {
                "user": gitlab_user(house, row.account),
                **({"approved_at": row.on} if house.tells_instants else {}),
            }
            for row in rows
            if not row.dismissed
        ],
    }


GITLAB = Dialect(
    "/api/v4",
    lambda headers, token: (
        headers.get("authorization") == f"Bearer {token}" or headers.get("job-token") == token
    ),
    "per_page",
    True,  # noqa: FBT003
    [
        ("GET", MERGES, list_merges),
        ("POST", MERGES, create_merge),
        ("GET", rf"{MERGES}/(\d+)", get_merge),
        ("PUT", rf"{MERGES}/(\d+)", edit_merge),
        ("GET", rf"{MERGES}/(\d+)/notes", notes),
        ("GET", rf"{MERGES}/(\d+)/versions", versions),
        ("GET", rf"{MERGES}/(\d+)/approvals", approvals),
        ("GET", r"/users/(\d+)", gitlab_show_user),
    ],
)
