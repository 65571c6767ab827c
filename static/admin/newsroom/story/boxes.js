// The boxes that find something by typing: they say what they find, and offer what there is before what is new.

import { form } from "./form.js";

// those that there are come first: a new one is what is chosen on purpose
const select2 = window.django.jQuery.fn.select2.defaults
select2.set("insertTag", (found, topic) => found.push({ ...topic, isNew: true }))
select2.set("templateResult", (result) => (result.isNew ? `${result.text} (new topic)` : result.text))

const nameBoxes = () => {
  for (const select of form.querySelectorAll("select.select2-hidden-accessible")) {
    const name = select.getAttribute("aria-label") || select.labels[0]?.textContent.trim()
    for (const box of select.nextElementSibling?.querySelectorAll("[role=combobox], [role=searchbox], [role=textbox]") ?? []) {
      box.removeAttribute("aria-labelledby") // it names the box by what was chosen, and an empty one not at all
      box.setAttribute("aria-label", name)
    }
  }
}
window.django.jQuery(nameBoxes)
document.addEventListener("formset:added", () => requestAnimationFrame(nameBoxes))
