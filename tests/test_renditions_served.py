"""How the files of a photo are sent: for ever, without a query, each made once however many ask at a time."""

import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.test import Client

from articles.photos import renditions, serving
from tests.media import files_in, photograph
from tests.test_renditions import add, addresses

ASK = """
import os, sys, time
import django
django.setup()
from pathlib import Path
from articles.photos import serving
start, log = Path(sys.argv[1]), Path(sys.argv[2])
def make():
    with log.open("a") as file:
        file.write(f"{os.getpid()}\\n")
    time.sleep(0.2)  # long enough for the others to arrive
    return b"bytes"
print("ready", flush=True)
while not start.exists():
    time.sleep(0.005)
assert serving.kept_or_made("photos/x/y/320.jpg", make) == b"bytes"
"""


@pytest.mark.django_db
def test_a_rendition_is_sent_for_ever_and_kept(client, media_in_tmp):
    photo = add(photograph((700, 400)))
    for address, kind in zip(addresses(photo), ["avif"] * 4 + ["jpeg"] * 4, strict=True):
        first, second = (client.get(address, HTTP_ACCEPT_ENCODING="gzip, br") for _ in range(2))
        assert first.status_code == 200
        assert first["Content-Type"] == f"image/{kind}"
        assert first["Cache-Control"] == "public, max-age=31536000, immutable"
        assert first["X-Content-Type-Options"] == "nosniff"
        assert "Content-Encoding" not in first
        assert int(first["Content-Length"]) == len(first.content)
        assert second.content == first.content
        assert (media_in_tmp / "media" / address.removeprefix("/media/")).read_bytes() == first.content
    assert len(files_in(media_in_tmp / "media")) == 8


@pytest.mark.django_db
def test_what_is_kept_is_sent_without_a_query(client, media_in_tmp, django_assert_num_queries):
    [address, *_] = addresses(add(photograph((100, 60))))
    client.get(address)
    with django_assert_num_queries(0):
        assert client.get(address).status_code == 200


@pytest.mark.django_db
def test_head_sends_the_headers_alone_and_other_methods_are_refused(client, media_in_tmp):
    [address, *_] = addresses(add(photograph((100, 60))))
    response = client.head(address)
    assert (response.status_code, response.content) == (200, b"")
    assert response["Content-Length"] == client.get(address)["Content-Length"]
    for method in (client.post, client.put, client.delete, client.options, client.patch):
        assert method(address).status_code == 405


@pytest.mark.django_db
def test_what_no_page_names_is_not_found_and_nothing_is_made(client, media_in_tmp):
    photo = add(photograph((700, 400)))
    key = renditions.facts(photo)["key"]
    base = f"/media/photos/{photo.token}/{key}"
    for address in (
        f"{base}/320.jpg",
        f"{base}/original-321.jpg",
        f"{base}/original-960.jpg",
        f"{base}/1x1-640.jpg",
        f"{base}/original-0.jpg",
        f"{base}/original-00320.jpg",
        f"{base}/original-٣٢٠.jpg",
        f"{base}/original-320.jpg/",
        f"{base}/original-320.jpg%0a",
        f"{base}/original-320.png",
        f"{base}/original-320.jpeg",
        f"{base}/2x3-320.jpg",
        f"{base}/../{key}/original-320.jpg",
        f"/media/photos/{photo.token}/{'0' * 8}/original-320.jpg",
        f"/media/photos/{'0' * 32}/{key}/original-320.jpg",
        f"/media/photos/{photo.token.upper()}Z/{key}/original-320.jpg",
        f"/media/{photo.original.name}",
        f"/media/originals/{photo.original.name}",
        f"/media/../originals/{photo.original.name}",
        "/media/",
    ):
        assert client.get(address).status_code == 404, address
    assert files_in(media_in_tmp / "media") == []


@pytest.mark.django_db
def test_a_photo_whose_original_is_gone_is_not_found(client, media_in_tmp, caplog):
    photo = add(photograph((100, 60)))
    photo.original.storage.delete(photo.original.name)
    assert client.get(addresses(photo)[0]).status_code == 404
    assert "original" in caplog.text


@pytest.mark.django_db
def test_a_withdrawn_photo_is_gone(client, media_in_tmp, monkeypatch):
    [address, *_] = addresses(add(photograph((100, 60))))

    def withdrawn(token: str, key: str):
        raise renditions.Gone

    monkeypatch.setattr(renditions, "cut", withdrawn)
    response = client.get(address)
    assert response.status_code == 410
    assert "immutable" not in response.headers.get("Cache-Control", "")


@pytest.mark.django_db
def test_what_fails_while_it_is_written_leaves_nothing(media_in_tmp, monkeypatch):
    def refuse(*args):
        raise OSError("no space left")

    monkeypatch.setattr(serving.os, "replace", refuse)
    with pytest.raises(OSError, match="no space"):
        serving.kept_or_made("photos/x/y/320.jpg", lambda: b"bytes")
    assert files_in(media_in_tmp / "media") == []


def test_a_storage_that_is_no_disk_is_written_at_once(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    settings.STORAGES = settings.STORAGES | {"default": {"BACKEND": "django.core.files.storage.InMemoryStorage"}}
    assert serving.kept_or_made("photos/x/y/320.jpg", lambda: b"bytes") == b"bytes"
    assert serving.kept("photos/x/y/320.jpg") == b"bytes"
    assert serving.kept("photos/x/y/480.jpg") is None


@pytest.mark.django_db(transaction=True)
def test_two_hundred_who_ask_at_once_are_served_by_one_making(media_in_tmp, monkeypatch):
    photo = add(photograph((1600, 1000)))
    address = addresses(photo)[3]
    makings = []
    make = renditions.make
    together = threading.Barrier(200)

    def counted(*arguments):
        makings.append(arguments)
        return make(*arguments)

    monkeypatch.setattr(renditions, "make", counted)

    def ask(_) -> tuple[int, bytes]:
        together.wait(timeout=30)
        try:
            response = Client().get(address)
            return response.status_code, response.content
        finally:
            connections.close_all()

    with ThreadPoolExecutor(200) as pool:
        answers = list(pool.map(ask, range(200)))
    assert len(makings) == 1
    assert len(set(answers)) == 1
    assert answers[0][0] == 200
    assert len(files_in(media_in_tmp / "media")) == 1


def test_several_processes_make_it_once(tmp_path):
    arguments = [sys.executable, "-c", ASK, str(tmp_path / "start"), str(tmp_path / "log")]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "newsroom.settings", "VAR_DIR": str(tmp_path)}
    processes = [subprocess.Popen(arguments, env=environment, stdout=subprocess.PIPE) for _ in range(3)]  # noqa: S603
    try:
        for process in processes:
            assert process.stdout.readline() == b"ready\n"
        (tmp_path / "start").touch()
        assert [process.wait(timeout=30) for process in processes] == [0, 0, 0]
    finally:
        for process in processes:
            process.kill()
            process.communicate()
    assert len((tmp_path / "log").read_text().split()) == 1
