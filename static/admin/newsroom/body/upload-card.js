// What stands in the text for a picture that is on its way: its preview, how far it is, and what to do about it.

import { crel } from "django-prose-editor/editor"
import { button } from "./parts.js";

/**
 * Returns the card for `file` as `{ dom, preview, progress(share), wait(why), refuse(why), close() }`. What its buttons
 * do is `onCancel`, `onAgain` and `onDismiss`.
 */
export const uploadCard = (file, { onCancel, onAgain, onDismiss }) => {
  const preview = URL.createObjectURL(file)
  const image = crel("img", { src: preview, alt: "", decoding: "async" })
  image.addEventListener("error", () => image.remove()) // a kind of picture that this browser cannot show
  const bar = crel("progress", { max: 100, value: 0, "aria-label": `Uploading ${file.name}` })
  const says = crel("span", { className: "news-upload__says", textContent: "Waiting its turn" })
  const cancel = button("Cancel", onCancel)
  const again = button("Try again", onAgain, { hidden: true })
  const dismiss = button("Dismiss", onDismiss, { hidden: true })
  const dom = crel("div", { className: "news-upload", role: "group", "aria-label": file.name }, [
    crel("div", { className: "news-upload__picture" }, [image]),
    crel("div", { className: "news-upload__words" }, [
      crel("strong", { textContent: file.name }),
      says,
      bar,
      crel("span", { className: "news-upload__do" }, [cancel, again, dismiss]),
    ]),
  ])

  const show = (state, sentence, shown) => {
    dom.dataset.state = state
    says.textContent = sentence
    bar.hidden = state !== "going"
    for (const one of [cancel, again, dismiss]) one.hidden = !shown.includes(one)
  }
  const stop = (state, why, shown) => {
    const hadFocus = dom.contains(document.activeElement)
    show(state, why, shown)
    if (hadFocus) shown[0].focus()
  }
  return {
    dom,
    progress(share) {
      bar.value = Math.floor(share * 100)
      // the file is there, but not yet looked at
      show("going", share < 1 ? `${bar.value} %` : "Looking at it…", [cancel])
    },
    wait: (why) => stop("waiting", why, [again, dismiss]),
    refuse: (why) => stop("refused", why, [dismiss]),
    close: () => URL.revokeObjectURL(preview),
  }
}
