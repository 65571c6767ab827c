// The editor's toolbar stays in view below the bar, however many lines that has; a save may bring another bar.

import { form } from "./form.js";

const height = new ResizeObserver(([bar]) => {
  const high = `${Math.round(bar.borderBoxSize[0].blockSize)}px`
  if (high === form.style.getPropertyValue("--story-bar-height")) return // setting it styles the whole form again
  form.style.setProperty("--story-bar-height", high)
})

const watchBar = () => {
  height.disconnect()
  height.observe(form.querySelector(".story-bar"))
}

new MutationObserver(watchBar).observe(form, { childList: true })
watchBar()
