// Bylines and agencies: a line each, with an empty one at the end, and an order.

import { form, touch } from "./form.js";

const setUpRows = (rows) => {
  const lines = rows.querySelector(".story-rows__lines")
  const total = rows.querySelector("[name$=-TOTAL_FORMS]")
  const empty = rows.querySelector("template")
  const all = () => [...lines.children]
  const order = (row) => row.querySelector("[name$=-position]")
  const isFilled = (row) => Boolean(row.querySelector("select.admin-autocomplete").value)

  const arrange = () => {
    const filled = all().filter(isFilled)
    for (const row of all()) {
      const place = filled.indexOf(row)
      order(row).value = place < 0 ? "" : place + 1
      const [up, down] = row.querySelectorAll("[data-move]")
      up.hidden = down.hidden = place < 0 || filled.length < 2
      up.disabled = place === 0
      down.disabled = place === filled.length - 1
    }
  }
  const add = () => {
    const number = Number(total.value)
    const holder = document.createElement("div")
    holder.innerHTML = empty.innerHTML.replaceAll("__prefix__", number)
    const row = holder.firstElementChild
    lines.append(row)
    total.value = number + 1
    row.dispatchEvent(new CustomEvent("formset:added", { bubbles: true, detail: { formsetName: rows.dataset.rows } }))
  }
  const onChange = () => {
    if (all().every(isFilled)) add()
    arrange()
  }
  lines.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]")
    if (!button) return
    const row = button.closest(".story-row")
    if (button.dataset.move === "1") row.nextElementSibling.after(row)
    else row.previousElementSibling.before(row)
    arrange()
    touch()
    button.focus()
  })
  rows.classList.add("is-live")
  window.django.jQuery(lines).on("change", onChange)
  arrange()
}
for (const rows of form.querySelectorAll("[data-rows]")) setUpRows(rows)
