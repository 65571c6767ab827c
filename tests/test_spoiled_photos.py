"""Damaged and hostile files, sent in as a person would: each gets an answer, and takes little of the machine."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from articles.models import Photo
from tests import spoiled

UPLOAD = reverse("admin:articles_photo_upload")
MOST_FOR_BOMBS, MOST = 150, 256  # MB that the process may grow by


@pytest.fixture(scope="session")
def files(tmp_path_factory) -> dict[str, list[tuple[str, Path]]]:
    """(name, where it lies) of every file, by kind; `large` are those with nothing wrong."""
    folder = tmp_path_factory.mktemp("spoiled")
    found: dict[str, list[tuple[str, Path]]] = {}
    for kind, made in (spoiled.KINDS | {"large": spoiled.large}).items():
        found[kind] = []
        for number, (name, data) in enumerate(made()):
            path = folder / f"{kind}-{number}"
            path.write_bytes(data)
            found[kind].append((name, path))
    return found


@pytest.mark.django_db
@pytest.mark.usefixtures("media_in_tmp")
@pytest.mark.parametrize("kind", spoiled.KINDS)
def test_each_is_refused_with_a_sentence_or_becomes_a_photo_that_can_be_shown(as_, writer, files, kind):
    client = as_(writer)
    for name, path in files[kind]:
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
    assert Photo.objects.count() < len(files[kind]) / 2


def test_three_hundred_do_not_make_the_process_grow_beyond_bounds_and_large_photos_do_not_either(files, tmp_path):
    spoilt = [path for kind in ("bombs", "tiff_bombs", *spoiled.KINDS) for _, path in files[kind]]
    assert len(set(spoilt)) >= 300
    answers = measured([*spoilt, *(path for _, path in files["large"])], tmp_path)
    bombs = answers[: len(files["bombs"] + files["tiff_bombs"])]
    assert sum(megabytes for megabytes, _ in bombs) < MOST_FOR_BOMBS
    assert sum(megabytes for megabytes, _ in answers) < MOST
    assert [answer for _, answer in answers[-7:]] == ["JPEG", "JPEG", "PNG", "PNG", "WEBP", "AVIF", "TIFF"]


def measured(paths: list[Path], folder: Path) -> list[tuple[float, str]]:
    """Return how much one new process grew with each file at its door, in MB, and the answer."""
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
    return [(float(megabytes), answer) for megabytes, _, _, answer in lines]
