"""The readers' search: words to what is visible, on SQLite and PostgreSQL alike. docs/search.md says how it works."""
