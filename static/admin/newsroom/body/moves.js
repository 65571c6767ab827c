// Where the photos of a gallery stand: one after another, in or out, together or apart.

import { say } from "./parts.js";

/** The photo of a gallery that the pointer is on, and whether it is on its first half; null where it is on none. */
export const photoUnder = (event) => {
  const dom = event.target.closest?.(".news-gallery .news-photo")
  if (!dom) return null
  const box = dom.getBoundingClientRect()
  return { dom, isBefore: event.clientX < box.left + box.width / 2 }
}

/** Returns where in a gallery something goes that is dropped there; null where it is dropped elsewhere. */
export const placeInGallery = (view, event) => {
  const gallery = event.target.closest?.(".news-gallery")
  if (!gallery) return null
  const photo = photoUnder(event)
  const at = view.posAtDOM(photo?.dom ?? gallery, 0) - 1
  const node = view.state.doc.nodeAt(at)
  if (!photo) return at + node.nodeSize - 1
  return photo.isBefore ? at : at + node.nodeSize
}

/** Moves the photo at `at` by `step` places within its gallery, and keeps the focus on the button that did it. */
export const moveInGallery = (editor, at, step) => {
  const { state, view } = editor
  const position = state.doc.resolve(at)
  const photo = position.nodeAfter
  const index = position.index() + step
  if (index < 0 || index >= position.parent.childCount) return
  const pressed = document.activeElement?.dataset.do
  const sibling = position.parent.child(index)
  const target = step < 0 ? at - sibling.nodeSize : at + sibling.nodeSize
  view.dispatch(state.tr.delete(at, at + photo.nodeSize).insert(target, photo))
  const dom = view.nodeDOM(target)
  const again = [dom.querySelector(`[data-do=${pressed}]`), ...dom.querySelectorAll(".news-photo__order")]
  again.find((found) => found && found.offsetParent !== null)?.focus()
  say(`Photo ${index + 1} of ${position.parent.childCount}.`)
}

/** Takes the photo at `at` out of its gallery, and puts it after that. */
export const takeOut = (editor, at) => {
  const { state, view } = editor
  const position = state.doc.resolve(at)
  const photo = position.nodeAfter
  const after = position.after()
  const { tr } = state
  if (position.parent.childCount === 1) tr.replaceWith(position.before(), after, photo)
  else tr.insert(after, photo).delete(at, at + photo.nodeSize)
  view.dispatch(tr)
  view.focus()
  say("The photo stands by itself now, after the gallery.")
}

/** Makes single photos of the gallery at `at` again. */
export const takeApart = (editor, at) => {
  const { state, view } = editor
  const gallery = state.doc.nodeAt(at)
  const { tr } = state
  if (gallery.childCount) tr.replaceWith(at, at + gallery.nodeSize, gallery.content)
  else tr.delete(at, at + gallery.nodeSize)
  view.dispatch(tr)
  view.focus()
  say("The photos stand by themselves now.")
}

/** Makes one gallery, where the first of them stands, of the single photos with these numbers. Returns whether. */
export const gather = (editor, photos) => {
  const { state, view } = editor
  const found = []
  state.doc.forEach((node, at) => {
    if (node.type.name === "newsPhoto" && photos.has(node.attrs.photo)) found.push({ node, at })
  })
  if (found.length < 2) return false
  const [first, ...others] = found
  const { tr } = state
  const gallery = state.schema.nodes.newsGallery.create(
    null,
    found.map(({ node }) => node),
  )
  for (const { node, at } of others.toReversed()) tr.delete(at, at + node.nodeSize)
  view.dispatch(tr.replaceWith(first.at, first.at + first.node.nodeSize, gallery))
  view.focus()
  say(`A gallery of ${found.length} photos.`)
  return true
}
