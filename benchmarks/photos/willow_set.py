"""Make the set with Willow, each file as Wagtail makes it: open, orient, crop, resize, save.

Arguments: picture, list of what is wanted, folder, settings.
"""

import json
import re
import sys
import time
from pathlib import Path

from willow.image import Image


def main(picture: str, wanted: str, folder: str, settings: str) -> None:
    asked, chosen = json.loads(Path(wanted).read_text()), json.loads(settings)
    started, worked = time.perf_counter(), time.process_time()
    for rendition in asked["files"]:
        with Path(picture).open("rb") as original, (Path(folder) / rendition["name"]).open("wb") as file:
            image = Image.open(original).auto_orient()
            image = image.crop(tuple(rendition["box"])).resize(tuple(rendition["size"]))
            if rendition["encoding"] == "avif":
                image.save_as_avif(file, quality=chosen["avif"])
            else:
                image.save_as_jpeg(file, quality=chosen["jpeg"], progressive=True, optimize=True)
    took = {"seconds": time.perf_counter() - started, "cpu": time.process_time() - worked}
    took["memory"] = int(re.search(r"VmHWM:\s+(\d+) kB", Path("/proc/self/status").read_text())[1]) * 1024
    sys.stdout.write(json.dumps(took))


if __name__ == "__main__":
    main(*sys.argv[1:5])
