// The one line above the text that says what a paste left out.

import { crel } from "django-prose-editor/editor"

/**
 * A line above the surface of `view`: `place()` stands it between the toolbar and the text, `say(sentence)` shows it, or
 * takes it away where there is nothing to say.
 */
export const notice = (view) => {
  const words = crel("p")
  const close = crel("button", { type: "button", className: "nr-button nr-button--quiet", textContent: "Dismiss" })
  // the region stands there from the beginning: what is put into it later is read out
  const region = crel("div", { role: "status" })
  const box = crel("div", { className: "story-notice story-pasted", hidden: true }, [region, close])

  const place = () => box.nextElementSibling !== view.dom && view.dom.before(box)
  const say = (sentence) => {
    const bar = view.dom.parentElement?.querySelector(".prose-menubar")
    if (bar) box.style.top = `calc(${getComputedStyle(bar).top} + ${bar.offsetHeight + 4}px)`
    box.hidden = !sentence
    words.textContent = sentence
    region.replaceChildren(...(sentence ? [words] : []))
  }
  close.addEventListener("click", () => {
    say("")
    view.focus()
  })
  place()
  return { place, say, remove: () => box.remove() }
}
