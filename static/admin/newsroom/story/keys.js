// The keyboard: one table of what every key does, for the handlers and for the list under “?”.

import { goToNext } from "./before.js";
import { form } from "./form.js";
import { togglePreview } from "./preview.js";

const isMac = /Mac|iP(hone|ad|od)/.test(navigator.userAgentData?.platform ?? navigator.platform)
const dialog = document.querySelector("[data-keys]")

const goOn = () => form.querySelector(".story-bar .nr-button--go[name=_step]:not(:disabled)")?.click()

const toggleKeys = () => {
  if (dialog.open) return dialog.close()
  if (!dialog.querySelector("dl")) write()
  dialog.showModal()
}

/** What keys do: `keys`, each of them alone, as Mod+Shift+K; `then`, where this module sees to it; a heading opens a group. */
const KEYS = [
  { heading: "The story" },
  { does: "Save", keys: ["Mod+S"] }, // save.js
  { does: "Submit for review, or whatever the coloured button does", keys: ["Mod+Enter"], then: goOn },
  { does: "Preview beside the text", keys: ["F9", "Mod+Alt+P"], then: togglePreview },
  { does: "Next thing to do or to look at", keys: ["F8", "Mod+Alt+N"], then: () => goToNext(1) },
  { does: "The one before", keys: ["Shift+F8", "Mod+Alt+Shift+N"], then: () => goToNext(-1) },
  { does: "This list", keys: ["Mod+/", "?"], then: toggleKeys },
  { heading: "In the text" },
  { does: "Insert a photo, a quote, a table, …", keys: ["/"], where: "on an empty line" },
  { does: "Link, also to our own stories", keys: ["Mod+K"] },
  { does: "Toolbar, and back", keys: ["Alt+F10", "Escape"], joint: "," },
  { does: "Bold, italic", keys: ["Mod+B", "Mod+I"], joint: "," },
  { does: "New line in the same paragraph", keys: ["Shift+Enter"] },
  { does: "Undo, redo", keys: ["Mod+Z", "Mod+Shift+Z"], joint: "," },
  { heading: "At the start of a line" },
  { does: "Subhead", typed: ["##"] },
  { does: "Small subhead", typed: ["###"] },
  { does: "Quotation", typed: [">"] },
  { does: "List", typed: ["-"] },
  { does: "Numbered list", typed: ["1."] },
]

// -- the handlers

/** Returns what was pressed, as the table writes it. The letter is that of the key, whatever Alt makes of it. */
const pressed = (event) => {
  const mod = isMac ? event.metaKey : event.ctrlKey
  const key = event.altKey && /^Key[A-Z]$/.test(event.code) ? event.code.slice(3) : event.key
  const sign = !/^[a-z]$/i.test(key) && key.length === 1 // shift is how a layout comes to it
  return [mod && "Mod", event.altKey && "Alt", event.shiftKey && !sign && "Shift", key.length === 1 ? key.toUpperCase() : key]
    .filter(Boolean)
    .join("+")
}

const handlers = new Map(KEYS.flatMap(({ keys = [], then }) => (then ? keys.map((key) => [key, then]) : [])))
const isWriting = ({ target }) => target.isContentEditable || target.matches("input, textarea, select, [role=combobox]")

document.addEventListener(
  "keydown",
  (event) => {
    // AltGr writes a letter on many keyboards, also where it is told as Ctrl with Alt
    if (event.isComposing || event.getModifierState("AltGraph")) return
    const name = pressed(event)
    const then = handlers.get(name)
    if (!then || (name === "?" && isWriting(event))) return
    if (dialog.open && then !== toggleKeys) return
    event.preventDefault()
    event.stopPropagation() // the editor has a use of its own for some of them
    if (!event.repeat) then()
  },
  { capture: true },
)

// -- the list

const NAMES = isMac
  ? { Mod: "⌘", Alt: "⌥", Shift: "⇧", Enter: "↩", Escape: "Esc" }
  : { Mod: "Ctrl", Escape: "Esc" }

const make = (name, properties, ...children) => {
  const element = Object.assign(document.createElement(name), properties)
  element.append(...children)
  return element
}

const combination = (keys) =>
  keys.split("+").flatMap((key, place) => [place && !isMac ? "+" : "", make("kbd", {}, NAMES[key] ?? key)])

const written = ({ keys = [], typed = [], joint = "or", where }) => [
  ...keys.flatMap((each, place) => [place ? ` ${joint} `.replace(" ,", ",") : "", ...combination(each)]),
  ...typed.flatMap((each) => [make("kbd", {}, each), " and ", make("kbd", {}, "Space")]),
  where ? ` ${where}` : "",
]

const write = () => {
  const holder = dialog.querySelector("[data-keys-list]")
  let list = null
  for (const each of KEYS) {
    if (each.heading) {
      list = make("dl", {})
      holder.append(make("section", {}, make("h3", { textContent: each.heading }), list))
    } else list.append(make("div", {}, make("dt", { textContent: each.does }), make("dd", {}, ...written(each))))
  }
}

form.addEventListener("click", ({ target }) => target.closest("[data-keys-open]") && toggleKeys())
dialog.querySelector("[data-keys-close]").addEventListener("click", () => dialog.close())
dialog.addEventListener("click", ({ target }) => target === dialog && dialog.close()) // beside it
