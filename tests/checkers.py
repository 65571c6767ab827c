"""What checks pages and is no Python: the Nu HTML checker, which needs Java, and Lighthouse, which needs Node.

`make test` installs both below the environment, in the versions of `tests/web/package-lock.json`. A test that asks for
one is skipped where the machine has not what it needs.
"""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TypedDict

import pytest

from tests import browser

MODULES = Path(sys.prefix, "web", "node_modules")
JAR = MODULES / "vnu-jar/build/dist/vnu.jar"
SCRIPT = Path(__file__).parent / "web/lighthouse.mjs"
NOT_INSTALLED = "The checkers of pages are not installed: `make test` does it where there is npm."
PATIENCE = 600  # seconds; a busy machine is slow
Pages = dict[str, str]  # what each is called, and its HTML


class Report(TypedDict):
    """What Lighthouse says of a page."""

    address: str
    scores: dict[str, int]  # of each category, at most 100
    failures: list[str]  # the audits that keep one from 100
    numbers: dict[str, float]  # of each audit that measures something
    requests: int | None
    problem: str  # why the page could not be looked at; empty if it could


@pytest.fixture(scope="session")
def nu(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Pages], list[str]]:
    """A function that returns the errors which the Nu HTML checker finds: the page, the place and what is wrong."""
    if shutil.which("java") is None:
        pytest.skip("No Java on this machine: install default-jre-headless to check the HTML of the pages.")
    if not JAR.exists():
        pytest.skip(NOT_INSTALLED)

    def check(pages: Pages) -> list[str]:
        folder = tmp_path_factory.mktemp("pages")
        names = {f"{number}.html": name for number, name in enumerate(pages)}
        for file, name in names.items():
            (folder / file).write_text(pages[name], encoding="utf-8", newline="")
        options = ["--errors-only", "--exit-zero-always", "--format", "json", "--stdout"]
        command = ["java", "-jar", str(JAR), *options, str(folder)]
        done = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=True)
        return [
            f"{names[message['url'].rpartition('/')[2]]}, line {message.get('lastLine')}: "
            f"{message['message']} {message.get('extract', '')}"
            for message in json.loads(done.stdout)["messages"]
        ]

    return check


@pytest.fixture(scope="session")
def lighthouse() -> Callable[[list[str], list[str]], list[Report]]:
    """A function that returns what Lighthouse says in some categories of the pages at some addresses."""
    if shutil.which("node") is None:
        pytest.skip("No Node on this machine: install nodejs and npm to run Lighthouse.")
    if browser.find() is None:
        pytest.skip("No Chromium on this machine: install chromium to run Lighthouse.")
    if not (MODULES / "lighthouse").is_dir():
        pytest.skip(NOT_INSTALLED)
    return run_lighthouse


def run_lighthouse(addresses: list[str], categories: list[str]) -> list[Report]:
    """Return what Lighthouse says of each page, as a phone would see it. Raises if it ends before the last one."""
    question = {
        "modules": str(MODULES),
        "chromium": browser.find(),
        "flags": ["--headless=new", *browser.arguments()],
        "categories": categories,
        "addresses": addresses,
    }
    command = ["node", str(SCRIPT), json.dumps(question)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]
