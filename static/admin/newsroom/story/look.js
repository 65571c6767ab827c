// What the server makes of the story as it is typed. It is asked soon after typing pauses, one question at a time.

import { form, onChange } from "./form.js";

const PAUSE = 500 // milliseconds without a key
const AT_LATEST = 3_000 // while somebody types on

const listeners = []
let timer = null
let due = 0
let isAsking = false
let isStale = false
let wantsPage = false

/** Calls `then` with each answer, and with null where there was none to be had. */
export const onLook = (then) => listeners.push(then)

/** Lets the answers bring the story's page along, from now on, or no longer. */
export const bringPage = (wanted) => {
  wantsPage = wanted
  if (wanted) lookNow()
}

const question = () => {
  const data = new FormData(form)
  // what it says of a recording it knows without it
  for (const [name, value] of [...data]) if (value instanceof File) data.delete(name)
  if (wantsPage) data.set("preview", "1")
  if (form.classList.contains("is-reading")) data.set("saved", "1") // somebody else writes it
  return data
}

const ask = async () => {
  const answer = await fetch(form.dataset.look, { method: "POST", body: question(), redirect: "manual" }).catch(() => null)
  return answer?.ok ? answer.json().catch(() => null) : null
}

/** Asks at once, or, where a question is on its way, as soon as that is answered. */
export const lookNow = async () => {
  clearTimeout(timer)
  timer = null
  due = 0
  isStale = true
  if (isAsking) return
  isAsking = true
  while (isStale) {
    isStale = false
    const found = await ask()
    for (const then of listeners) then(found)
  }
  isAsking = false
}

/** Asks when typing pauses. */
export const lookSoon = () => {
  due ||= Date.now() + AT_LATEST
  clearTimeout(timer)
  timer = setTimeout(lookNow, Math.min(PAUSE, Math.max(0, due - Date.now())))
}

onChange(lookSoon)
