// The same help in the fields of plain text: headline, standfirst, captions and notes.

import { conventionsFor } from "./typing-marks.js";
import { help } from "./typing-rules.js";

/** Where prose is written; what has no name is the search of a list. */
export const FIELDS = "textarea[name]"
const REACH = 400 // characters before the caret that are looked at

/** Types over `from` to the caret as a hand would, so that the field's own undo knows it. */
const type = (field, from, text) => {
  field.setSelectionRange(from, field.selectionEnd)
  const done = text ? document.execCommand("insertText", false, text) : document.execCommand("delete")
  if (done) return
  field.setRangeText(text, from, field.selectionEnd, "end")
  field.dispatchEvent(new InputEvent("input", { bubbles: true }))
}

/** Helps in the fields of `form`; `language` says which language holds now. Returns what ends it. */
export const helpInFields = (form, language) => {
  let helped = null // { field, at, typed, text }: what one Backspace turns back
  let busy = false

  const act = (field, from, text) => {
    busy = true
    type(field, from, text)
    busy = false
  }
  const onBeforeInput = (event) => {
    const field = event.target
    if (busy || event.isComposing || event.inputType !== "insertText" || event.data?.length !== 1) return
    if (!field.matches?.(FIELDS)) return
    const from = field.selectionStart
    const before = field.value.slice(Math.max(0, from - REACH), from)
    const change = help(before.slice(before.lastIndexOf("\n") + 1), event.data, conventionsFor(language()))
    if (!change) return
    event.preventDefault()
    act(field, from, event.data) // two steps, so that undoing the second shows what was typed
    const typed = field.value.slice(from - change.cut, from + 1)
    act(field, from - change.cut, change.text)
    helped = { field, at: field.selectionStart, typed, text: change.text }
  }
  const onKeyDown = (event) => {
    if (event.key !== "Backspace" || !helped || event.ctrlKey || event.metaKey || event.altKey) return
    const { field, at, typed, text } = helped
    if (event.target !== field || field.selectionStart !== at || field.selectionEnd !== at) return
    event.preventDefault()
    act(field, at - text.length, typed)
    helped = null
  }
  const forget = (event) => {
    if (!busy && event.type === "input") helped = null
  }
  form.addEventListener("beforeinput", onBeforeInput)
  form.addEventListener("keydown", onKeyDown)
  form.addEventListener("input", forget)
  return () => {
    form.removeEventListener("beforeinput", onBeforeInput)
    form.removeEventListener("keydown", onKeyDown)
    form.removeEventListener("input", forget)
  }
}
