"""What Pillow decodes, made into plain pixels: turned upright, in sRGB, eight bits a channel, on white."""

import io
import threading
import warnings
from itertools import product

from PIL import AvifImagePlugin, Image, ImageChops, ImageCms, PngImagePlugin

try:
    import pi_heif
except ImportError:  # an extra of its own: its decoder is under the LGPL
    HEIF: tuple[str, ...] = ()
else:
    pi_heif.register_heif_opener(thumbnails=False)
    pi_heif.options.DECODE_THREADS = 1
    HEIF = ("HEIF",)

# What a photo may be, in Pillow's names. An iPhone's JPEG with a second picture in it ("MPO") counts as JPEG.
FORMATS = ("JPEG", "PNG", "WEBP", "AVIF", "TIFF", "GIF", *HEIF)
MAX_PIXELS = 120_000_000

# Pillow's own limits, for the whole process: they are checked before anything is decoded, and for each frame.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS
warnings.filterwarnings("error", category=Image.DecompressionBombWarning)
# a profile or a text of a PNG is unpacked as far as this; the largest profiles of printers have three megabytes
PngImagePlugin.MAX_TEXT_CHUNK = 4 * 2**20
PngImagePlugin.MAX_TEXT_MEMORY = 16 * 2**20
# each further thread of AVIF's decoder has a picture of its own
AvifImagePlugin.DEFAULT_MAX_THREADS = 1

# what is let in takes up to a quarter of a gigabyte while it is decoded: whoever decodes waits for one of these
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
PLAIN = ("L", "RGB", "CMYK", "LAB")  # modes that can be scaled smoothly
STRIP = 2**20  # pixels that are converted at once, so that no second picture of the whole size is made
MAX_PROFILE = 4 * 2**20  # bytes
SRGB = ImageCms.createProfile("sRGB")
LAB = ImageCms.createProfile("LAB")
# colours from all over the cube; a profile that leaves them as they are is sRGB under whatever name
SWATCHES = Image.new("RGB", (64, 1))
SWATCHES.putdata(list(product((0, 85, 170, 255), repeat=3)))


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


def flattened(image: Image.Image, factor: int = 1) -> Image.Image:
    """Return a loaded `image` in a mode of `PLAIN`, on white, and smaller by the whole number `factor`.

    Each pixel is the mean of `factor` × `factor`. What is neither smaller nor converted is `image` itself.
    """
    if image.mode in PLAIN and not image.has_transparency_data:
        return image.reduce(factor) if factor > 1 else image
    width, height = image.size
    levels = _levels(image)
    rows = max(1, STRIP // width // factor) * factor
    whole = None
    for top in range(0, height, rows):
        strip = image.crop((0, top, width, min(top + rows, height)))
        strip = _on_white(_eight_bit(strip, levels)).reduce(factor)
        whole = whole or Image.new(strip.mode, (-(-width // factor), -(-height // factor)))
        whole.paste(strip, (0, top // factor))
    return whole


def _levels(image: Image.Image) -> tuple[float, float]:
    """Return what the values of grey `image` are multiplied by, and what is added, to make them 0 to 255."""
    if image.mode not in ("I", "F"):
        return 1 / 257, 0
    low, high = image.getextrema()
    # no rule says what a 32-bit value means: the darkest is made black, the lightest white
    scale = 255 / (high - low) if high > low else 0
    return scale, -low * scale


def _eight_bit(image: Image.Image, levels: tuple[float, float]) -> Image.Image:
    if image.mode in ("I", "F") or image.mode.startswith("I;16"):
        scale, offset = levels
        wide = image if image.mode in ("I", "F") else image.convert("I")
        return wide.point(lambda value: value * scale + offset).convert("L")
    if image.has_transparency_data:
        return image.convert("RGBA")
    if image.mode == "1":
        return image.convert("L")
    return image if image.mode in PLAIN else image.convert("RGB")


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode != "RGBA":
        return image
    plain = Image.new("RGB", image.size, "white")
    plain.paste(image, mask=image.getchannel("A"))
    return plain


def in_srgb(image: Image.Image, profile: bytes | None) -> Image.Image:
    """Return `image`, of a mode of `PLAIN`, as RGB, by its ICC `profile` if that can be read and fits."""
    fits = bool(profile) and len(profile) <= MAX_PROFILE
    for source in (io.BytesIO(profile) if fits else None, LAB if image.mode == "LAB" else None):
        if source:
            try:
                transform = ImageCms.buildTransform(source, SRGB, image.mode, "RGB")
                if image.mode == "RGB" and _changes_nothing(transform):
                    return image
                return ImageCms.applyTransform(image, transform)
            except (ImageCms.PyCMSError, ValueError):  # a grey profile in a colour picture; not a profile at all
                continue
    return image.convert("RGB")


def _changes_nothing(transform: ImageCms.ImageCmsTransform) -> bool:
    shifts = ImageChops.difference(SWATCHES, ImageCms.applyTransform(SWATCHES, transform)).getextrema()
    return max(most for _, most in shifts) <= 1
