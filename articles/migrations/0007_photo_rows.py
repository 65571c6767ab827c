"""What follows from the photos and editions that there are, written to the columns and tables of 0006."""

from django.db import migrations

from articles import search
from articles.photos import library, renditions


def fill(apps, schema_editor):
    """Write what follows from the rows that there are: which editions show a photo, its shape, its files, its words."""
    models = {name: apps.get_model("articles", name) for name in ("Cut", "Edition", "EditionPhoto", "Photo")}
    photos = set(models["Photo"].objects.values_list("pk", flat=True))
    for edition in models["Edition"].objects.only("document").iterator(chunk_size=500):
        uses = [use for use in (edition.document["lead"], *edition.document["photos"]) if use]
        models["EditionPhoto"].objects.bulk_create(
            models["EditionPhoto"](edition=edition, photo_id=key)
            for key in {use["photo"]["id"] for use in uses} & photos
        )
    for photo in models["Photo"].objects.prefetch_related("credit_parts").iterator(chunk_size=500):
        photo.shape = library.shape_of(photo.width, photo.height)
        # editions of before name no key: this is the one that `renditions.sources` finds for them
        photo.cut_key = renditions.key(photo.digest, (photo.focal_x, photo.focal_y), renditions.NO_MARKS)
        names = [part.name for part in photo.credit_parts.all()]
        photo.words = search.folded(" ".join([photo.title, photo.caption, photo.alt, photo.place, *names]))
        photo.save(update_fields=["shape", "cut_key", "words"])
        models["Cut"].objects.create(
            photo=photo, key=photo.cut_key, focal_x=photo.focal_x, focal_y=photo.focal_y, marks=renditions.NO_MARKS
        )


class Migration(migrations.Migration):
    dependencies = [("articles", "0006_photo_desk")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
