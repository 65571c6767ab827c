// A photo's credit, under the photo: a line to read, or to type in for those who may. It is saved as soon as it is left.

import { crel } from "django-prose-editor/editor"
import { card, remember } from "./library.js";
import { oneLine, say } from "./parts.js";
import { post } from "../photos/request.js";

const NONE = "No credit yet: add it in the photo library."
const REFUSED = "You may not change this credit any more: ask the photo desk."
let count = 0

/** Saves `line` as the photo's credit. Resolves to why that did not go, or to nothing. */
const save = async (url, line) => {
  const { status, data, why } = await post(url, { credit: line })
  if (why) return why
  if (status === 200) {
    remember(data)
    return ""
  }
  if (status === 403) return REFUSED
  return data?.error ?? "The credit could not be saved just now. Try again."
}

/** Returns the element for the credit of the photo `id`, and how to fill it with the photo's facts. */
export const creditLine = ({ cardUrl, creditUrl }, id) => {
  const wrong = crel("span", { className: "news-photo__wrong", id: `credit-wrong-${(count += 1)}`, role: "alert" })
  const field = crel("textarea", {
    rows: 1,
    spellcheck: false,
    placeholder: "Photographer / Agency",
    "aria-label": "Credit",
    "aria-describedby": wrong.id,
  })
  const shown = crel("small", { className: "news-photo__credit" })
  const editable = crel("label", { className: "news-photo__credit-line", hidden: true }, [
    crel("span", { textContent: "Credit" }),
    field,
  ])
  const dom = crel("div", { className: "news-photo__credit-box" }, [shown, editable, wrong])

  const show = (credit) => {
    // the text of the element as well as its value: what the page says is what the credit is
    field.defaultValue = credit
    field.value = credit
  }
  const fill = (facts) => {
    editable.hidden = !facts.may_credit
    shown.hidden = facts.may_credit
    shown.textContent = facts.credit || NONE
    if (facts.may_credit) show(facts.credit)
  }
  field.addEventListener("change", async () => {
    const line = oneLine(field.value)
    if (line === field.defaultValue) return
    const why = await save(creditUrl.replace("{id}", encodeURIComponent(id)), line)
    wrong.textContent = why
    field.setAttribute("aria-invalid", String(Boolean(why)))
    if (why) return
    const { credit } = await card(cardUrl, id)
    if (oneLine(field.value) === line) show(credit) // as it is read, unless it was typed on meanwhile
    else field.defaultValue = credit
    say(credit ? `The credit is saved: ${credit}` : "The credit is taken away.")
  })
  return { dom, fill, tell: (sentence) => (shown.textContent = sentence) }
}
