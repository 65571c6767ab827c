"""Make the set as the project makes it. Arguments: picture, list of what is wanted, folder, settings."""

import json
import re
import sys
import time
from pathlib import Path
from types import SimpleNamespace

import django


def cut_of(width: int, height: int) -> SimpleNamespace:
    """Return what stands for a photo of this size, and its cut around the middle, with marks as most photos have."""
    marks = {
        "creators": ["Ada Vale"],
        "credit": "Ada Vale / Northline",
        "copyright_notice": "© 2026 Northline",
        "usage_terms": "",
        "digital_source_type": "",
        "web_statement": "",
    }
    photo = SimpleNamespace(width=width, height=height)
    return SimpleNamespace(photo=photo, key="0" * 8, focal_x=0.5, focal_y=0.5, marks=marks)


def most_memory() -> int:
    """Return the most bytes that this process has had in memory; `getrusage` would count its parent's besides."""
    status = Path("/proc/self/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) * 1024


def main(picture: str, wanted: str, folder: str) -> None:
    django.setup()
    from articles.photos import renditions

    asked = json.loads(Path(wanted).read_text())
    started, worked = time.perf_counter(), time.process_time()
    with Path(picture).open("rb") as original:
        for name, data in renditions.make_all(original, cut_of(asked["width"], asked["height"])):
            (Path(folder) / name).write_bytes(data)
    took = {"seconds": time.perf_counter() - started, "cpu": time.process_time() - worked}
    took["memory"] = most_memory()
    sys.stdout.write(json.dumps(took))


if __name__ == "__main__":
    main(*sys.argv[1:4])
