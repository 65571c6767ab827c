// One request that carries a text to the server, and what became of it.

import { asFormData } from "./fields.js";
import { form } from "./form.js";
import { renewToken } from "./session.js";
import { nextSequence, page, tab } from "./tab.js";

const PATIENCE = 45_000 // milliseconds: the database itself waits for 30 s
const FOR_FILES = 600_000
const KEEPALIVE = 60_000 // bytes: browsers let 64 KB go on after the page is gone
const A_FIELD = 150 // bytes around the value of one
const TOO_LARGE = "it is too large for the server. Make several stories of it, or choose a smaller file."

const taken = new Set() // files that the server has

/** Returns the files that were chosen and are not with the server yet: a name and a file each. */
export const newFiles = () =>
  [...form.querySelectorAll("input[type=file][name]")]
    .flatMap((input) => [...input.files].map((file) => [input.name, file]))
    .filter(([, file]) => !taken.has(file))

const sizeOf = (data) => {
  const encoder = new TextEncoder()
  let size = 0
  for (const [name, value] of data) {
    size += A_FIELD + name.length + (typeof value === "string" ? encoder.encode(value).length : value.size)
  }
  return size
}

const request = async (data, { keepalive = false, patience = PATIENCE }) => {
  const signal = keepalive ? undefined : AbortSignal.timeout(patience)
  const how = { method: "POST", body: data, redirect: "manual", keepalive, signal }
  const answer = await fetch(form.dataset.autosave, how).catch(() => null)
  if (!answer) return { failed: navigator.onLine ? "unreachable" : "offline" }
  if (answer.type === "opaqueredirect" || answer.status === 403) return { failed: "session" }
  if (answer.status === 404) return { failed: "gone" }
  if (answer.status === 413) return { failed: "refused", error: TOO_LARGE }
  const said = await answer.json().catch(() => null)
  if (answer.status === 400) return { failed: "refused", error: said?.error ?? TOO_LARGE }
  return answer.ok && said ? { said } : { failed: "server" }
}

const dataOf = (text, more, files) => {
  // of a story that there is not yet, the bar knows no state: the answer brings it anew
  const state = form.dataset.story ? form.elements.state.value : ""
  const fixed = { version: text.version, begun_as: text.begunAs ?? "", state }
  const data = asFormData(text, { ...fixed, ...more, tab: tab(), page: text.page ?? page(), sequence: nextSequence() })
  for (const [name, file] of files) data.append(name, file)
  return data
}

/** Sends `text`: a snapshot with the `version` that it began from, and the `page` that it is from if not this one. Resolves to `{said}`, the answer, or `{failed}`, why
 * there is none: "offline", "unreachable", "server", "out", "other" (with `name`), "gone", "refused" (with `error`). */
export const sendText = async (text, { named = false, files = [] } = {}) => {
  const more = named ? { named: "1" } : {}
  const how = files.length ? { patience: FOR_FILES } : {}
  let answer = await request(dataOf(text, more, files), how)
  if (answer.failed === "session") {
    const obstacle = await renewToken()
    if (obstacle) return obstacle
    answer = await request(dataOf(text, more, files), how)
    if (answer.failed === "session") return { failed: "refused", error: "you may not change this story." }
  }
  if (answer.said) for (const [, file] of files) taken.add(file)
  return answer
}

/** Sends `text` on its way while the page is left, if it is small enough for that. */
export const sendOnLeaving = (text) => {
  const data = dataOf(text, {}, [])
  if (sizeOf(data) < KEEPALIVE) request(data, { keepalive: true })
}
