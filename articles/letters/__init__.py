"""Letters to an author: what readers write in a form goes to the author by mail, whose address no page shows."""
