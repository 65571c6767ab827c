"""The archive: every story by the year, month and day in its address, so that a cut address still leads somewhere."""
