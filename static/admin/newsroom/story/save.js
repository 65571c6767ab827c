// Saves by itself what is typed: at the first key of a new story, else a while after the last one. One text is on its
// way at a time, and never an older one after a newer one.

import { arrive } from "./arrive.js";
import { freeze, snapshot } from "./fields.js";
import { form, onChange } from "./form.js";
import { drop, keepNow, keepSoon } from "./keep.js";
import { say } from "./says.js";
import { newFiles, sendOnLeaving, sendText } from "./send.js";
import { renewToken } from "./session.js";
import { tabReady } from "./tab.js";

const QUIET = 2_000 // milliseconds without a change
const AT_LATEST = 15_000 // while somebody types on
const AGAIN = [2_000, 4_000, 8_000, 16_000, 30_000]
const A_LOOK = 3_000 // at who is logged in

let changes = 0 // counts them
let sent = 0 // how many of them the server has
let since = 0 // when the first of the others was made
let timer = null
let running = null // the text on its way
let trouble = null // why the last one did not arrive
let failures = 0
let owed = false // a save that somebody asked for did not arrive
let composing = false
let reading = false

/** Returns whether something was typed that the server does not have. */
export const isUnsent = () => changes > sent

/** Returns whether anything was typed here since the page was loaded. */
export const isTouched = () => changes > 0

/** Returns whether a text is on its way to the server. */
export const isSending = () => Boolean(running)

/** Returns whether the last text did not arrive, and what is typed lies in this browser alone. */
export const isInTrouble = () => Boolean(trouble)

const quiet = () => Number(form.dataset.autosaveDelay ?? QUIET)

const later = (wait) => {
  clearTimeout(timer)
  timer = setTimeout(() => (composing ? later(QUIET) : save()), wait)
}

// a browser tells of what was typed at each key, and once more when the field is left
const isToldAgain = (event) =>
  event?.type === "change" && event.isTrusted && event.target.matches("textarea, input:not([type]), input[type=text]")

const change = (event) => {
  if (reading || isToldAgain(event)) return
  if (!isUnsent()) since = Date.now()
  changes += 1
  keepSoon(() => trouble && say(trouble.failed, trouble))
  if (trouble && trouble.failed !== "refused") return // it is tried again anyhow
  if (!trouble && !running) say("unsaved")
  const isFirst = !form.dataset.story && !running
  later(isFirst ? 0 : Math.max(0, Math.min(quiet(), since + AT_LATEST - Date.now())))
}

const text = () => ({
  ...snapshot(),
  version: form.elements.version.value,
  begunAs: form.elements.begun_as.value,
})

/** Sends what the form says, if the server does not have it. `named`: because somebody said “Save”; `always`: whether or
 * not the server has it. Resolves to the answer, or to null where there was nothing to send or none came. */
export const save = async ({ named = false, always = false } = {}) => {
  clearTimeout(timer)
  while (running) await running
  if (!named && !always && !isUnsent()) return null
  running = attempt(named || owed)
  const answer = await running
  running = null
  if (isUnsent() && !trouble) later(quiet())
  return answer
}

const attempt = async (named) => {
  await tabReady
  if (trouble?.failed === "out" || trouble?.failed === "other") {
    const obstacle = await renewToken()
    if (obstacle) return stumble(obstacle, named)
  }
  if (!trouble) say("saving")
  const upTo = changes
  const { said, ...why } = await sendText(text(), { named, files: newFiles() })
  if (!said) return stumble(why, named)
  trouble = null
  failures = 0
  if (said.saved === "late") return null // what was sent when the page was left came first
  owed = false
  sent = Math.max(sent, upTo)
  since = Date.now()
  form.classList.remove("is-unsaved")
  arrive(said, { named, isAll: !isUnsent() })
  if (isUnsent()) keepNow()
  else drop()
  return said
}

const stumble = (why, named) => {
  trouble = why
  owed ||= named
  keepNow()
  say(why.failed, why)
  form.classList.add("is-unsaved")
  if (why.failed === "out" || why.failed === "other") later(A_LOOK)
  else if (why.failed !== "gone" && why.failed !== "refused") {
    later(AGAIN[Math.min(failures, AGAIN.length - 1)])
    failures += 1
  }
  return null
}

/** Tries again at once what did not arrive. */
export const tryAgain = () => {
  failures = 0
  if (trouble) save({ always: owed || isUnsent() })
}

/** Sends on its way what is typed while the page goes. The browser keeps it besides. */
export const saveOnLeaving = () => {
  if (!isUnsent()) return
  keepNow()
  if (!trouble || trouble.failed === "server") sendOnLeaving(text())
}

/** Lets the form stand as it is, for somebody else writes the story: what is not sent yet is sent, and nothing more. */
export const setReading = (now) => {
  reading = now
  freeze(now)
}

onChange(change)
if ("unsaved" in form.dataset) change()
form.addEventListener("compositionstart", () => (composing = true))
form.addEventListener("compositionend", () => (composing = false))
