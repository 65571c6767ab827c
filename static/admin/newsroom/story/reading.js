// The form while somebody else writes the story: everything stands there to be read and copied, and nothing can be typed.

import { editorReady, form } from "./form.js";
import { setReading } from "./save.js";

const TYPED_INTO = 'textarea, input:is([type="text"], [type="number"], :not([type]))'
const CHOSEN = "select, button, input:is([type=checkbox], [type=file], [type=radio])"

let locked = []

const lock = (selector, how) => {
  for (const field of form.querySelectorAll(`.story :is(${selector}):not([data-for-readers] *)`)) {
    if (field[how]) continue
    field[how] = true
    locked.push(() => (field[how] = false))
  }
}

/** Lets the form be read only, or, with `false`, be written in again. */
export const readOnly = async (now) => {
  if (form.classList.contains("is-reading") === now) return
  form.classList.toggle("is-reading", now)
  setReading(now)
  const editor = await editorReady
  editor.setEditable(!now, false)
  editor.view.dom.setAttribute("aria-readonly", String(now))
  for (const unlock of locked) unlock()
  locked = []
  if (!form.classList.contains("is-reading")) return
  lock(TYPED_INTO, "readOnly")
  lock(CHOSEN, "disabled")
}
