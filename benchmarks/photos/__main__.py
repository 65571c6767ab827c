"""From one 12-megapixel JPEG the full set of renditions: here, with Willow and with sharp, at equal quality.

`python -m benchmarks.photos --runs 7` (in the project's environment: `.venv/bin/python`). In a directory of its own it
draws the picture, installs Willow and NumPy (pip) and sharp (npm), and has each make the same files in a process of
its own, in turn, so many times. `--hostile` measures the door instead: seconds and memory for each of the damaged and
hostile files of the tests.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
# For equal SSIM; the recipe here has JPEG 80 and AVIF 60. sharp's AVIF is measured at its default effort of 4 and at 0,
# where it is fastest. Willow has Pillow's default speed, for it lets none be chosen.
TOOLS: dict[str, dict[str, Any]] = {
    "here": {"jpeg": 80, "avif": 60},
    "Willow": {"jpeg": 80, "avif": 59},
    "sharp, effort 0": {"jpeg": 80, "avif": 60, "effort": 0},
    "sharp, effort 4": {"jpeg": 80, "avif": 59, "effort": 4},
}
ENVIRONMENT = ["env", "MALLOC_ARENA_MAX=1", "MALLOC_MMAP_THRESHOLD_=1048576"]
SETTINGS = {
    "here": "JPEG {jpeg}, AVIF {avif}",
    "Willow": "JPEG {jpeg}, AVIF {avif}",
    "sharp, effort 0": "JPEG {jpeg}, AVIF {avif}",
    "sharp, effort 4": "JPEG {jpeg}, AVIF {avif}",
}


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--runs", type=int, default=7)
    arguments.add_argument("--hostile", action="store_true")
    asked = arguments.parse_args()
    with tempfile.TemporaryDirectory() as directory:
        os.environ |= {"VAR_DIR": directory, "DEBUG": "on", "DJANGO_SETTINGS_MODULE": "newsroom.settings"}
        if asked.hostile:
            hostile(Path(directory))
        else:
            compare(Path(directory), asked.runs)


def compare(folder: Path, runs: int) -> None:
    """Print what each tool took, and how near its files are to the original."""
    picture, wanted = prepared(folder)
    python = installed_willow(folder)
    commands = {
        # as deploy/newsroom.service has it
        "here": [*ENVIRONMENT, sys.executable, "-m", "benchmarks.photos.here"],
        "Willow": [python, HERE / "willow_set.py"],
    }
    if installed_sharp(folder):
        commands |= {tool: ["node", folder / "sharp_set.mjs"] for tool in TOOLS if tool.startswith("sharp")}
    else:
        say("npm is missing or could not install sharp: without it.")
    took: dict[str, list[dict[str, float]]] = {tool: [] for tool in commands}
    for number in range(runs):
        for tool, command in commands.items():
            out = folder / tool
            shutil.rmtree(out, ignore_errors=True)
            out.mkdir()
            ran = run([*command, picture, wanted, out, json.dumps(TOOLS[tool])])
            took[tool].append(json.loads(ran.splitlines()[-1]))
            say(f"run {number + 1}, {tool}: {took[tool][-1]['seconds']:.2f} s")
    count = len(json.loads(wanted.read_text())["files"])
    say(f"\n{count} files from one picture; medians of {runs} runs:\n")
    say("| | seconds | CPU seconds | peak memory | JPEG | SSIM | AVIF | SSIM | settings |")
    say("|---|---|---|---|---|---|---|---|---|")
    for tool, rounds in took.items():
        middle = {name: statistics.median(each[name] for each in rounds) for name in rounds[0]}
        near = json.loads(run([python, HERE / "ssim.py", picture, wanted, folder / tool]))
        sizes = {
            kind: sum(file.stat().st_size for file in (folder / tool).glob(f"*.{kind}")) >> 10
            for kind in ("jpg", "avif")
        }
        say(
            f"| {tool} | {middle['seconds']:.2f} | {middle['cpu']:.2f} | {middle['memory'] / 2**20:.0f} MB "
            f"| {sizes['jpg']:,} KB | {near['jpg']:.4f} | {sizes['avif']:,} KB | {near['avif']:.4f} "
            f"| {SETTINGS[tool].format(**TOOLS[tool])} |"
        )


def prepared(folder: Path) -> tuple[Path, Path]:
    """Return the picture, and a list of the files that are wanted of it: name, box, size and encoding of each."""
    import django

    django.setup()
    from articles.photos import renditions
    from benchmarks.photos import here, scenery

    picture, wanted = folder / "picture.jpg", folder / "wanted.json"
    size = scenery.write(picture)
    files = [
        {"name": rendition.name, "box": rendition.box, "size": rendition.size, "encoding": rendition.encoding}
        for rendition in renditions.wanted_of(here.cut_of(*size))
    ]
    wanted.write_text(json.dumps({"width": size[0], "height": size[1], "files": files}))
    return picture, wanted


def installed_willow(folder: Path) -> Path:
    """Return the Python of a new environment with Willow, Pillow and NumPy."""
    venv.create(folder / "willow", with_pip=True)
    python = folder / "willow" / "bin" / "python"
    run([python, "-m", "pip", "install", "--quiet", "willow[Pillow]", "numpy"])
    return python


def installed_sharp(folder: Path) -> bool:
    """Return whether sharp is now there for a script in `folder`."""
    if not (shutil.which("npm") and shutil.which("node")):
        return False
    shutil.copy(HERE / "sharp_set.mjs", folder)
    try:
        run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", folder, "sharp"])
    except subprocess.CalledProcessError as problem:
        say(problem.stderr)
        return False
    return True


def hostile(folder: Path) -> None:
    """Print what the door took for the spoiled files, and the worst of them."""
    from tests import spoiled

    paths = []
    for kind, files in (spoiled.KINDS | {"large": spoiled.large}).items():
        for name, data in files():
            paths.append(folder / f"{kind}: {name.replace('/', ' ')[-100:]}")
            paths[-1].write_bytes(data)
    rows = []
    for path in paths:  # one process each, so that none hides behind what another has taken
        megabytes, seconds, name, answer = run([sys.executable, "-W", "ignore", "-m", "tests.spoiled", path]).split(
            "\t"
        )
        rows.append((float(seconds), float(megabytes), name, answer.strip()))
    say(f"{len(rows)} files. The slowest and the largest:\n")
    say("| file | seconds of CPU | memory | answer |\n|---|---|---|---|")
    for seconds, megabytes, name, answer in sorted({*sorted(rows)[-10:], *sorted(rows, key=lambda row: row[1])[-10:]}):
        say(f"| {name} | {seconds:.2f} | {megabytes:.0f} MB | {answer} |")


def run(command: list[Any]) -> str:
    """Return what `command` says. Raises CalledProcessError."""
    ran = subprocess.run(list(map(str, command)), cwd=ROOT, capture_output=True, text=True, check=True)  # noqa: S603
    return ran.stdout


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
