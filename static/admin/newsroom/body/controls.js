// The buttons and fields of a block in the text. Tab leads from its words through them and on to the text after it;
// from the text at large it leads past them, or sixty photos would stand between the story and its section.

import { Extension } from "django-prose-editor/editor"

const CONTROLS = "button, input, select, textarea"

const usable = (dom) =>
  [...dom.querySelectorAll(CONTROLS)].filter((control) => !control.disabled && control.offsetParent !== null)

/** Makes what is in `dom` the controls of a block: `back` puts the cursor before them, `on` after the block. */
export const asControls = (dom, { back, on }) => {
  dom.dataset.controls = ""
  for (const control of dom.querySelectorAll(CONTROLS)) control.tabIndex = -1
  dom.addEventListener("keydown", (event) => {
    const { key, shiftKey, target } = event
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return
    const isLine = target.matches("textarea, input:not([type=checkbox])")
    if (key === "Escape" || (key === "Enter" && (isLine || target.matches("input, select")))) {
      event.preventDefault()
      on()
    } else if (key === "Tab") {
      event.preventDefault()
      const all = usable(dom)
      const next = all[all.indexOf(target) + (shiftKey ? -1 : 1)]
      if (next) next.focus()
      else (shiftKey ? back : on)()
    }
  })
}

/** Focuses the first control of the block that `dom` is, or the last one. Returns whether it has any. */
const enter = (dom, last = false) => {
  const bar = [...(dom?.querySelectorAll?.("[data-controls]") ?? [])].find(
    (found) => found.parentElement.closest("[data-block]") === dom,
  )
  const control = bar && usable(bar).at(last ? -1 : 0)
  control?.focus()
  return Boolean(control)
}

// The browser's own cursor is asked: the editor hears of a click in a later task, and Tab may come before.
const cursor = ({ doc, selection }, view) => {
  const { anchorNode, anchorOffset } = document.getSelection()
  if (selection.node || !view.dom.contains(anchorNode)) return selection.$from
  return doc.resolve(view.posAtDOM(anchorNode, anchorOffset))
}

/** The blocks that the cursor of an editor is in, from the inside. */
const around = ({ state, view }) => {
  const { node, from } = state.selection
  const found = node ? [view.nodeDOM(from)] : []
  const $cursor = cursor(state, view)
  for (let depth = $cursor.depth; depth; depth -= 1) found.push(view.nodeDOM($cursor.before(depth)))
  return found
}

export const Controls = Extension.create({
  name: "controls",
  addKeyboardShortcuts: () => ({
    Tab: ({ editor }) => around(editor).some((dom) => enter(dom)),
    // from a caption to the controls of the gallery around it
    "Shift-Tab": ({ editor }) =>
      around(editor)
        .slice(1)
        .some((dom) => enter(dom, true)),
  }),
})
