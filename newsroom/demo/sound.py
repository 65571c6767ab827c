"""A minute by the harbour, made by code: waves, and a bell buoy. Stands for a story read aloud."""

import array
import io
import math
import random
import wave

RATE = 8_000  # samples a second
SECONDS = 45


def harbour() -> io.BytesIO:
    """Return a WAV file, mono, 16 bits, `SECONDS` long, the same at every call."""
    chance = random.Random(7)
    samples = array.array("h")
    low = lower = 0.0
    for number in range(RATE * SECONDS):
        at = number / RATE
        low += 0.08 * (chance.uniform(-1, 1) - low)
        lower += 0.02 * (low - lower)
        swell = 0.45 + 0.4 * math.sin(2 * math.pi * at / 7.3) * math.sin(2 * math.pi * at / 11.1)
        since = at % 6.5
        bell = math.exp(-1.7 * since) * (
            0.5 * math.sin(2 * math.pi * 587 * at) + 0.3 * math.sin(2 * math.pi * 1174.6 * at)
        )
        fade = min(1.0, at / 2, (SECONDS - at) / 2)
        samples.append(round(32_000 * fade * max(-1.0, min(1.0, (2.2 * low + 3 * lower) * swell + 0.16 * bell))))
    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(samples.tobytes())
    file.seek(0)
    file.name = "harbour.wav"
    return file
