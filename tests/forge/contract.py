"""Holding requests and answers to a forge's own description of its API."""

from __future__ import annotations

import re
from typing import Any

import httpx
from jsonschema import Draft4Validator

from innoctl.forge import connected
from tests.forge.house import TOKEN, House

BRANCH = "gate/k3f9ab"


def conversation(house: House) -> None:
    """Ask all that innoctl asks of a forge: open, open again, read it and its reviews."""
    house.push(BRANCH, {"x.yaml": b"a: 1\n"})
    joris, mila = house.account("joris"), house.account("mila")
    with connected(house.settings, house.environment) as forge:
        number = forge.open(BRANCH, "main", "One", "one", (joris,)).request.number
        forge.open(BRANCH, "main", "Two", "two", (joris, mila))
        house.review(number, joris, "approved", body="good")
        house.dismiss(number, house.review(number, mila, "changes_requested"))
        forge.reviews(number)
        house.merge(number, "squash")
        assert forge.pull_request(number).state == "merged"


def answer(house: House, path: str) -> Any:
    """Return what a house says at a path, as it goes over the wire."""
    scheme = {"forgejo": "token"}.get(house.kind, "Bearer")
    headers = {"Authorization": f"{scheme} {TOKEN}"}
    return httpx.get(house.url + path, headers=headers, trust_env=False).json()


def described(paths: dict[str, Any], path: str) -> tuple[str, dict[str, Any]] | None:
    """Return the entry of a description that a path falls under."""
    for template, entry in paths.items():
        if re.fullmatch(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(template)), path):
            return template, entry
    return None


def loosened(schema: Any) -> Any:
    """Return a schema without what must be there, and with null where a description keeps silent.

    The house says what innoctl reads and no more; what it says must have the documented form.
    """
    if isinstance(schema, list):
        return [loosened(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    kept = {
        key: loosened(value)
        for key, value in schema.items()
        if not (key == "required" and isinstance(value, list)) and key not in {"nullable", "enum"}
    }
    if isinstance(kept.get("type"), str):
        kept["type"] = [kept["type"], "null"]
    return kept


def faults(
    value: Any, pointer: str, description: dict[str, Any], *, loose: bool = True
) -> list[str]:
    """Return in what a value differs from the schema that stands at a pointer."""
    schema = {**description, "$ref": pointer}
    found = loosened(schema) if loose else schema
    return [error.message for error in Draft4Validator(found).iter_errors(value)]
