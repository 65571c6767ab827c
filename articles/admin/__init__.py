"""The admin of what is written, a file a subject; importing this registers all of it."""

from articles.admin import agencies, agreements, fronts, house_pages, photos, sections, stories, topics

__all__ = ["agencies", "agreements", "fronts", "house_pages", "photos", "sections", "stories", "topics"]
