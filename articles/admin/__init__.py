"""The admin of what is written, a file a subject; importing this registers all of it."""

from articles.admin import agencies, agreements, photos, sections, stories, topics

__all__ = ["agencies", "agreements", "photos", "sections", "stories", "topics"]
