// What was typed, and could not become the story's text, is kept beside it: what happened, and the ways on.

import { form } from "./form.js";
import { button, dismiss, link, notify } from "./notices.js";
import { save } from "./save.js";

const reload = () => location.reload()

/** Makes what was kept beside the story its text, with all that was typed since. */
const bringIn = async (answer) => {
  const newest = (await save()) ?? answer
  if (newest.saved !== "aside") return
  const { url, key, version } = newest.bring
  const sent = Object.assign(document.createElement("form"), { method: "post", action: url, hidden: true })
  const csrfmiddlewaretoken = form.elements.csrfmiddlewaretoken.value
  for (const [name, value] of Object.entries({ csrfmiddlewaretoken, key, version })) {
    sent.append(Object.assign(document.createElement("input"), { name, value }))
  }
  document.body.append(sent)
  sent.submit()
}

const waysOn = (answer) => {
  const both = link("Read both side by side", answer.compare)
  const leave = button("Leave mine beside it", reload, "quiet")
  switch (answer.why) {
    case "approved":
      return [button("Save it all the same", () => save({ named: true })), both, leave]
    case "stale":
      return [both, button("Put mine into the story", () => bringIn(answer)), leave]
  }
  return [both, leave] // as long as somebody else writes it, or it is not theirs to change
}

/** Shows what became of a text that was kept beside the story, or that nothing is any more. */
export const showAside = (answer) => {
  if (answer.saved !== "aside") return dismiss("aside")
  notify("aside", [answer.sentence], waysOn(answer), { isAlert: true, tone: "warn" })
}

form.addEventListener("story:saved", ({ detail }) => showAside(detail))
