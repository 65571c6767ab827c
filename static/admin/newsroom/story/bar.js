// The story's bar after a save: what it says of the state, what is still to do, and which steps there are now.

import { form } from "./form.js";

const bar = form.querySelector(".story-bar")
const LIVE = "[data-words], [data-saving], .story-notices" // others hold on to these

const kin = (element) => {
  const { name, value, href } = element
  return name ? `[name="${name}"][value="${value}"]` : href ? `a[href="${element.getAttribute("href")}"]` : "summary"
}

/** Puts what stands in the bar `html` in the place of what stands there, and leaves the focus where it was. */
export const showBar = (html) => {
  const holder = document.createElement("template")
  holder.innerHTML = html
  const next = holder.content.querySelector(".story-bar")
  const focused = bar.contains(document.activeElement) && !document.activeElement.closest(LIVE) && kin(document.activeElement)
  const isOpen = bar.querySelector("details")?.open
  for (const live of bar.querySelectorAll(LIVE)) {
    const place = [...next.querySelectorAll(LIVE)].find((there) => there.className === live.className)
    if (place) place.replaceWith(live)
    else next.append(live)
  }
  bar.replaceChildren(...next.childNodes)
  const details = bar.querySelector("details")
  if (isOpen && details) details.open = true
  form.dispatchEvent(new CustomEvent("story:bar"))
  if (focused) bar.querySelector(focused)?.focus({ preventScroll: true })
}
