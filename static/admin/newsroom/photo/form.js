// The page of one photo, and the form of a new one.

import { setUpCredit } from "../credit.js";
import { setUpFocalPoint } from "./focal.js";
import { setUpKeywords } from "./keywords.js";
import { setUpSaid } from "./said.js";
import { setUpStory } from "./story.js";

const page = document.querySelector("[data-photo-form]")
const field = (name) => page.querySelector(`[name="${name}"]`)

if (page.querySelector("[data-focal]")) setUpFocalPoint(page) // a withdrawn photo is not shown
if (field("credit")) {
  setUpCredit(field("credit"), { namesUrl: page.dataset.names, partsUrl: page.dataset.creditParts })
}
if (field("keywords")) setUpKeywords(field("keywords"), page.dataset.keywords)
if (field("only_story")) setUpStory(field("only_story"), field("limit"), page.dataset.stories)
const told = page.querySelector("[data-generated]")
field("digital_source_type")?.addEventListener("change", ({ target }) => {
  told.hidden = !told.dataset.generated.split(" ").includes(target.value)
})
for (const fact of page.querySelectorAll("[data-offered]")) setUpSaid(fact)
