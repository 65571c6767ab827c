// What is wrong with a field is said at the field, for as long as it is wrong.

import { form } from "./form.js";
import { dismiss, notify } from "./notices.js";

let shown = "{}"
let marked = []

const boxOf = (name, field) =>
  field?.closest(".story-field, .story-row, .story-lead__photo") ?? form.querySelector(`[data-rows="${CSS.escape(name)}"]`)

/** Returns what somebody focuses of `field`: Select2 and the editor stand in another's place. */
const surface = (field) => {
  if (field.name === "body") return form.querySelector(".tiptap") ?? field
  return field.nextElementSibling?.querySelector?.(".select2-selection, .select2-search__field") ?? field
}

const unmark = () => {
  for (const element of form.querySelectorAll(".story-errors")) element.remove()
  for (const element of form.querySelectorAll(".story-field--wrong")) element.classList.remove("story-field--wrong")
  for (const { target, describedBy } of marked) {
    target.removeAttribute("aria-invalid")
    if (describedBy) target.setAttribute("aria-describedby", describedBy)
    else target.removeAttribute("aria-describedby")
  }
  marked = []
}

const mark = (name, sentences) => {
  const field = form.elements[name]
  const box = boxOf(name, field)
  if (!box) return
  const list = Object.assign(document.createElement("ul"), { className: "story-errors", id: `id_${name}_error` })
  list.append(...sentences.map((sentence) => Object.assign(document.createElement("li"), { textContent: sentence })))
  box.append(list)
  box.classList.add("story-field--wrong")
  box.closest("details")?.setAttribute("open", "")
  if (!field) return
  const target = surface(field)
  const describedBy = target.getAttribute("aria-describedby")
  marked.push({ target, describedBy })
  target.setAttribute("aria-invalid", "true")
  target.setAttribute("aria-describedby", [list.id, describedBy].filter(Boolean).join(" "))
}

/** Shows `errors`, sentences by the name of the field, in the place of those before. Returns how many fields they are. */
export const showErrors = ({ __all__: general = [], ...errors }) => {
  if (general.length) notify("wrong", [general.join(" ")], [], { isAlert: true, tone: "wrong" })
  else dismiss("wrong")
  const now = JSON.stringify(errors)
  if (now !== shown) {
    unmark()
    for (const [name, sentences] of Object.entries(errors)) mark(name, sentences)
  }
  shown = now
  return Object.keys(errors).length
}

/** Leads to the first field that needs another look. */
export const leadToError = () => {
  const [first] = marked
  first?.target.focus({ preventScroll: true })
  ;(first?.target ?? form.querySelector(".story-errors"))?.scrollIntoView({ block: "center" })
}
