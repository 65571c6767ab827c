"""“More on this”: which stories the page of another leads on to, by shared topics and section."""
