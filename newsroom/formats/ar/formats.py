"""Arabic: no comma stands before the year, and thousands are parted."""

DATE_FORMAT = "j F Y"
NUMBER_GROUPING = 3
