"""A set of pictures made by code and by exiftool: how they should look to readers, and what their files say.

`shown` has every mode, format, orientation and colour space; `said` every block of metadata and encoding; `made` is the
fixture that makes the files. Nothing here uses the code that is tested.
"""
