// The page beside its arrangement: at the width of a phone or a desk, now or at a later hour.

import { showPage } from "../story/preview-page.js";
import { read, write } from "../story/store.js";

const REMEMBERED = "newsroom:front-preview"
const WIDTHS = { phone: 390, desktop: 1200 }

/** Returns `{ show(html) }`, which shows a page; `onHour` is called when another hour is looked at. */
export const setUpPreview = (form, onHour) => {
  const pane = form.querySelector(".front-preview")
  const frame = pane.querySelector("iframe")
  const stage = pane.querySelector("[data-stage]")
  const title = pane.querySelector("h2")
  const at = pane.querySelector("[name=at]")
  const hours = [...pane.querySelectorAll("[data-at]")]
  const widths = [...pane.querySelectorAll("[data-width]")]
  let width = read(REMEMBERED)?.width in WIDTHS ? read(REMEMBERED).width : "phone"

  const fit = () => {
    const wide = WIDTHS[width]
    const scale = Math.min(1, stage.clientWidth / wide)
    Object.assign(frame.style, {
      width: `${wide}px`,
      height: `${stage.clientHeight / scale}px`,
      transform: `scale(${scale})`,
      marginInlineStart: `${Math.max(0, (stage.clientWidth - wide * scale) / 2)}px`,
    })
  }
  const choose = (name) => {
    width = name
    write(REMEMBERED, { width })
    for (const button of widths) button.setAttribute("aria-pressed", button.dataset.width === name)
    fit()
  }
  for (const button of widths) button.addEventListener("click", () => choose(button.dataset.width))
  new ResizeObserver(fit).observe(stage)
  choose(width)

  if (at) {
    let last = at.value
    const look = () => {
      if (at.value === last) return
      last = at.value
      for (const button of hours) button.setAttribute("aria-pressed", button.dataset.at === at.value)
      title.textContent = at.value ? "As it will look" : "As it looks now"
      onHour()
    }
    at.addEventListener("focusout", look)
    at.addEventListener("keydown", (event) => event.key === "Enter" && look())
    for (const button of hours) {
      button.addEventListener("click", () => {
        at.value = button.dataset.at
        look()
      })
    }
  }

  return {
    show: (html) => {
      showPage(frame, html, form.dataset.page)
      pane.classList.add("has-page")
    },
  }
}
