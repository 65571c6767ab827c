// A gallery: photos that belong together, each with its caption. Photos are added, dropped, moved and taken out here.

import { Node, Plugin, crel, pm } from "django-prose-editor/editor"
import { asControls } from "./controls.js";
import { chooseCard } from "./library.js";
import { photoUnder, placeInGallery, takeApart } from "./moves.js";
import { button, goOn, insertBlock, isOwnMutation, optionsOf, placeForBlock, say } from "./parts.js";
import { photoNode } from "./photo.js";
import { chooseFiles } from "./upload.js";

/** Puts a gallery into the text, empty until photos are chosen or dropped. */
export const insertGallery = (editor) => {
  const at = placeForBlock(editor.state)
  insertBlock(editor, { type: "newsGallery" }, at)
  editor.commands.setNodeSelection(at)
  editor.view.nodeDOM(at)?.querySelector("button")?.focus()
  say("An empty gallery is in the text: add photos to it.")
}

const addFromLibrary = async (editor, getPos) => {
  const facts = await chooseCard(optionsOf(editor, "newsPhoto"))
  const at = getPos()
  editor.commands.insertContentAt(at + editor.state.doc.nodeAt(at).nodeSize - 1, photoNode(facts), {
    updateSelection: false,
  })
  say("The photo is in the gallery.")
}

const headOf = (editor, getPos) => {
  const end = () => getPos() + editor.state.doc.nodeAt(getPos()).nodeSize
  const remove = () => {
    editor.view.dispatch(editor.state.tr.delete(getPos(), end()))
    editor.commands.focus()
    say("The gallery is taken out of the text.")
  }
  const title = crel("strong")
  const dom = crel("div", { className: "news-gallery__head", contentEditable: "false" }, [
    title,
    button("From the library", () => addFromLibrary(editor, getPos)),
    button("Upload", () => chooseFiles(editor, end() - 1)),
    button("Take apart", () => takeApart(editor, getPos())),
    button("Remove", remove, { className: "news-photo__remove" }),
  ])
  asControls(dom, {
    back: () => goOn(editor, getPos()),
    on: () => editor.chain().setTextSelection(getPos() + 2).focus().run(),
  })
  return { dom, count: (number) => (title.textContent = `Gallery · ${number} ${number === 1 ? "photo" : "photos"}`) }
}

const galleryView = ({ node, editor, getPos }) => {
  const head = headOf(editor, getPos)
  const photos = crel("div", { className: "news-gallery__photos" })
  const dom = crel("section", { className: "news-gallery", "data-block": "", "aria-label": "Gallery" }, [
    head.dom,
    photos,
  ])
  const update = (next) => {
    if (next.type !== node.type) return false
    head.count(next.childCount)
    photos.classList.toggle("is-empty", !next.childCount)
    return true
  }
  update(node)
  return {
    dom,
    contentDOM: photos,
    update,
    stopEvent: (event) => head.dom.contains(event.target),
    ignoreMutation: (mutation) => isOwnMutation(mutation, photos),
  }
}

// -- moved by hand ----------------------------------------------------------------------------------------------

const unmark = (view) => {
  for (const dom of view.dom.querySelectorAll("[data-drop]")) delete dom.dataset.drop
}

const carried = (view) => {
  const { content } = view.dragging?.slice ?? {}
  return content?.childCount === 1 && content.firstChild.type.name === "newsPhoto" && view.state.selection.node
}

/** Puts the photo that is dragged beside the one that it is dropped on. */
const dropPhoto = (view, event) => {
  unmark(view)
  const photo = carried(view)
  const at = photo ? placeInGallery(view, event) : null
  if (at === null) return false
  event.preventDefault()
  const { state } = view
  const { tr } = state
  tr.delete(state.selection.from, state.selection.to)
  view.dispatch(tr.insert(tr.mapping.map(at), photo))
  view.dragging = null
  say("The photo is moved.")
  return true
}

const moving = {
  handleDrop: dropPhoto,
  handleDOMEvents: {
    // the editor would take the whole gallery
    mousedown: (view, event) => {
      const found = event.target.closest?.(".news-photo__picture") && photoUnder(event)
      if (!found) return false
      const at = view.posAtDOM(found.dom, 0) - 1
      view.dispatch(view.state.tr.setSelection(pm.state.NodeSelection.create(view.state.doc, at)))
      view.focus()
      return true
    },
    dragover: (view, event) => {
      unmark(view)
      const found = carried(view) && photoUnder(event)
      if (found) found.dom.dataset.drop = found.isBefore ? "before" : "after"
      return false
    },
    dragleave: (view, event) => {
      if (!view.dom.contains(event.relatedTarget)) unmark(view)
      return false
    },
    dragend: (view) => {
      unmark(view)
      return false
    },
  },
}

export const Gallery = Node.create({
  name: "newsGallery",
  group: "block",
  content: "newsPhoto*",
  draggable: true,
  isolating: true,
  defining: true,
  parseHTML: () => [{ tag: "section[data-gallery]" }],
  renderHTML: () => ["section", { "data-gallery": "" }, 0],
  addNodeView: () => galleryView,
  addProseMirrorPlugins: () => [new Plugin({ props: moving })],
})
