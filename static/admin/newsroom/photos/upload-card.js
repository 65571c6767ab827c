// What stands for a picture that is on its way: its preview, how far it is, and what to do about it.

import { button, make } from "./dom.js";

const twinOf = (photo) =>
  make("figure", { className: "news-upload__twin" }, [
    // of a withdrawn one no file is given out
    ...(photo.withdrawn ? [] : [make("img", { src: photo.thumb, alt: photo.alt || photo.title })]),
    make("figcaption", {}, [
      make("a", { href: photo.page, target: "_blank", textContent: photo.title }),
      make("span", { textContent: photo.withdrawn ? "Ours, withdrawn" : "Ours" }),
    ]),
  ])

/**
 * Returns the card for `file` as `{ dom, progress(share), wait(why), refuse(why), twins(said, photos), done(photo),
 * close() }`. What its buttons do is `onCancel`, `onRetry`, `onDismiss`; where the library has the picture already,
 * `onOurs(photo)`, on a button that says `ours`, and `onTwice`.
 */
export const uploadCard = (file, { onCancel, onRetry, onDismiss, onOurs, onTwice, ours = "Use ours" }) => {
  const preview = URL.createObjectURL(file)
  const image = make("img", { src: preview, alt: "", decoding: "async" })
  image.addEventListener("error", () => image.remove()) // a kind of picture that this browser cannot show
  const bar = make("progress", { max: 100, value: 0, "aria-label": `Uploading ${file.name}` })
  const says = make("span", { className: "news-upload__says", textContent: "Waiting its turn" })
  let twin = null
  const cancel = button("Cancel", onCancel)
  const retry = button("Try again", onRetry, { hidden: true })
  const useOurs = button(ours, () => onOurs(twin), { hidden: true })
  const twice = button("Add it all the same", onTwice, { hidden: true })
  const dismiss = button("Dismiss", onDismiss, { hidden: true })
  const all = [cancel, retry, useOurs, twice, dismiss]
  const beside = make("div", { className: "news-upload__beside", hidden: true })
  const name = make("strong", { textContent: file.name })
  const dom = make("div", { className: "news-upload", role: "group", "aria-label": file.name }, [
    make("div", { className: "news-upload__picture" }, [image]),
    make("div", { className: "news-upload__words" }, [
      name,
      says,
      bar,
      beside,
      make("span", { className: "news-upload__do" }, all),
    ]),
  ])

  const show = (state, sentence, shown) => {
    dom.dataset.state = state
    says.textContent = sentence
    bar.hidden = state !== "going"
    beside.hidden = state !== "twins"
    for (const one of all) one.hidden = !shown.includes(one)
  }
  const stop = (state, why, shown) => {
    const hadFocus = dom.contains(document.activeElement)
    show(state, why, shown)
    if (hadFocus) shown[0]?.focus()
  }
  return {
    dom,
    progress(share) {
      bar.value = Math.floor(share * 100)
      // the file is there, but not yet looked at
      show("going", share < 1 ? `${bar.value} %` : "Looking at it…", [cancel])
    },
    wait: (why) => stop("waiting", why, [retry, dismiss]),
    refuse: (why) => stop("refused", why, [dismiss]),
    twins(said, photos) {
      twin = photos[0]
      beside.replaceChildren(...photos.map(twinOf))
      stop("twins", said, twin.withdrawn ? [twice, dismiss] : [useOurs, twice, dismiss])
    },
    done(photo, sentence) {
      name.replaceChildren(make("a", { href: photo.page, textContent: photo.title }))
      image.src = photo.thumb
      stop("done", sentence, [])
    },
    close: () => URL.revokeObjectURL(preview),
  }
}
