// A credit, typed as one line: names are offered for the part under the cursor, and the parts shown as they will be kept.

import { asked, combobox } from "./photo/combobox.js";
import { element } from "./photo/element.js";

const PAUSE = 250 // milliseconds after the last key
// what stands between the parts of a credit; only the server says what the parts are
const JOINT = /\s*[/,]\s*|(?:^|\s+)(?:for|via)\s+|\s*(?:handout|pool|courtesy)\s*:\s*|(?:^|\s+)courtesy\s+of\s+/gi

/** Returns where the part of `text` at the `cursor` begins and ends. */
export const partAt = (text, cursor) => {
  let [begin, end] = [0, text.length]
  for (const joint of text.matchAll(JOINT)) {
    if (joint.index + joint[0].length <= cursor) begin = joint.index + joint[0].length
    else if (joint.index >= cursor) {
      end = joint.index
      break
    }
  }
  return [begin, Math.max(begin, end)]
}

/** Makes the credit's `field` a combobox over names, with its parts below. */
export const setUpCredit = (field, { namesUrl, partsUrl }) => {
  const chips = element("ul", { className: "photo-chips", "aria-label": "As it will be kept" })
  const says = element("div", { className: "photo-wrong", role: "status" })
  let timer = 0
  let asking = new AbortController()

  const read = async () => {
    asking.abort()
    asking = new AbortController()
    const { signal } = asking
    const line = field.value.trim()
    const { parts, error } = (line && (await asked(partsUrl, { line }, signal))) || { parts: [], error: "" }
    if (signal.aborted) return
    chips.replaceChildren(...parts.map((part) => element("li", { textContent: part })))
    chips.hidden = !parts.length
    says.textContent = error
  }
  field.addEventListener("input", () => {
    clearTimeout(timer)
    timer = setTimeout(read, PAUSE)
  })
  const list = combobox(field, {
    name: "Names",
    find: async (signal) => {
      const [begin] = partAt(field.value, field.selectionStart)
      const q = field.value.slice(begin, field.selectionStart).trim()
      const answer = q && (await asked(namesUrl, { q }, signal))
      return (answer?.results ?? []).filter((name) => name !== q).map((name) => ({ label: name }))
    },
    onChoose: ({ label }) => {
      const [begin, end] = partAt(field.value, field.selectionStart)
      field.setRangeText(label, begin, end, "end")
      if (field.selectionEnd === field.value.length) field.scrollLeft = field.scrollWidth // to where one types on
      field.dispatchEvent(new Event("input", { bubbles: true }))
    },
  })
  list.after(chips, says)
  read()
}
