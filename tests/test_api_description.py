"""The description of the API: whole, by the rules of OpenAPI 3.1, and true of what there is."""

import json
import re
from collections.abc import Iterator

import pytest
from django.conf import settings as site
from django.urls import get_resolver, reverse

from articles.api.description import describe
from articles.api.problems import TITLES
from tests.api_rules import KEYWORDS, SAID_ONLY, ask, check, resolve
from tests.cast import make_live

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_in_tmp")]
# the fixed fields that we use of each object of https://spec.openapis.org/oas/v3.1.1.html, the required ones first
FIELDS = {
    "document": ({"openapi", "info", "paths"}, {"servers", "components"}),
    "info": ({"title", "version"}, {"description"}),
    "operation": ({"responses"}, {"operationId", "summary", "parameters"}),
    "parameter": ({"name", "in", "schema"}, {"description", "required"}),
    "response": ({"description"}, {"content", "headers"}),
    "header": ({"schema"}, {"description"}),
}


def has_fields(told: dict, kind: str) -> None:
    required, others = FIELDS[kind]
    assert required <= told.keys() <= required | others, (kind, told.keys())


def walk(value: object) -> Iterator[dict]:
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list):
        for each in value:
            yield from walk(each)


def operations() -> dict[str, dict]:
    return {path: item["get"] for path, item in describe()["paths"].items()}


def test_it_is_where_it_is_looked_for(client):
    assert ask(client, reverse("api_description")) == json.loads(json.dumps(describe()))


def test_it_has_the_parts_that_openapi_asks_for():
    told = describe()
    has_fields(told, "document")
    has_fields(told["info"], "info")
    assert re.fullmatch(r"3\.1\.\d", told["openapi"])
    assert told["servers"] == [{"url": site.SITE_URL}]
    names = [operation["operationId"] for operation in operations().values()]
    assert len(set(names)) == len(names)
    for path, operation in operations().items():
        has_fields(operation, "operation")
        for parameter in operation["parameters"]:
            has_fields(parameter, "parameter")
            assert parameter["in"] in {"query", "path"}
        of_path = {parameter["name"] for parameter in operation["parameters"] if parameter["in"] == "path"}
        assert of_path == set(re.findall(r"{(\w+)}", path))
        assert all(each["required"] for each in operation["parameters"] if each["in"] == "path")
        for status, response in operation["responses"].items():
            assert re.fullmatch(r"[2-5]\d\d", status)
            has_fields(resolve(response["$ref"]) if "$ref" in response else response, "response")
            for header in response.get("headers", {}).values():
                has_fields(header, "header")


def test_every_reference_leads_somewhere_and_every_schema_is_used():
    used = {each["$ref"] for each in walk(describe()) if "$ref" in each}
    assert all(resolve(reference) for reference in used)
    assert {f"#/components/schemas/{name}" for name in describe()["components"]["schemas"]} <= used
    assert describe()["components"]["responses"].keys() == TITLES.keys()


def test_every_schema_says_all_that_a_thing_has():
    for schema in walk(describe()["components"]["schemas"]):
        if schema.get("type") == "object":
            assert schema["additionalProperties"] is False
            assert set(schema["required"]) <= schema["properties"].keys()
    for schema in describe()["components"]["schemas"].values():
        assert schema.keys() <= {*KEYWORDS, *SAID_ONLY, "properties", "additionalProperties", "$ref"}


def test_every_address_is_described():
    [api] = [entry for entry in get_resolver().url_patterns if str(entry.pattern) == "api/"]
    names = {entry.name for entry in api.url_patterns} - {"api_nowhere"}
    described = {path.replace("{identifier}", "1") for path in operations()}
    assert described == {reverse(name, args=[1] if name == "api_story" else []) for name in names}


@pytest.mark.parametrize("path", describe()["paths"])
def test_the_parameters_are_those_that_are_taken(client, path):
    story = make_live()
    wrong = ask(client, f"{path.replace('{identifier}', str(story.pk))}?nosuch=1", 400)["detail"]
    taken = wrong.removeprefix("It takes ").removesuffix(".").split(", ") if "no parameter" not in wrong else []
    described = [each["name"] for each in operations()[path]["parameters"] if each["in"] == "query"]
    assert taken == described


def test_the_docs_page_names_all_of_it():
    page = (site.BASE_DIR / "docs" / "api.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| `(/api/v1/[^`]*)` \|[^|]*\|(.*)\|$", page, re.MULTILINE))
    assert rows.keys() == operations().keys()
    for path, parameters in rows.items():
        described = [each["name"] for each in operations()[path]["parameters"] if each["in"] == "query"]
        assert re.findall(r"`(\w+)`", parameters) == described
    assert set(re.findall(r"^\| 4\d\d `(\w+)`", page, re.MULTILINE)) == TITLES.keys()


@pytest.mark.parametrize(
    "spoil",
    [
        lambda told: told.pop("headline"),
        lambda told: told.update(extra=1),
        lambda told: told.update(headline=None),
        lambda told: told.update(version="1"),
        lambda told: told.update(version=True),
        lambda told: told.update(url="/relative/"),
        lambda told: told.update(datePublished="yesterday"),
        lambda told: told.update(genre="gossip"),
        lambda told: told["articleSection"].pop("name"),
        lambda told: told["author"].append({"name": "Nobody"}),
        lambda told: told.update(image={"contentUrl": "https://a.example/"}),
    ],
)
def test_an_answer_that_is_not_as_described_is_noticed(client, spoil):
    told = ask(client, f"/api/v1/stories/{make_live().pk}")
    spoil(told)
    with pytest.raises(AssertionError):
        check(told, {"$ref": "#/components/schemas/Story"})
