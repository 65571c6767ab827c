"""Damaged and hostile files, sent in as a person would: each gets an answer, and takes little of the machine."""

import os
import subprocess
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles.models import Photo
from tests import spoiled

UPLOAD = reverse("admin:articles_photo_upload")
MOST_WHEN_REFUSED, MOST = 150, 256  # MB that the process may grow by
LONGEST = 2  # seconds of work for a processor
LARGE = ["JPEG", "JPEG", "PNG", "PNG", "WEBP", "AVIF", "TIFF"]


@pytest.fixture(scope="session")
def files(tmp_path_factory) -> Callable[[str], list[tuple[str, Path]]]:
    """A function: (name, where it lies) of every file of a kind; `large` are those with nothing wrong."""
    folder = tmp_path_factory.mktemp("spoiled")

    @cache
    def of_kind(kind: str) -> list[tuple[str, Path]]:
        found = []
        for number, (name, data) in enumerate((spoiled.KINDS | {"large": spoiled.large})[kind]()):
            path = folder / f"{kind}-{number}"
            path.write_bytes(data)
            found.append((name, path))
        return found

    return of_kind


@pytest.mark.django_db
@pytest.mark.usefixtures("media_in_tmp")
@pytest.mark.parametrize("kind", spoiled.KINDS)
def test_each_is_refused_with_a_sentence_or_becomes_a_photo_that_can_be_shown(as_, writer, files, kind):
    client = as_(writer)
    for name, path in files(kind):
        response = client.post(UPLOAD, {"file": SimpleUploadedFile(name, path.read_bytes(), "image/jpeg")})
        answer = response.json()
        if response.status_code == 201:
            shown = client.get(answer["thumb"])
            assert shown.status_code == 200, name
            assert shown.content.startswith(b"\xff\xd8\xff"), name
            assert shown.content.endswith(b"\xff\xd9"), name
            assert not any(word in shown.content for word in (b"<script", b"<?php", b"<html", b"%PDF")), name
        elif response.status_code != 409:  # the same picture as one before, which is offered
            assert response.status_code == 400, name
            assert answer["error"].endswith((".", ")")), name
    assert Photo.objects.count() < len(files(kind)) / 2


def test_three_hundred_do_not_make_the_process_grow_beyond_bounds_and_large_photos_do_not_either(files, tmp_path):
    spoilt = [path for kind in spoiled.KINDS for _, path in files(kind)]
    assert len(spoilt) >= 300
    answers = measured([*spoilt, *(path for _, path in files("large"))], tmp_path)
    assert max(megabytes for megabytes, _, answer in answers if answer.endswith((".", ")"))) < MOST_WHEN_REFUSED
    assert max(megabytes for megabytes, _, _ in answers) < MOST
    assert max(seconds for _, seconds, _ in answers) < LONGEST
    assert [answer for _, _, answer in answers[-len(LARGE) :]] == LARGE
    # 45 megapixels cannot be decoded in less, unless nothing is measured
    assert max(megabytes for megabytes, _, _ in answers) > 50


def measured(paths: list[Path], folder: Path) -> list[tuple[float, float, str]]:
    """Return how many MB larger a new process was with each file at its door, the seconds it took, and the answer."""
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "newsroom.settings", "VAR_DIR": str(folder)}
    ran = subprocess.run(  # noqa: S603
        [sys.executable, "-W", "ignore", "-m", "tests.spoiled", *paths],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert ran.returncode == 0, ran.stderr[-2000:]
    lines = [line.split("\t") for line in ran.stdout.splitlines()]
    assert len(lines) == len(paths)
    return [(float(megabytes), float(seconds), answer) for megabytes, seconds, _, answer in lines]
