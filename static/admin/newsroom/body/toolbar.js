// The toolbar as one stop of the Tab key: the arrows lead along it, Alt+F10 to it, Escape back to the text.

import { Extension } from "django-prose-editor/editor"

const visible = (bar) => [...bar.querySelectorAll("button")].filter((button) => button.offsetParent !== null)

const rove = (bar, to) => {
  for (const button of bar.querySelectorAll("button")) button.tabIndex = button === to ? 0 : -1
}

const onKey = (editor, bar) => (event) => {
  const all = visible(bar)
  const at = all.indexOf(document.activeElement)
  const to = {
    ArrowRight: at + 1,
    ArrowLeft: at - 1 + all.length,
    Home: 0,
    End: all.length - 1,
  }[event.key]
  if (to !== undefined) {
    event.preventDefault()
    all[to % all.length].focus()
  } else if (event.key === "Escape") {
    event.preventDefault()
    editor.commands.focus()
  }
}

/** Says of each button whether it is pressed and whether it can be, as its colours do. */
const speak = (bar) => {
  for (const button of bar.querySelectorAll("button")) {
    const { classList } = button
    const pressed = String(classList.contains("active"))
    const disabled = String(classList.contains("disabled"))
    if (button.ariaPressed !== pressed) button.ariaPressed = pressed
    if (button.ariaDisabled !== disabled) button.ariaDisabled = disabled
  }
}

const look = ({ editor, storage }) => {
  const bar = editor.storage.menu.dom
  if (!bar) return
  if (!bar.role) {
    bar.setAttribute("role", "toolbar")
    bar.setAttribute("aria-label", "Formatting")
    bar.addEventListener("keydown", onKey(editor, bar))
    bar.addEventListener("focusin", ({ target }) => rove(bar, target))
    rove(bar, bar.querySelector("button"))
  }
  // after the listeners that colour the buttons
  cancelAnimationFrame(storage.next)
  storage.next = requestAnimationFrame(() => speak(bar))
}

export const Toolbar = Extension.create({
  name: "toolbar",
  addKeyboardShortcuts: () => ({
    "Alt-F10": ({ editor }) => {
      visible(editor.storage.menu.dom)
        .find(({ tabIndex }) => tabIndex === 0)
        ?.focus()
      return true
    },
  }),
  onCreate() {
    look(this)
  },
  onTransaction() {
    look(this)
  },
  addStorage: () => ({ next: 0 }),
})
