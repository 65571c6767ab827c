// Another of our stories, as a card in the text. It is found by typing, and named by its key, which never changes.

import { Node, crel, pm } from "django-prose-editor/editor"
import { asControls } from "./controls.js";
import { attribute, button, goOn, optionsOf, placeForBlock, say } from "./parts.js";
import { clear, replace, stand } from "./places.js";
import { findStory, rememberStory, storyCombobox } from "./stories.js";

const GONE = "This story is not there any more, or not yours to read: readers see nothing here."
const UNSEEN = "The story cannot be shown just now."

/** Opens a search in the text; the story that is chosen takes its place. */
export const insertRelated = (editor) => {
  const field = crel("input", { type: "text", placeholder: "Words of one of our stories", "aria-label": "Related story" })
  const away = () => {
    clear(editor.view, id)
    editor.commands.focus()
  }
  const choose = (story) => {
    rememberStory(story)
    const node = pm.model.Node.fromJSON(editor.schema, { type: "relatedStory", attrs: { story: String(story.id) } })
    const at = replace(editor.view, id, node)
    goOn(editor, at + node.nodeSize)
    say(`Related story: ${story.headline}`)
  }
  const list = storyCombobox(field, optionsOf(editor, "relatedStory").searchUrl, { onChoose: choose, atLeast: 0 })
  const dom = crel("div", { className: "news-related news-related--search" }, [
    crel("div", { className: "news-related__ask" }, [field, button("Cancel", away)]),
    list,
  ])
  dom.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return
    event.preventDefault()
    away()
  })
  const [id] = stand(editor.view, placeForBlock(editor.state), [dom])
  field.focus()
  field.dispatchEvent(new Event("input"))
}

const whereOf = ({ live, where }) => (live ? where : `${where}: readers see nothing until it is published`)

const relatedView = ({ node, editor, getPos, extension }) => {
  const headline = crel("strong", { textContent: "…" })
  const where = crel("small")
  const remove = button(
    "Remove",
    () => {
      editor.view.dispatch(editor.state.tr.delete(getPos(), getPos() + 1))
      editor.commands.focus()
      say("The related story is taken out of the text.")
    },
    { className: "news-photo__remove" },
  )
  const bar = crel("div", { className: "news-related__do" }, [remove])
  asControls(bar, {
    back: () => editor.chain().setNodeSelection(getPos()).focus().run(),
    on: () => goOn(editor, getPos() + 1),
  })
  const dom = crel("div", { className: "news-related", "data-block": "", role: "group", "aria-label": "Related story" }, [
    crel("div", { className: "news-related__what" }, [crel("small", { textContent: "Related" }), headline, where]),
    bar,
  ])
  findStory(extension.options.searchUrl, node.attrs.story).then(
    (story) => {
      headline.textContent = story ? story.headline : `Story ${node.attrs.story}`
      where.textContent = story ? whereOf(story) : GONE
      dom.classList.toggle("is-unseen", !story?.live)
    },
    () => (where.textContent = UNSEEN),
  )
  return { dom, stopEvent: (event) => bar.contains(event.target), ignoreMutation: () => true }
}

export const RelatedStory = Node.create({
  name: "relatedStory",
  group: "block",
  atom: true,
  draggable: true,
  addOptions: () => ({ searchUrl: "" }),
  addAttributes: () => ({ story: attribute("story", null) }),
  parseHTML: () => [{ tag: "aside[data-story]" }],
  renderHTML: ({ HTMLAttributes }) => ["aside", HTMLAttributes],
  addNodeView: () => relatedView,
})
