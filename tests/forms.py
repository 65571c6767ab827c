"""What a browser sends for the form of a story."""

import io
import wave

from django.core.files.uploadedfile import SimpleUploadedFile

from articles import tags
from articles.models import Article, Caption


def typed(story: Article | None = None, *, bylines=None, agencies=(), **fields) -> dict:
    """What a browser sends for `story` as it stands, with `fields` typed over it."""
    data = {"_save": "1", "story_type": "news"}
    if story:
        names = ("headline", "standfirst", "body", "kicker", "slug", "story_type", "dateline", "editors_note")
        data |= {name: getattr(story, name) for name in names}
        data |= {"version": story.version, "section": story.section_id or ""}
        data["topics"] = [tag.name for tag in tags.of(story)]
        lead = story.captions.filter(place=Caption.Place.LEAD).first()
        if lead:
            data |= {"lead_photo": lead.photo_id, "lead_caption": lead.caption, "lead_alt": lead.alt}
        if bylines is None:
            bylines = [(row.author_id, row.role) for row in story.bylines.all()]
    for prefix, rows in (("bylines", bylines or []), ("contributions", agencies)):
        data |= {f"{prefix}-TOTAL_FORMS": len(rows) + 1, f"{prefix}-INITIAL_FORMS": 0}
        first, second = ("author", "role") if prefix == "bylines" else ("agency", "how")
        for number, row in enumerate([*rows, ("", "by" if prefix == "bylines" else "contributed")]):
            data |= {f"{prefix}-{number}-{first}": row[0], f"{prefix}-{number}-{second}": row[1]}
            data[f"{prefix}-{number}-position"] = row[2] if len(row) > 2 else ""
    return data | fields


def recording(seconds: int = 1) -> SimpleUploadedFile:
    file = io.BytesIO()
    with wave.open(file, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(b"\0\0" * 8000 * seconds)
    return SimpleUploadedFile("sound.wav", file.getvalue())
