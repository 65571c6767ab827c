// The whole form as plain values: what is sent, what the browser keeps, and how that is put back.

import { bodyHTML, editorReady, form, touch } from "./form.js";

const NOT_TYPED = new Set(["csrfmiddlewaretoken", "version", "begun_as", "state", "tab", "body"])

const isTyped = ({ name, type }) =>
  name && !NOT_TYPED.has(name) && !name.startsWith("_") && !["file", "submit", "button"].includes(type)

const valuesOf = (field) => {
  if (field.tagName === "SELECT") return [...field.selectedOptions].map(({ value, text }) => [field.name, value, text])
  if (["checkbox", "radio"].includes(field.type) && !field.checked) return []
  return [[field.name, field.value]]
}

let frozen = null

/** Returns what the form says: `fields`, each a name, a value, and of a choice its label; and `body`, its text. */
export const snapshot = () =>
  frozen ?? { fields: [...form.elements].filter(isTyped).flatMap(valuesOf), body: bodyHTML() }

/** Lets `snapshot` go on saying what it says now, or, with `false`, what the form says. */
export const freeze = (still) => {
  frozen = still ? snapshot() : null
}

/** Returns `said`, of the story's `version`, as a form would send it. */
export const asFormData = ({ fields, body }, more) => {
  const data = new FormData()
  for (const [name, value] of fields) data.append(name, value)
  data.set("body", body)
  data.set("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value)
  for (const [name, value] of Object.entries(more)) data.set(name, value)
  return data
}

/** Returns whether two snapshots say the same. The lines that are empty, and how many there are, say nothing. */
export const isSame = (one, other) => words(one) === words(other)

const words = ({ fields, body }) =>
  JSON.stringify([
    fields.filter(([name]) => !isOfRows(name)).map(([name, value]) => [name, value]),
    rowsIn(fields).map(({ lines }) => lines.map((line) => [...line.values()].map(([value]) => value))),
    body,
  ])

const rowBoxes = () => [...form.querySelectorAll("[data-rows]")]
const isOfRows = (name) => rowBoxes().some(({ dataset }) => name.startsWith(`${dataset.rows}-`))

/** Returns for each list of the form its filled lines, in their order: of each line, field to value and label. */
const rowsIn = (fields) =>
  rowBoxes().map((box) => {
    const lines = new Map()
    for (const [name, ...value] of fields) {
      const [, number, field] = name.match(new RegExp(`^${box.dataset.rows}-(\\d+)-(\\w+)$`)) ?? []
      if (!field || field === "position") continue
      lines.set(number, (lines.get(number) ?? new Map()).set(field, value))
    }
    return { box, lines: [...lines.values()].filter((line) => line.values().next().value[0]) }
  })

const choose = (select, chosen) => {
  for (const option of select.options) option.selected = false
  for (const [value, label] of chosen) {
    const option = [...select.options].find((there) => there.value === value) ?? new Option(label ?? value, value)
    option.selected = true
    if (select.multiple) select.append(option) // their order is that in which they were chosen
    else if (!option.isConnected) select.add(option)
  }
  window.django.jQuery(select).trigger("change")
}

const putField = (field, values) => {
  if (field.tagName === "SELECT") choose(field, values)
  else if (["checkbox", "radio"].includes(field.type)) field.checked = values.some(([value]) => value === field.value)
  else if (values.length) field.value = values[0][0]
}

const putRows = ({ box, lines }) => {
  const holder = box.querySelector(".story-rows__lines")
  const selects = (row) => [...row.querySelectorAll("select")]
  lines.forEach((line, number) => {
    // when its last line is filled, the list adds another
    for (const select of selects(holder.children[number] ?? holder.lastElementChild)) {
      const value = line.get(select.name.split("-").at(-1))
      if (value) choose(select, [value])
    }
  })
  for (const row of [...holder.children].slice(lines.length)) {
    const [first] = selects(row)
    if (first.value) choose(first, [["", ""]])
  }
}

/** Makes the form say what `said`, a snapshot, says. */
export const put = async (said) => {
  const editor = await editorReady
  const byName = Map.groupBy(said.fields, ([name]) => name)
  for (const field of [...form.elements].filter(isTyped)) {
    if (isOfRows(field.name)) continue
    putField(field, (byName.get(field.name) ?? []).map(([, ...value]) => value))
  }
  for (const rows of rowsIn(said.fields)) putRows(rows)
  if (said.body !== bodyHTML()) editor.commands.setContent(said.body)
  form.dispatchEvent(new CustomEvent("story:put"))
  touch()
}
