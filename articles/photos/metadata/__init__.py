"""What the file of a photo says of it, in IPTC, XMP and EXIF: read when it comes in, written into what readers get."""
