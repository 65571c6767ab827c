// A photo's credit, under the photo: a line to read, or to type in for those who may. It is saved as soon as it is left.

import { crel } from "django-prose-editor/editor"
import { setUpCredit } from "../credit.js";
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
export const creditLine = ({ cardUrl, creditUrl, namesUrl, partsUrl }, id) => {
  const key = (count += 1)
  const wrong = crel("span", { className: "news-photo__wrong", id: `credit-wrong-${key}`, role: "alert" })
  const field = crel("input", {
    type: "text",
    id: `credit-${key}`,
    spellcheck: false,
    placeholder: "Photographer / Agency",
    "aria-describedby": wrong.id,
  })
  const shown = crel("small", { className: "news-photo__credit" })
  const editable = crel("div", { className: "news-photo__credit-line", hidden: true }, [
    crel("label", { htmlFor: field.id, textContent: "Credit" }),
    field,
  ])
  const dom = crel("div", { className: "news-photo__credit-box" }, [shown, editable, wrong])
  setUpCredit(field, { namesUrl, partsUrl })

  const show = (credit) => {
    field.defaultValue = credit
    field.value = credit
    editable.dataset.credit = credit
    shown.textContent = credit || NONE
  }
  const blame = (why) => {
    wrong.textContent = why
    field.setAttribute("aria-invalid", String(Boolean(why)))
  }
  const fill = (facts) => {
    editable.hidden = !facts.may_credit
    shown.hidden = facts.may_credit
    show(facts.credit)
  }
  field.addEventListener("input", () => {
    editable.dataset.credit = field.value
    blame("") // what is wrong while it is typed is said with its parts
  })
  // and not "change": browsers do not tell of a name that was chosen and not typed
  field.addEventListener("blur", async () => {
    const line = oneLine(field.value)
    if (line === field.defaultValue) return
    const why = await save(creditUrl.replace("{id}", encodeURIComponent(id)), line)
    blame(why)
    if (why) return
    const { credit } = await card(cardUrl, id)
    if (oneLine(field.value) === line) show(credit) // as it is read, unless it was typed on meanwhile
    else field.defaultValue = credit
    say(credit ? `The credit is saved: ${credit}` : "The credit is taken away.")
  })
  return { dom, fill, tell: (sentence) => (shown.textContent = sentence) }
}
