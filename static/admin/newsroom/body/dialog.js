// A small dialog beside what it is about. It closes by Escape or Enter, and the cursor is where it was.

import { crel } from "django-prose-editor/editor"
import { button } from "./parts.js";

const GAP = 8

/** Lets `dom` stand below `box`, or above it where there is no room, within the window. */
export const placeAt = (dom, box) => {
  const { offsetWidth: width, offsetHeight: height } = dom
  const left = Math.max(GAP, Math.min(box.left, innerWidth - width - GAP))
  const below = box.bottom + GAP
  const top = below + height > innerHeight - GAP && box.top - GAP - height > GAP ? box.top - GAP - height : below
  dom.style.left = `${left}px`
  dom.style.top = `${Math.max(GAP, Math.min(top, innerHeight - height - GAP))}px`
}

/**
 * Opens a dialog with `fields` in it. `onSubmit` returns why not, or nothing, and then the dialog closes. Returns
 * `close`; `more` are further buttons.
 */
export const openDialog = (editor, { title, fields, action, more = [], onSubmit }) => {
  const wrong = crel("p", { className: "news-dialog__wrong", role: "alert" })
  const close = () => dom.close()
  const form = crel("form", { method: "dialog", noValidate: true }, [
    crel("h2", { textContent: title, id: "news-dialog-title" }),
    ...fields,
    wrong,
    crel("div", { className: "news-dialog__do" }, [
      ...more,
      button("Cancel", close, { className: "nr-button" }),
      crel("button", { type: "submit", className: "nr-button nr-button--go", textContent: action }),
    ]),
  ])
  const dom = crel("dialog", { className: "news-dialog", "aria-labelledby": "news-dialog-title" }, [form])
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    wrong.textContent = onSubmit() ?? ""
    if (!wrong.textContent) close()
  })
  dom.addEventListener("close", () => {
    dom.remove()
    editor.commands.focus()
  })
  // a click beside it
  dom.addEventListener("mousedown", (event) => event.target === dom && close())
  document.body.append(dom)
  dom.showModal()
  const { from, to } = editor.state.selection
  const [start, end] = [editor.view.coordsAtPos(from), editor.view.coordsAtPos(to)]
  // again when it grows by what is found or is wrong
  new ResizeObserver(() => placeAt(dom, { left: start.left, top: start.top, bottom: end.bottom })).observe(dom)
  return close
}
