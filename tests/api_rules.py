"""The API's description, and its answers held to it: a checker of JSON Schema that knows no more than we use.

A keyword that it does not know is an error, so that nothing in the description goes unchecked.
"""

import json
import re
from datetime import date, datetime
from http import HTTPStatus

from django.urls import reverse

from articles.api.description import describe
from articles.api.door import EXPOSED
from articles.api.problems import CONTENT_TYPE
from tests.feed_rules import ABSOLUTE, RFC_3339

TYPES = {"string": str, "integer": int, "boolean": bool, "null": type(None), "array": list, "object": dict}
SAID_ONLY = {"description", "default", "contentMediaType"}
FORMATS = {
    "uri": lambda text: ABSOLUTE.fullmatch(text) is not None,
    "date-time": lambda text: RFC_3339.fullmatch(text) is not None and bool(datetime.fromisoformat(text)),
    "date": lambda text: bool(date.fromisoformat(text)),
}
KEYWORDS = {
    "type": lambda value, wanted, where: (
        isinstance(value, TYPES[wanted]) and (wanted != "integer" or not isinstance(value, bool))
    ),
    "enum": lambda value, wanted, where: value in wanted,
    "const": lambda value, wanted, where: value == wanted,
    "minimum": lambda value, wanted, where: value >= wanted,
    "maximum": lambda value, wanted, where: value <= wanted,
    "maxLength": lambda value, wanted, where: len(value) <= wanted,
    "pattern": lambda value, wanted, where: re.search(wanted, value) is not None,
    "format": lambda value, wanted, where: FORMATS[wanted](value),
    "required": lambda value, wanted, where: set(wanted) <= value.keys(),
    "items": lambda value, wanted, where: all(check(each, wanted, f"{where}[]") for each in value),
    "anyOf": lambda value, wanted, where: any(_fits(value, each) for each in wanted),
}


def check(value: object, schema: dict, where: str = "answer") -> bool:
    """Raise AssertionError where `value` is not as `schema` says; returns True."""
    if "$ref" in schema:
        check(value, resolve(schema["$ref"]), where)
    properties = schema.get("properties", {})
    for keyword, wanted in schema.items():
        if keyword in SAID_ONLY or keyword == "$ref":
            continue
        if keyword == "properties":
            for name, member in properties.items():
                assert name not in value or check(value[name], member, f"{where}.{name}")
        elif keyword == "additionalProperties":
            assert wanted is False
            assert value.keys() <= properties.keys(), (where, value.keys() - properties.keys())
        else:
            assert KEYWORDS[keyword](value, wanted, where), (where, keyword, wanted, value)
    return True


def _fits(value: object, schema: dict) -> bool:
    try:
        return check(value, schema)
    except AssertionError:
        return False


def resolve(reference: str) -> dict:
    """Return what a reference within the description leads to."""
    found = describe()
    for name in reference.removeprefix("#").removeprefix("/").split("/"):
        found = found[name]
    return found


def operation_of(path: str) -> dict:
    """Return what the description says of asking for `path`; of one that it does not know, that nothing is there."""
    for template, operations in describe()["paths"].items():
        if re.fullmatch(re.sub(r"\\{\w+\\}", r"[1-9][0-9]{0,17}", re.escape(template)), path):
            return operations["get"]
    return {"responses": {"404": resolve("#/components/responses/NotFound"), "405": {"$ref": NOT_ALLOWED}}}


NOT_ALLOWED = "#/components/responses/NotAllowed"


def ask(client, address: str, status: int = 200, *, method: str = "get", **headers: str) -> dict | None:
    """Return what the API answers at `address`, held to its description."""
    response = getattr(client, method)(address, headers=headers)
    assert response.status_code == status, (address, response.status_code, response.content[:300])
    assert response["Access-Control-Allow-Origin"] == "*"
    assert response["Access-Control-Expose-Headers"] == EXPOSED
    assert response["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert not response.cookies
    responses = operation_of(response.request["PATH_INFO"])["responses"]
    described = responses[str(status)]
    described = resolve(described["$ref"]) if "$ref" in described else described
    if status == HTTPStatus.NOT_MODIFIED:
        assert not response.content
        return None
    [(content_type, answer)] = described["content"].items()
    assert response["Content-Type"] == content_type
    told = json.loads(response.content, object_pairs_hook=_each_name_once)
    check(told, answer["schema"])
    if content_type == CONTENT_TYPE:
        check_problem(told, status)
    else:
        assert response["ETag"]
    return told


def check_problem(told: dict, status: int) -> None:
    """RFC 9457: the type leads to what is said of this problem, the status is that of the answer."""
    assert told["status"] == status
    address, _, pointer = told["type"].partition("#")
    assert address.endswith(reverse("api_description"))
    assert resolve(pointer)["description"] == told["title"]
    assert told["detail"].endswith(".")


def _each_name_once(pairs: list[tuple[str, object]]) -> dict:
    assert len({name for name, _ in pairs}) == len(pairs), pairs
    return dict(pairs)
