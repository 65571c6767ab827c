// What each crop of a photo shows: the same arithmetic as `box` in articles/photos/renditions.py.

export const SHAPES = { original: null, "16x9": [16, 9], "4x3": [4, 3], "1x1": [1, 1] }

/** Rounds as Python does: a half goes to the even side. */
const round = (number) => {
  const below = Math.floor(number)
  const rest = number - below
  if (rest !== 0.5) return rest < 0.5 ? below : below + 1
  return below % 2 ? below + 1 : below
}

/** Returns what `crop` shows of `width` × `height` pixels, as `[left, top, right, bottom]`. */
export const box = (width, height, crop, [x, y]) => {
  const shape = SHAPES[crop]
  if (!shape) return [0, 0, width, height]
  const [across, down] = shape
  const wide = Math.min(width, Math.max(1, round((height * across) / down)))
  const high = Math.min(height, Math.max(1, round((width * down) / across)))
  const left = Math.min(Math.max(0, round(x * width - wide / 2)), width - wide)
  const top = Math.min(Math.max(0, round(y * height - high / 2)), height - high)
  return [left, top, left + wide, top + high]
}
