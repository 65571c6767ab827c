// What a story's body holds besides words: photos of the library with their captions, and pull quotes.
// articles/body/schema.py is the allow-list that this answers to.

import { Node, crel } from "django-prose-editor/editor"

const LAYOUTS = { column: "In the column", wide: "Wide", inset: "Inset" }
const cards = new Map()

/** The facts of a photo: title, caption, alt, credit, src; `missing` where the library has none of this number. */
const card = (template, id) => {
  if (!cards.has(id)) {
    const found = fetch(template.replace("{id}", id)).then((answer) => {
      if (answer.ok) return answer.json()
      if (answer.status === 404) return { missing: true }
      throw new Error(`photo ${id}: ${answer.status}`)
    })
    found.catch(() => cards.delete(id))
    cards.set(id, found)
  }
  return cards.get(id)
}

/** Opens the library in the admin's own pop-up; resolves to the number of the photo that was chosen or added. */
const choose = (url) =>
  new Promise((resolve) => {
    const id = "story-photo-choice"
    document.getElementById(id)?.remove()
    const input = crel("input", { type: "hidden", id })
    document.body.append(input)
    window.django.jQuery(input).on("change", () => {
      input.remove()
      resolve(input.value)
    })
    window.showRelatedObjectLookupPopup({ id: `lookup_${id}`, href: new URL(url, location.href).href })
  })

const oneLine = (text) => (text || "").split(/\s+/).filter(Boolean).join(" ")

const insertPhoto = async (editor, options) => {
  const photo = await choose(options.pickerUrl)
  cards.delete(photo) // it may have been added, or changed, a moment ago
  const facts = await card(options.cardUrl, photo).catch(() => ({}))
  const caption = oneLine(facts.caption)
  const node = {
    type: "newsPhoto",
    attrs: { photo, alt: oneLine(facts.alt) },
    content: caption ? [{ type: "text", text: caption }] : [],
  }
  const { selection } = editor.state
  // after the whole paragraph, quote or photo that is being written, never within one or over it
  const after = selection.$to.depth ? selection.$to.after(1) : selection.to
  const content = after === editor.state.doc.content.size ? [node, { type: "paragraph" }] : [node]
  editor.chain().focus().insertContentAt(after, content).run()
}

const attribute = (name, fallback, options = {}) => ({
  default: fallback,
  parseHTML: (element) => element.getAttribute(`data-${name}`) ?? fallback,
  renderHTML: (attributes) => (attributes[name] ? { [`data-${name}`]: attributes[name] } : {}),
  ...options,
})

/** The controls under a photo: its alternative text, whether it is decorative, its layout. */
const controls = (set) => {
  const alt = crel("textarea", { rows: 1, spellcheck: true, placeholder: "What it shows, for those who cannot see it" })
  const decorative = crel("input", { type: "checkbox" })
  const layout = crel(
    "select",
    { "aria-label": "Layout" },
    Object.entries(LAYOUTS).map(([value, label]) => crel("option", { value, textContent: label })),
  )
  const remove = crel("button", { type: "button", className: "news-photo__remove", textContent: "Remove" })
  const dom = crel("div", { className: "news-photo__controls", contentEditable: "false" }, [
    crel("label", { className: "news-photo__alt" }, [crel("span", { textContent: "Alternative text" }), alt]),
    crel("div", { className: "news-photo__choices" }, [
      crel("label", {}, [decorative, " Decorative"]),
      layout,
      remove,
    ]),
  ])
  alt.addEventListener("input", () => set({ alt: oneLine(alt.value) }))
  decorative.addEventListener("change", () => set({ decorative: decorative.checked }))
  layout.addEventListener("change", () => set({ layout: layout.value }))
  const show = (attributes) => {
    if (oneLine(alt.value) !== attributes.alt) alt.value = attributes.alt
    decorative.checked = attributes.decorative
    alt.disabled = attributes.decorative
    layout.value = attributes.layout
  }
  return { dom, remove, show }
}

const photoView = ({ node, editor, getPos, extension }) => {
  const change = (make) => editor.view.dispatch(make(editor.state.tr, getPos()))
  let current = node
  const { dom: words, remove, show } = controls((attributes) =>
    change((tr, at) => tr.setNodeMarkup(at, undefined, { ...current.attrs, ...attributes })),
  )
  remove.addEventListener("click", () => {
    change((tr, at) => tr.delete(at, at + current.nodeSize))
    editor.commands.focus()
  })

  const image = crel("img", { alt: "", draggable: false })
  const credit = crel("small", { className: "news-photo__credit" })
  const caption = crel("figcaption", { className: "news-photo__caption", "data-placeholder": "Caption: who, what, where and when" })
  const picture = crel("div", { className: "news-photo__picture", contentEditable: "false", "data-drag-handle": "" }, [image])
  const dom = crel("figure", { className: "news-photo" }, [
    picture,
    caption,
    crel("div", { contentEditable: "false" }, [credit]),
    words,
  ])
  const update = (next) => {
    if (next.type !== current.type || next.attrs.photo !== current.attrs.photo) return false
    current = next
    dom.dataset.layout = next.attrs.layout
    caption.classList.toggle("is-empty", next.content.size === 0)
    show(next.attrs)
    return true
  }
  update(node)
  card(extension.options.cardUrl, node.attrs.photo).then(
    (facts) => {
      if (facts.missing) {
        credit.textContent = "This photo is not in the library any more: it goes when the story is saved, its caption stays."
        return
      }
      image.src = facts.src
      image.alt = facts.title
      credit.textContent = facts.credit || "No credit yet: add it in the photo library."
    },
    () => (credit.textContent = "The photo cannot be shown just now."),
  )
  return {
    dom,
    contentDOM: caption,
    update,
    stopEvent: (event) => words.contains(event.target),
    // what the view changes about itself is no typing; to read it back would never end
    ignoreMutation: (mutation) =>
      mutation.type !== "selection" && (mutation.type === "attributes" || !caption.contains(mutation.target)),
  }
}

/** Leaves the block at `depth` for the paragraph after it: a new one, unless an empty one waits there. */
const leave = (editor, depth) => {
  const after = editor.state.selection.$from.after(depth)
  const next = editor.state.doc.resolve(after).nodeAfter
  const chain = editor.chain()
  if (next?.type.name !== "paragraph" || next.content.size) chain.insertContentAt(after, { type: "paragraph" })
  return chain.setTextSelection(after + 1).run()
}

export const NewsPhoto = Node.create({
  name: "newsPhoto",
  group: "block",
  content: "text*",
  marks: "",
  draggable: true,
  isolating: true,
  defining: true,
  addOptions: () => ({ pickerUrl: "", cardUrl: "" }),
  addAttributes: () => ({
    photo: attribute("photo", null),
    layout: attribute("layout", "column"),
    alt: attribute("alt", ""),
    decorative: attribute("decorative", false, {
      parseHTML: (element) => element.getAttribute("data-decorative") === "true",
    }),
  }),
  parseHTML: () => [{ tag: "figure[data-photo]", contentElement: "figcaption" }],
  renderHTML: ({ HTMLAttributes }) => ["figure", HTMLAttributes, ["figcaption", 0]],
  addNodeView: () => photoView,
  addKeyboardShortcuts() {
    const within = ({ editor }) => editor.state.selection.$from.parent.type.name === this.name
    return {
      Enter: (context) => within(context) && leave(context.editor, context.editor.state.selection.$from.depth),
      "Shift-Enter": within, // a caption is one paragraph
    }
  },
  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "insertPhoto",
      groups: "nodes",
      button: buttons.material("add_photo_alternate", "photo from the library"),
      command: (editor) => insertPhoto(editor, this.options),
      active: (editor) => editor.isActive(this.name),
    })
  },
})

const QuoteSource = Node.create({
  name: "quoteSource",
  content: "text*",
  marks: "",
  defining: true,
  parseHTML: () => [{ tag: "aside[data-pullquote] > cite" }],
  renderHTML: () => ["cite", 0],
  addNodeView: () => ({ node }) => {
    const dom = crel("cite", { "data-placeholder": "Who says so" })
    const update = (next) => {
      if (next.type.name !== "quoteSource") return false
      dom.classList.toggle("is-empty", next.content.size === 0)
      return true
    }
    update(node)
    return { dom, contentDOM: dom, update, ignoreMutation: (mutation) => mutation.type === "attributes" }
  },
})

const depthOf = (position, name) => {
  for (let depth = position.depth; depth; depth -= 1) if (position.node(depth).type.name === name) return depth
  return 0
}

/** Makes the paragraphs of the selection a pull quote, or the pull quote that it stands in paragraphs again. */
const togglePullQuote = (editor) => {
  const { $from, $to } = editor.state.selection
  const depth = depthOf($from, "pullQuote")
  const json = (node) => node.toJSON()
  if (depth) {
    const quote = $from.node(depth)
    const lines = []
    quote.forEach((child) => {
      if (child.type.name === "paragraph") lines.push(json(child))
      else if (child.content.size) lines.push({ type: "paragraph", content: child.content.toJSON() })
    })
    return editor.chain().focus().insertContentAt({ from: $from.before(depth), to: $from.after(depth) }, lines).run()
  }
  const range = $from.blockRange($to)
  if (!range) return false
  const lines = []
  for (let index = range.startIndex; index < range.endIndex; index += 1) {
    const child = range.parent.child(index)
    if (child.type.name !== "paragraph") return false
    lines.push(json(child))
  }
  const quote = { type: "pullQuote", content: [...lines, { type: "quoteSource" }] }
  return editor
    .chain()
    .focus()
    .insertContentAt({ from: range.start, to: range.end }, quote)
    .setTextSelection(range.start + 2)
    .run()
}

export const PullQuote = Node.create({
  name: "pullQuote",
  group: "block",
  content: "paragraph+ quoteSource",
  isolating: true,
  defining: true,
  addExtensions: () => [QuoteSource],
  parseHTML: () => [{ tag: "aside[data-pullquote]" }],
  renderHTML: () => ["aside", { "data-pullquote": "" }, 0],
  addKeyboardShortcuts: () => ({
    Enter: ({ editor }) => {
      const { $from } = editor.state.selection
      return $from.parent.type.name === "quoteSource" && leave(editor, depthOf($from, "pullQuote"))
    },
  }),
  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "pullQuote",
      groups: "nodes",
      button: buttons.material("speaker_notes", "pull quote"),
      command: togglePullQuote,
      active: (editor) => editor.isActive(this.name),
    })
  },
})
