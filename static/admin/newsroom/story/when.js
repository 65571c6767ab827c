// When to save besides: when somebody says so, takes a step, comes back, or goes.

import { leadToError } from "./errors.js";
import { form } from "./form.js";
import { whyNotKept } from "./keep.js";
import { isInTrouble, isUnsent, save, saveOnLeaving, tryAgain } from "./save.js";
import { newFiles } from "./send.js";
import { tab } from "./tab.js";

let going = false // to where a step leads

const hide = (name, value) => {
  const field = form.querySelector(`input[type=hidden][name="${name}"]`) ?? document.createElement("input")
  Object.assign(field, { type: "hidden", name, value })
  form.append(field)
}

/** Takes the step `verb` with what is typed, once the server has it as the story's text. */
const step = async (verb) => {
  const answer = await save({ always: true })
  if (answer?.saved !== "story") return
  if (Object.keys(answer.errors).length) return leadToError()
  hide("_step", verb)
  hide("tab", tab())
  going = true
  form.submit()
}

form.addEventListener("submit", (event) => {
  const { name, value } = event.submitter ?? {}
  if (name === "_over") {
    going = true
    return
  }
  event.preventDefault()
  if (going) return // pressed twice
  if (name === "_step") step(value)
  else save({ named: true })
})

form.addEventListener("click", (event) => {
  if (!event.target.closest(".story-saving__wrong")) return
  event.preventDefault()
  leadToError()
})

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "s") {
    event.preventDefault()
    if (!form.classList.contains("is-reading")) save({ named: true })
  }
})

window.addEventListener("online", tryAgain)
window.addEventListener("focus", tryAgain)
document.addEventListener("visibilitychange", () => {
  if (document.hidden) {
    if (isUnsent() && !isInTrouble()) save()
  } else tryAgain()
})
window.addEventListener("pagehide", () => going || saveOnLeaving())
window.addEventListener("pageshow", (event) => {
  going = false
  form.querySelector("input[type=hidden][name=_step]")?.remove()
  if (event.persisted && isUnsent()) save()
})
window.addEventListener("beforeunload", (event) => {
  if (!going && isUnsent() && (isInTrouble() || whyNotKept() || newFiles().length)) event.preventDefault()
})
