"""British English: `20 November 2026`, and the hour as a clock has it: `08:30`."""

DATE_FORMAT = "j F Y"
TIME_FORMAT = "H:i"
DATETIME_FORMAT = "j F Y, H:i"
