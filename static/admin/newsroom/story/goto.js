// What is still to do, and what is worth a look, leads to where it is: the field, the photo, the words.

import { editorReady, form } from "./form.js";

const show = (element) => element.scrollIntoView({ block: "center" })

const isFree = (field) => !field.disabled && !field.readOnly && !field.value.trim()

/** Opens whatever folds `element` away; what else lies over it hears that it is wanted. */
const unfold = (element) => {
  element.dispatchEvent(new CustomEvent("story:wanted", { bubbles: true }))
  for (let fold = element.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true
}

const toField = (id, words) => {
  // what is wanted of the lead photo is the first of its fields that is empty
  const { lead_caption: caption, lead_alt: alt, lead_photo: number } = form.elements
  const empty = id === caption.id && number.value ? [caption, alt].find(isFree) : null
  const field = empty ?? document.getElementById(id)
  if (!field) return
  unfold(field)
  // the lead photo is chosen before anything can be said of it
  const chooser =
    field === caption && !number.value
      ? form.querySelector("[data-lead] .related-lookup")
      : field.nextElementSibling?.querySelector?.(".select2-selection, .select2-search__field")
  const target = (id === "id_body" && form.querySelector(".tiptap")) || chooser || field
  target.focus({ preventScroll: true })
  const at = words ? (target.value?.indexOf(words) ?? -1) : -1
  if (at >= 0) target.setSelectionRange(at, at + words.length)
  show(target)
}

const toPhoto = async (number) => {
  const editor = await editorReady
  const places = []
  editor.state.doc.descendants((node, at) => {
    if (node.type.name === "newsPhoto") places.push(at)
    return !node.isTextblock
  })
  const at = places[number - 1]
  if (at === undefined) return
  const figure = editor.view.nodeDOM(at)
  const field = [...figure.querySelectorAll("textarea, input:not([type=checkbox])")].find(isFree)
  if (editor.state.doc.nodeAt(at).content.size && field) field.focus({ preventScroll: true })
  else editor.chain().setTextSelection(at + 1).focus(null, { scrollIntoView: false }).run()
  show(figure)
}

/** Returns where `words` stand below `node`, whose content begins at `from`; null where they do not. */
const find = (node, from, words) => {
  const within = (block, start) => {
    const at = block.textBetween(0, block.content.size, null, "\n").indexOf(words)
    return at < 0 ? null : { from: start + at, to: start + at + words.length }
  }
  if (node.isTextblock) return within(node, from)
  let found = null
  node.descendants((child, at) => {
    if (!found && child.isTextblock) found = within(child, from + at + 1)
    return !found
  })
  return found
}

const isEmpty = (node) => node.isTextblock && node.type.name !== "newsPhoto" && !node.textContent.trim()

/** Returns the blocks of the text with their places, without the empty ones before it, which are not kept. */
const blocksOf = (doc) => {
  const blocks = []
  doc.forEach((node, at) => (blocks.length || !isEmpty(node)) && blocks.push({ node, at }))
  return blocks
}

const toBlock = async (number, words) => {
  const editor = await editorReady
  const blocks = blocksOf(editor.state.doc)
  const index = Math.min(number - 1, blocks.length - 1)
  if (index < 0) return
  // somebody may have put a paragraph before it since: the nearest that holds the words
  const byDistance = blocks.map((block, place) => ({ ...block, far: Math.abs(place - index) })).sort((a, b) => a.far - b.far)
  let block = blocks[index]
  let place = null
  for (const near of words ? byDistance : []) {
    place = find(near.node, near.at + 1, words)
    if (place) block = near
    if (place) break
  }
  const chain = editor.chain()
  if (place) chain.setTextSelection(place)
  else if (block.node.isAtom) chain.setNodeSelection(block.at)
  else chain.setTextSelection(block.at + 1)
  chain.focus(null, { scrollIntoView: false }).run()
  const { node } = editor.view.domAtPos(place?.from ?? block.at + 1)
  show(node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)
}

/** Leads to the field, photo or block that `anchor` names, and selects `words` where they stand there. */
export const goTo = (anchor, words = "") => {
  const [, kind, number] = anchor.match(/^(photos|p)-(\d+)$/) ?? []
  if (kind === "photos") return toPhoto(Number(number))
  if (kind === "p") return toBlock(Number(number), words)
  return anchor === "id_body" && words ? toBlock(1, words) : toField(anchor, words)
}

form.addEventListener("click", (event) => {
  const link = event.target.closest("[data-goto]")
  if (!link) return
  event.preventDefault()
  link.closest("details.story-wants")?.removeAttribute("open")
  goTo(link.hash.slice(1), link.dataset.goto)
})
form.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && event.target.closest("details.story-wants[open]")
  if (!menu) return
  menu.open = false
  menu.querySelector("summary").focus()
})
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.story-wants[open]")) {
    if (!menu.contains(event.target)) menu.open = false
  }
})

editorReady.then(() => location.hash && goTo(location.hash.slice(1)))
