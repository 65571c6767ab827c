// Loads the page anew and comes back to the same place in it, with a sentence that says why.

import { editorReady, form } from "./form.js";
import { notify } from "./notices.js";

const KEY = "newsroom:back"

/** Loads the story as it is now. */
export const comeBack = (sentence) => {
  const says = typeof sentence === "string" ? sentence : ""
  try {
    sessionStorage.setItem(KEY, JSON.stringify({ story: form.dataset.story, top: window.scrollY, says }))
  } catch {
    // then it comes back at the top
  }
  location.reload()
}

const before = () => {
  try {
    const found = JSON.parse(sessionStorage.getItem(KEY))
    sessionStorage.removeItem(KEY)
    return found?.story === form.dataset.story ? found : null
  } catch {
    return null
  }
}

const came = before()
if (came) {
  if (came.says) notify("said", [came.says])
  editorReady.then(() => requestAnimationFrame(() => window.scrollTo({ top: came.top, behavior: "instant" })))
}
