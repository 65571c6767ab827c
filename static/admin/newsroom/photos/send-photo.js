// One picture file on its way into the library.

import { post } from "./request.js";

const TROUBLE = "The server could not take this photo just now. Try again."
const NOT_ALLOWED = "You may not add photos to the library: ask the photo desk."
const HUGE = "This file is too large to be sent. Export it as JPEG, or scaled down."

/**
 * Resolves to `{ card }`, `{ refused }` with the server's sentence, `{ waiting }` with why it did not get there, or
 * `{ twins, said }` where the library has this picture already: then it comes in only with `again`.
 */
export const sendPhoto = async (url, file, { again = false, ...options } = {}) => {
  const { status, data, why } = await post(url, again ? { file, again: "1" } : { file }, options)
  if (why) return { waiting: why }
  if (status === 201 && data) return { card: data }
  if (status === 409 && data?.twins) return { twins: data.twins, said: data.error }
  if (status === 400 && data?.error) return { refused: data.error }
  if (status === 403) return { refused: NOT_ALLOWED }
  if (status === 413) return { refused: HUGE }
  return { waiting: TROUBLE }
}
