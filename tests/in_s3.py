"""What tests/test_s3.py runs, in a process of its own whose settings name a bucket: a photo and a recording.

Prints what readers were sent, as JSON.
"""

import io
import json
import sys

import django


def main() -> dict:
    django.setup()
    from django.core.files.base import ContentFile
    from django.core.files.storage import default_storage
    from django.core.management import call_command
    from django.test import Client

    from articles.models import Photo
    from articles.photos import background, renditions, store
    from tests.cast import picture_file

    call_command("migrate", verbosity=0)
    photo = store.add(picture_file((1000, 700)), title="Harbour", credit="Ada Vale")
    client = Client(headers={"host": "localhost"})
    address = renditions.sources(renditions.facts(photo))["jpeg"][1][0]
    first, again = client.get(address), client.get(address)
    made = background.make_files.call(photo.pk)
    name = default_storage.save("audio/abcdefghijklmnop.mp3", ContentFile(bytes(range(200))))
    part = client.get(f"/media/{name}", headers={"range": "bytes=10-19"})
    with Photo.objects.get().original.open() as original:
        whole = original.read() == picture_file((1000, 700)).getvalue()
    return {
        "statuses": [first.status_code, again.status_code, part.status_code],
        "same": first.content == again.content,
        "carries": b"Ada Vale" in first.content,
        "made": made,
        "wanted": len(renditions.wanted_of(photo.cuts.select_related("photo").get())),
        "part": list(io.BytesIO(b"".join(part.streaming_content)).read()),
        "original": whole,
        "gone": client.get("/media/audio/ponmlkjihgfedcba.mp3").status_code,
    }


if __name__ == "__main__":
    json.dump(main(), sys.stdout)
