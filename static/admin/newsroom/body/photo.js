// A photo of the library in the text, with its caption and, under it, what belongs to this use of it.
// articles/body/schema.py is the allow-list that all nodes here answer to.

import { Node, crel } from "django-prose-editor/editor"
import { Controls, asControls } from "./controls.js";
import { creditLine } from "./credit.js";
import { card, chooseCard } from "./library.js";
import { moveInGallery, takeOut } from "./moves.js";
import { withdrawnMark } from "../photos/withdrawn.js";
import { attribute, button, depthOf, goOn, insertBlock, isOwnMutation, leave, oneLine, optionsOf, say } from "./parts.js";

const LAYOUTS = { column: "In the column", wide: "Wide", inset: "Inset" }
const GONE = "This photo is not in the library any more: it goes when the story is saved, its caption stays."
const UNSEEN = "The photo cannot be shown just now."

/** Returns a photo of these facts as the text holds it, with the library's caption and alternative text to start from. */
export const photoNode = ({ id, caption, alt }) => {
  const words = oneLine(caption)
  return {
    type: "newsPhoto",
    attrs: { photo: String(id), alt: oneLine(alt) },
    content: words ? [{ type: "text", text: words }] : [],
  }
}

/** Lets somebody choose a photo of the library, and puts it into the text. */
export const insertPhoto = async (editor) => {
  const facts = await chooseCard(optionsOf(editor, "newsPhoto"))
  const gallery = depthOf(editor.state.selection.$from, "newsGallery")
  const at = gallery ? editor.state.selection.$from.after(gallery + 1) : undefined
  insertBlock(editor, photoNode(facts), at)
  editor.commands.focus()
  say("The photo is in the text.")
}

/** The fields under a photo: its alternative text, whether it is decorative, its layout. */
const fieldsOf = (set) => {
  const alt = crel("textarea", { rows: 1, spellcheck: true, placeholder: "What it shows" })
  const decorative = crel("input", { type: "checkbox" })
  const layout = crel(
    "select",
    { className: "news-photo__layout", "aria-label": "Layout" },
    Object.entries(LAYOUTS).map(([value, label]) => crel("option", { value, textContent: label })),
  )
  alt.addEventListener("input", () => set({ alt: oneLine(alt.value) }))
  decorative.addEventListener("change", () => set({ decorative: decorative.checked }))
  layout.addEventListener("change", () => set({ layout: layout.value }))
  const show = (attributes) => {
    if (oneLine(alt.value) !== attributes.alt) alt.value = attributes.alt
    decorative.checked = attributes.decorative
    alt.disabled = attributes.decorative
    layout.value = attributes.layout
  }
  const words = crel("label", { className: "news-photo__alt" }, [crel("span", { textContent: "Alternative text" }), alt])
  return { words, decorative: crel("label", {}, [decorative, " Decorative"]), layout, show }
}

/** The buttons of a photo; those that move it are shown within a gallery only. */
const buttonsOf = (editor, getPos, remove) => {
  const order = (label, name, step) =>
    button(label, () => moveInGallery(editor, getPos(), step), { className: "news-photo__order", "data-do": name })
  return [
    order("Earlier", "earlier", -1),
    order("Later", "later", 1),
    button("Take out", () => takeOut(editor, getPos()), { className: "news-photo__order", "data-do": "out" }),
    button("Remove", remove, { className: "news-photo__remove" }),
  ]
}

const showPicture = async (image, credit, { cardUrl }, id) => {
  const facts = await card(cardUrl, id).catch(() => null)
  if (!facts || facts.missing) {
    credit.tell(facts ? GONE : UNSEEN)
    return
  }
  credit.fill(facts)
  if (facts.withdrawn) {
    image.replaceWith(withdrawnMark(facts))
    return
  }
  image.width = facts.width
  image.height = facts.height
  image.alt = facts.title
  image.src = facts.src
  image.parentElement.style.setProperty("--ratio", Math.min(Math.max(facts.width / facts.height, 1), 2.2))
}

const photoView = ({ node, editor, getPos, extension }) => {
  let current = node
  const change = (make) => editor.view.dispatch(make(editor.state.tr, getPos()))
  const fields = fieldsOf((attributes) =>
    change((tr, at) => tr.setNodeMarkup(at, undefined, { ...current.attrs, ...attributes })),
  )
  const remove = () => {
    change((tr, at) => tr.delete(at, at + current.nodeSize))
    editor.commands.focus()
    say("The photo is taken out of the text.")
  }
  const credit = creditLine(extension.options, node.attrs.photo)
  const words = crel("div", { className: "news-photo__controls", contentEditable: "false" }, [
    fields.words,
    crel("div", { className: "news-photo__choices" }, [
      fields.decorative,
      fields.layout,
      credit.dom,
      ...buttonsOf(editor, getPos, remove),
    ]),
  ])
  asControls(words, {
    back: () => editor.chain().setTextSelection(getPos() + 1 + current.content.size).focus().run(),
    on: () => goOn(editor, editor.state.doc.resolve(getPos() + 1).after(1)),
  })

  const image = crel("img", { alt: "", draggable: false, loading: "lazy", decoding: "async" })
  const caption = crel("figcaption", {
    className: "news-photo__caption",
    "data-placeholder": "Caption: who, what, where and when",
  })
  const picture = crel("div", { className: "news-photo__picture", contentEditable: "false", draggable: true }, [image])
  const dom = crel("figure", { className: "news-photo", "data-block": "" }, [picture, caption, words])
  const update = (next) => {
    if (next.type !== current.type || next.attrs.photo !== current.attrs.photo) return false
    current = next
    dom.dataset.layout = next.attrs.layout
    caption.classList.toggle("is-empty", next.content.size === 0)
    fields.show(next.attrs)
    return true
  }
  update(node)
  showPicture(image, credit, extension.options, node.attrs.photo)
  return {
    dom,
    contentDOM: caption,
    update,
    stopEvent: (event) => words.contains(event.target),
    ignoreMutation: (mutation) => isOwnMutation(mutation, caption),
  }
}

/** From a caption, Enter leads on: to the caption of the next photo of a gallery, or to the text after it. */
const leaveCaption = (editor) => {
  const { $from } = editor.state.selection
  const gallery = depthOf($from, "newsGallery")
  if (!gallery) return leave(editor, $from.depth)
  const next = editor.state.doc.resolve($from.after()).nodeAfter
  return next ? editor.commands.setTextSelection($from.after() + 1) : leave(editor, gallery)
}

export const NewsPhoto = Node.create({
  name: "newsPhoto",
  group: "block",
  content: "text*",
  marks: "",
  draggable: true,
  isolating: true,
  defining: true,
  addOptions: () => ({ pickerUrl: "", cardUrl: "", creditUrl: "", namesUrl: "", partsUrl: "" }),
  addExtensions: () => [Controls],
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
      Enter: (context) => within(context) && leaveCaption(context.editor),
      "Shift-Enter": within, // a caption is one paragraph
    }
  },
  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "insertPhoto",
      groups: "photos",
      button: buttons.material("photo_library", "photo from the library"),
      command: insertPhoto,
      active: (editor) => editor.isActive(this.name),
    })
  },
})
