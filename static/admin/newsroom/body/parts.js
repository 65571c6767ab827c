// What the nodes of a story's body have in common.

import { crel, pm } from "django-prose-editor/editor"

const { TextSelection } = pm.state

/** Returns `text` on one line, as a caption or an alternative text is kept. */
export const oneLine = (text) => (text || "").split(/\s+/).filter(Boolean).join(" ")

/** Returns the definition of a node's attribute that is kept as `data-<name>`. */
export const attribute = (name, fallback, options = {}) => ({
  default: fallback,
  parseHTML: (element) => element.getAttribute(`data-${name}`) ?? fallback,
  renderHTML: (attributes) => (attributes[name] ? { [`data-${name}`]: attributes[name] } : {}),
  ...options,
})

/** Returns how deep in `position` the node called `name` lies; 0 where there is none. */
export const depthOf = (position, name) => {
  for (let depth = position.depth; depth; depth -= 1) if (position.node(depth).type.name === name) return depth
  return 0
}

/** Returns the options of the extension called `name`, as articles/body/schema.py gives them. */
export const optionsOf = (editor, name) => editor.extensionManager.extensions.find((found) => found.name === name).options

export const button = (label, onClick, options = {}) => {
  const dom = crel("button", { type: "button", textContent: label, ...options })
  dom.addEventListener("click", onClick)
  return dom
}

/** Tells those who cannot see it what happened. */
export const say = (sentence) => {
  let region = document.getElementById("body-says")
  if (!region) {
    region = crel("p", { id: "body-says", className: "visually-hidden", role: "status" })
    document.body.append(region)
  }
  region.textContent = ""
  // a region that is emptied and filled in one go is read out only if its words are others
  requestAnimationFrame(() => (region.textContent = sentence))
}

/** Returns where a block goes that is inserted now: after the one that is written in, or before it if it is empty. */
export const placeForBlock = ({ doc, selection: { $from, $to, to } }) => {
  if (!$to.depth) return to
  const isEmptyLine = $from.depth === 1 && $from.parent.type.name === "paragraph" && !$from.parent.content.size
  return isEmptyLine ? $from.before(1) : $to.after(1)
}

/** Inserts `node` (as JSON) as a block of its own at `at`, with a line after it to go on in. */
export const insertBlock = (editor, node, at = placeForBlock(editor.state)) => {
  const isLast = at === editor.state.doc.content.size
  const content = isLast ? [node, { type: "paragraph" }] : [node]
  return editor.chain().insertContentAt(at, content, { updateSelection: false }).run()
}

/** Leaves the block at `depth` for the paragraph after it: a new one, unless an empty one waits there. */
export const leave = (editor, depth) => {
  const after = editor.state.selection.$from.after(depth)
  const next = editor.state.doc.resolve(after).nodeAfter
  const chain = editor.chain()
  if (next?.type.name !== "paragraph" || next.content.size) chain.insertContentAt(after, { type: "paragraph" })
  return chain.setTextSelection(after + 1).run()
}

/** Puts the cursor into the text from `after` on: a new paragraph, where no text follows. */
export const goOn = (editor, after) => {
  const { state, view } = editor
  const { tr } = state
  const next = state.doc.resolve(after).nodeAfter
  if (!next?.isTextblock) tr.insert(after, state.schema.nodes.paragraph.create())
  view.dispatch(tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView())
  view.focus()
}

/** Returns a view that shows `data-placeholder` as long as nothing is typed in the node. */
export const lineView =
  (tag, placeholder, className = "") =>
  ({ node }) => {
    const dom = crel(tag, { className, "data-placeholder": placeholder })
    const update = (next) => {
      if (next.type !== node.type) return false
      dom.classList.toggle("is-empty", next.content.size === 0)
      return true
    }
    update(node)
    return { dom, contentDOM: dom, update, ignoreMutation: (mutation) => mutation.type === "attributes" }
  }

/** Returns whether a change of the page is the view's own doing: to read it back would never end. */
export const isOwnMutation = (mutation, contentDOM) =>
  mutation.type !== "selection" && (mutation.type === "attributes" || !contentDOM?.contains(mutation.target))
