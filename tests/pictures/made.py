"""The files of the set, made once for all tests that ask for them."""

import shutil
import subprocess

import pytest

from tests.pictures.canvas import quarters, save
from tests.pictures.said import SAID


@pytest.fixture(scope="session")
def exiftool() -> str:
    """Where exiftool lies; the test is skipped where there is none."""
    path = shutil.which("exiftool")
    if path is None:
        pytest.skip("No exiftool on this machine: install libimage-exiftool-perl to run the tests of metadata.")
    return path


@pytest.fixture(scope="session")
def said(exiftool: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """The files of `SAID` by name."""
    folder = tmp_path_factory.mktemp("pictures")
    (folder / "thumbnail.jpg").write_bytes(save(quarters(), "JPEG"))
    arguments = []
    for picture in SAID:
        (folder / picture.file_name).write_bytes(picture.make())
        if picture.tags:
            arguments += ["-overwrite_original", "-q", *picture.tags, picture.file_name, "-execute"]
    (folder / "arguments").write_text("\n".join(arguments), encoding="utf-8")
    done = subprocess.run([exiftool, "-@", "arguments"], cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603
    assert "Error" not in done.stderr, done.stderr
    return {picture.name: (folder / picture.file_name).read_bytes() + picture.behind for picture in SAID}
