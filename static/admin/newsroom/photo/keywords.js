// Keywords: typed with commas or Enter, kept as chips. Without this they are one line with commas.

import { asked, combobox } from "./combobox.js";
import { element } from "./element.js";

const split = (text) => text.split(text.includes("\n") ? "\n" : ",")
const clean = (name) => name.trim().replace(/\s+/g, " ")

/** Puts chips, and a field for the next one, in the place of `line`, which goes on holding what is sent. */
export const setUpKeywords = (line, url) => {
  const field = element("input", { type: "text", id: line.id, className: "photo-keywords__field" })
  const chips = element("ul", { className: "photo-chips" })
  const says = element("span", { className: "visually-hidden", role: "status" })
  let names = []

  const has = (name) => names.some((known) => known.toLowerCase() === name.toLowerCase())
  const chip = (name) => {
    const remove = element("button", { type: "button", "aria-label": `Remove ${name}`, textContent: "×" })
    remove.addEventListener("click", () => {
      set(names.filter((known) => known !== name))
      says.textContent = `${name} removed`
      field.focus()
    })
    return element("li", {}, [element("span", { textContent: name }), remove])
  }
  const show = (wanted) => {
    names = []
    for (const name of wanted.map(clean)) if (name && !has(name)) names.push(name)
    chips.replaceChildren(...names.map(chip))
    chips.hidden = !names.length
  }
  const set = (wanted) => {
    show(wanted)
    line.value = names.map((name) => `${name}\n`).join("")
    line.dispatchEvent(new Event("input", { bubbles: true }))
  }
  const take = () => {
    const typed = split(field.value).map(clean).filter(Boolean)
    field.value = ""
    if (typed.length) {
      set([...names, ...typed])
      says.textContent = `${typed.join(", ")} added`
    }
    return typed.length > 0
  }
  const isBegun = document.activeElement === line // hiding it takes the focus away
  line.removeAttribute("id")
  line.hidden = true
  for (const attribute of ["aria-describedby", "aria-invalid"]) {
    if (line.hasAttribute(attribute)) field.setAttribute(attribute, line.getAttribute(attribute))
  }
  line.after(chips, field, says)
  if (isBegun) field.focus()
  combobox(field, {
    name: "Known keywords",
    find: async (signal) => {
      const q = clean(field.value)
      const answer = q && (await asked(url, { q }, signal))
      return (answer?.results ?? []).filter((name) => !has(name)).map((name) => ({ label: name }))
    },
    onChoose: ({ label }) => {
      field.value = label
      take()
    },
    onEnter: take,
  })
  field.addEventListener("input", () => {
    if (/[,\n]/.test(field.value)) take()
  })
  field.addEventListener("keydown", (event) => {
    if (event.key === "Backspace" && !field.value && names.length) set(names.slice(0, -1))
  })
  field.addEventListener("blur", take)
  line.addEventListener("change", () => show(split(line.value)))
  line.form.addEventListener("submit", take)
  show(split(line.value))
}
