"""A pytest plugin that writes its run's outcomes as JSON to the file named in TESTS_TALLY."""

import json
import os
from pathlib import Path

import pytest

FAILED = {"failed", "error"}
SKIPPED = {"skipped", "xfailed"}


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    stats = terminalreporter.stats

    def count(outcomes: set[str]) -> int:
        return sum(len(stats.get(outcome, ())) for outcome in outcomes)

    tally = {"passed": count({"passed"}), "failed": count(FAILED), "skipped": count(SKIPPED)}
    Path(os.environ["TESTS_TALLY"]).write_text(json.dumps(tally), encoding="ascii")
