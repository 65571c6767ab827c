// What an answer changes in the form: the story's version and address, the bar, and what is wrong with a field.

import { showBar } from "./bar.js";
import { showErrors } from "./errors.js";
import { form } from "./form.js";
import { drop } from "./keep.js";
import { dismiss, notify } from "./notices.js";
import { say } from "./says.js";
import { renamed } from "./tab.js";

const SAY_NOTHING_MORE = new Set(["Saved.", "Saved. Nothing had changed."])
const LONG_ENOUGH = 10_000 // milliseconds, to read a sentence

let saidAt = 0

/** The story is there from now on: at its own address, without the page being loaded again. */
const nowThereIs = ({ story, url, addresses }) => {
  drop()
  renamed(() => {
    form.dataset.story = story
    form.elements.begun_as.value = ""
  })
  Object.assign(form.dataset, addresses)
  history.replaceState(history.state, "", url)
}

const nameThePage = () => {
  const name = form.elements.headline.value.trim() || "Untitled story"
  const site = document.title.split(" · ").at(-1)
  document.title = `${name} · ${site}`
  const here = document.querySelector(".nr-trail [aria-current]")
  for (const place of [here, document.querySelector("h1")]) if (place) place.textContent = name
}

const sayMore = (sentences) => {
  const more = sentences.filter((sentence) => !SAY_NOTHING_MORE.has(sentence))
  if (more.length) {
    notify("said", [more.join(" ")])
    saidAt = Date.now()
  } else if (Date.now() - saidAt > LONG_ENOUGH) dismiss("said")
}

/** Takes in `answer`; `isAll`: nothing was typed since its text was sent; `named`: somebody had said “Save”. */
export const arrive = (answer, { named, isAll }) => {
  if (answer.story && !form.dataset.story) nowThereIs(answer)
  if (answer.saved === "story") form.elements.version.value = answer.version
  form.elements.state.value = answer.state
  nameThePage()
  if (answer.bar) showBar(answer.bar)
  const wrong = showErrors(answer.errors)
  sayMore(answer.said)
  if (isAll) say(answer.saved === "aside" ? "aside" : "saved", { at: answer.at, wrong, aloud: named })
  else say("unsaved")
  form.dispatchEvent(new CustomEvent("story:saved", { detail: answer }))
}
