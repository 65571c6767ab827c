"""What a page says of itself to machines: structured data, its head for search and sharing, and oEmbed.

`pages` says which page carries what; the other modules make the parts, each of plain dictionaries and strings.
"""
