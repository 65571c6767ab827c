"""The words of readers' pages: those that the code and the templates ask for, and those that a catalogue holds."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings
from django.utils.translation.template import templatize

ROOT = settings.BASE_DIR
ASKING = re.compile(r"\b(?:(n?)(p?)gettext(?:_lazy)?|_)\(")
SOURCES = ("articles", "authors", "newsroom")


class Message(NamedTuple):
    """What is asked for, as its singular."""

    context: str
    text: str
    plural: str = ""


class Entry(NamedTuple):
    """A message in a catalogue, with its translations: one, or one for each of the language's plural forms."""

    message: Message
    translations: list[str]
    flags: str


@cache
def read(path: Path) -> list[Entry]:
    """Return what a .po file holds; its head is the message without text."""
    return [entry for block in path.read_text(encoding="utf-8").split("\n\n") if (entry := _entry(block))]


def head(path: Path) -> str:
    """Return the head of a .po file."""
    return next(entry.translations[0] for entry in read(path) if not entry.message.text)


def messages(path: Path) -> dict[Message, Entry]:
    """Return the messages of a .po file without its head."""
    return {entry.message: entry for entry in read(path) if entry.message.text}


@cache
def asked() -> set[Message]:
    """Return what the code and the templates of the site ask for."""
    python = [path for folder in SOURCES for path in (ROOT / folder).rglob("*.py")]
    templates = [path for folder in ("templates", *SOURCES) for path in (ROOT / folder).rglob("*.html")]
    return {message for path in python for message in _of_python(path.read_text(encoding="utf-8"))} | {
        message for path in templates for message in _of_template(path.read_text(encoding="utf-8"))
    }


def _entry(block: str) -> Entry | None:
    fields: dict[str, str] = {}
    name = flags = ""
    for line in block.splitlines():
        if line.startswith("#,"):
            flags += line
        elif line.startswith('"'):
            fields[name] += ast.literal_eval(line)
        elif line and not line.startswith("#"):
            name, _, text = line.partition(" ")
            fields[name] = ast.literal_eval(text)
    if "msgid" not in fields:
        return None
    message = Message(fields.get("msgctxt", ""), fields["msgid"], fields.get("msgid_plural", ""))
    return Entry(message, [text for name, text in fields.items() if name.startswith("msgstr")], flags)


def _of_python(source: str) -> Iterator[Message]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and ASKING.fullmatch(f"{node.func.id}("):
            yield from _of_call(node)


def _of_template(source: str) -> Iterator[Message]:
    code = templatize(source)
    for match in ASKING.finditer(code):
        for end in re.finditer(r"\)", code[match.end() :]):
            try:
                call = ast.parse(code[match.start() : match.end() + end.end()], mode="eval").body
            except SyntaxError:  # a bracket within the message
                continue
            yield from _of_call(call)
            break


def _of_call(call: ast.Call) -> Iterator[Message]:
    numbered, contextual = ASKING.fullmatch(f"{call.func.id}(").groups()
    texts = [each.value for each in call.args if isinstance(each, ast.Constant) and isinstance(each.value, str)]
    if texts:
        context = texts.pop(0) if contextual else ""
        yield Message(context, texts[0], texts[1] if numbered else "")
