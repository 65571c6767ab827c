"""The read-only API, /api/v1/: what readers see, as JSON. docs/api.md describes it, and `description` to machines."""
