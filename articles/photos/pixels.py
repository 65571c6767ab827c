"""What Pillow decodes, made into plain pixels: turned upright, in sRGB, eight bits a channel, on white."""

import io
import threading
import warnings

from PIL import Image, ImageCms

# What a photo may be, in Pillow's names. An iPhone's JPEG with a second picture in it ("MPO") counts as JPEG.
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "TIFF", "GIF")
MAX_PIXELS = 120_000_000

# Pillow's own limits, for the whole process: they are checked before anything is decoded, and for each frame.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)

# decoding the largest picture that is let in takes half a gigabyte: whoever decodes waits for one of these
decoding = threading.BoundedSemaphore(2)

ORIENTATION = 0x0112  # EXIF's tag
TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
ON_ITS_SIDE = {5, 6, 7, 8}
SRGB = ImageCms.createProfile("sRGB")
LAB = ImageCms.createProfile("LAB")


def orientation(image: Image.Image) -> int:
    """Return EXIF's orientation of a loaded `image`, 1 to 8; unreadable EXIF counts as upright."""
    try:
        value = image.getexif().get(ORIENTATION, 1)
    except Exception:  # EXIF is read in many ways, and no fault in it makes the pixels worse
        return 1
    return value if value in TURNS else 1


def turned(image: Image.Image, orientation: int) -> Image.Image:
    """Return `image` as EXIF's `orientation` says that it is to be seen."""
    return image.transpose(TURNS[orientation]) if orientation in TURNS else image


def eight_bit(image: Image.Image) -> Image.Image:
    """Return `image` in a mode that can be scaled smoothly: L, RGB, RGBA, CMYK or LAB."""
    if image.has_transparency_data:
        return image.convert("RGBA")
    if image.mode.startswith("I;16"):
        return image.convert("I").point(lambda value: value * (1 / 257)).convert("L")
    if image.mode in ("I", "F"):
        low, high = image.getextrema()
        # no rule says what a 32-bit value means: the darkest is made black, the lightest white
        scale = 255 / (high - low) if high > low else 0
        offset = -low * scale
        return image.point(lambda value: value * scale + offset).convert("L")
    if image.mode == "1":
        return image.convert("L")
    return image if image.mode in ("L", "RGB", "CMYK", "LAB") else image.convert("RGB")


def on_white(image: Image.Image) -> Image.Image:
    """Return `image`, as `eight_bit` made it, over white where it has alpha."""
    if image.mode != "RGBA":
        return image
    plain = Image.new("RGB", image.size, "white")
    plain.paste(image, mask=image.getchannel("A"))
    return plain


def in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return `image` (L, RGB, CMYK or LAB) as RGB, by its ICC `profile` if that can be read and fits."""
    for source in (profile and io.BytesIO(profile), LAB if image.mode == "LAB" else None):
        if source:
            try:
                return ImageCms.profileToProfile(image, source, SRGB, outputMode="RGB")
            except ImageCms.PyCMSError:  # a grey profile in a colour picture; not a profile at all
                continue
    return image.convert("RGB")
