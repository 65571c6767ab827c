"""The house's conventions, held by the code itself."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
ROOMS = ("newsroom", "articles", "authors")
SOURCES = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py")) if "migrations" not in path.parts]


def imports(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            package = path.relative_to(ROOT).parent.parts if node.level else ()
            above = package[: len(package) - node.level + 1]
            module = ".".join([*above, *filter(None, [node.module])])
            names |= {f"{module}.{alias.name}" for alias in node.names}
    return names


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_there_is_something_to_look_at():
    assert len(SOURCES) > 30


@pytest.mark.parametrize("path", SOURCES, ids=name)
def test_imports_run_one_way(path):
    above = {"newsroom": (), "articles": ("newsroom",), "authors": ("newsroom", "articles")}[
        path.relative_to(ROOT).parts[0]
    ]
    assert not {found for found in imports(path) if found.split(".")[0] in above}


def writes_of(path: Path, pattern: str) -> bool:
    return re.search(pattern, path.read_text(encoding="utf-8")) is not None


def test_only_the_workflow_sets_a_state():
    """`state=` in an `update`, a constructor or an assignment; a filter reads."""
    setting = r"\.state\s*=[^=]|\.update\([^)]*\bstate=|[^_]Article\([^)]*\bstate=|objects\.create\([^)]*\bstate="
    writers = {name(path) for path in SOURCES if writes_of(path, setting)}
    assert {path for path in writers if not path.startswith("articles/workflow/")} == set()


def test_only_the_workflow_makes_editions():
    calls = r"\bEdition\(|Edition\.objects\.(bulk_)?create|editions\.create|editions\.make"
    makers = {name(path) for path in SOURCES if writes_of(path, calls)}
    assert {path for path in makers if not path.startswith("articles/workflow/")} <= {
        "articles/editions.py",
        "articles/models/edition.py",
    }
    users = {name(path) for path in SOURCES if any(found.startswith("articles.editions") for found in imports(path))}
    assert users
    assert all(path.startswith("articles/workflow/") for path in users)


def test_there_is_one_clock():
    asking = r"timezone\.now\(|datetime\.now\(|datetime\.utcnow\(|date\.today\("
    assert {name(path) for path in SOURCES if writes_of(path, asking)} <= {"authors/clock.py"}


def test_fragments_are_the_only_templates_included():
    for path in sorted((ROOT / "templates").rglob("*.html")):
        for included in re.findall(r'{%\s*include\s+"([^"]+)"', path.read_text(encoding="utf-8")):
            assert included.rpartition("/")[2].startswith("_") or included.startswith(("admin/", "django/")), (
                path,
                included,
            )


def test_no_template_holds_a_script_or_a_handler():
    for path in sorted((ROOT / "templates").rglob("*.html")):
        text = path.read_text(encoding="utf-8")
        for script in re.findall(r"<script\b[^>]*>", text):
            assert "src=" in script or "nonce=" in script or "application/" in script, (path, script)
        assert not re.search(r"\son(click|load|error|submit|change|input)=", text), path


def test_files_have_one_subject():
    assert {name(path) for path in SOURCES if len(path.read_text(encoding="utf-8").splitlines()) > 420} <= set()


def test_no_public_view_reads_the_working_copy():
    tree = ast.parse((ROOT / "articles/views.py").read_text(encoding="utf-8"))
    used = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    assert not used & {"Article", "Revision", "Transition", "Caption", "Byline"}


@pytest.mark.parametrize("path", sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")]), ids=name)
def test_paths_named_in_the_docs_exist(path):
    for found in re.findall(r"`([\w./-]+/[\w./-]+\.(?:py|md|html|css|js|toml|txt))`", path.read_text(encoding="utf-8")):
        if found.startswith(("var/", "/")):
            continue
        assert (ROOT / found).exists() or (path.parent / found).exists(), f"{path}: {found} does not exist"
    for link in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", path.read_text(encoding="utf-8")):
        assert (path.parent / link).exists(), f"{path}: {link} does not exist"


def test_nothing_names_the_machine_it_was_made_on():
    machine = re.compile(r"--(extra-)?index-url|\"resolved\": *\"http|" + "/" + r"(work|root)/")
    for path in ROOT.rglob("*"):
        first = path.relative_to(ROOT).parts[0]
        if (
            first == "var"
            or (first.startswith(".") and first != ".ci")
            or path.suffix in {".woff2", ".png", ".webp", ".pyc"}
        ):
            continue
        if path.is_file() and path != Path(__file__):
            assert not machine.search(path.read_text(encoding="utf-8", errors="ignore")), path
