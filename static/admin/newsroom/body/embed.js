// Something of another site: named by its address, shown to readers as a card that loads the site on a click only.
// Here nothing of it is loaded.

import { Extension, Node, Plugin, crel, pm } from "django-prose-editor/editor"
import { asControls } from "./controls.js";
import { openDialog } from "./dialog.js";
import { attribute, button, goOn, insertBlock, isOwnMutation, leave, optionsOf, say } from "./parts.js";

/** Returns the site whose address this is, as far as readers are shown something of it; otherwise undefined. */
const providerOf = ({ providers }, address) =>
  providers.find(({ patterns }) => patterns.some((pattern) => new RegExp(pattern).test(address)))

const named = (providers) => {
  const names = providers.map(({ name }) => name)
  return `${names.slice(0, -1).join(", ")} or ${names.at(-1)}`
}

const nodeOf = (address) => ({ type: "newsEmbed", attrs: { embed: address } })

/** Asks for an address, and puts what stands there into the text. */
export const insertEmbed = (editor) => {
  const options = optionsOf(editor, "newsEmbed")
  const field = crel("input", { type: "url", name: "address", placeholder: "https://", autocomplete: "off" })
  const help = "Of a video, a recording, a post or a chart. Readers load it with a click, and nobody follows them before."
  const label = crel("label", {}, ["Address", field])
  openDialog(editor, {
    title: "Embed",
    fields: [label, crel("p", { className: "news-dialog__help", textContent: help })],
    action: "Insert",
    onSubmit: () => {
      const address = field.value.trim()
      const provider = providerOf(options, address)
      if (!provider) return `Give the address of one video, recording, post or chart at ${named(options.providers)}.`
      insertBlock(editor, nodeOf(address))
      say(`Inserted: ${provider.name}`)
      return ""
    },
  })
}

const embedView = ({ node, editor, getPos, extension }) => {
  const { embed } = node.attrs
  const remove = button(
    "Remove",
    () => {
      const at = getPos()
      editor.view.dispatch(editor.state.tr.delete(at, at + editor.state.doc.nodeAt(at).nodeSize))
      editor.commands.focus()
      say("The embed is taken out of the text.")
    },
    { className: "news-photo__remove" },
  )
  const bar = crel("div", { className: "news-embed__do", contentEditable: "false" }, [remove])
  asControls(bar, {
    back: () => editor.chain().setTextSelection(getPos() + 1).focus().run(),
    on: () => goOn(editor, getPos() + editor.state.doc.nodeAt(getPos()).nodeSize),
  })
  const caption = crel("figcaption", { className: "news-photo__caption", "data-placeholder": "Caption: what it shows" })
  const name = providerOf(extension.options, embed)?.name ?? "Address that is not recognised"
  const head = crel("div", { className: "news-embed__head", contentEditable: "false", draggable: true }, [
    crel("strong", { textContent: name }),
    crel("span", { textContent: embed }),
  ])
  const dom = crel("figure", { className: "news-embed", "data-block": "" }, [head, caption, bar])
  const update = (next) => {
    if (next.type !== node.type || next.attrs.embed !== embed) return false
    caption.classList.toggle("is-empty", next.content.size === 0)
    return true
  }
  update(node)
  return {
    dom,
    contentDOM: caption,
    update,
    stopEvent: (event) => bar.contains(event.target),
    ignoreMutation: (mutation) => isOwnMutation(mutation, caption),
  }
}

/** An address that is pasted on a line of its own becomes what stands there; undone, it is a link. */
const pasted = (editor) => ({
  handlePaste: (view, { clipboardData }) => {
    const address = clipboardData?.getData("text/plain").trim() ?? ""
    const { selection, schema, tr } = view.state
    const { $from } = selection
    const isAlone = $from.depth === 1 && $from.parent.type.name === "paragraph" && $from.sameParent(selection.$to)
    const isWhole = isAlone && $from.parentOffset === 0 && selection.$to.parentOffset === $from.parent.content.size
    if (!isWhole || /\s/.test(address)) return false
    const provider = providerOf(optionsOf(editor, "newsEmbed"), address)
    if (!provider) return false
    const link = schema.text(address, [schema.marks.link.create({ href: address })])
    view.dispatch(pm.history.closeHistory(tr.replaceSelectionWith(link, false)).setMeta("preventAutolink", true))
    const line = view.state.selection.$from
    const node = pm.model.Node.fromJSON(schema, nodeOf(address))
    const next = view.state.tr.replaceWith(line.before(1), line.after(1), node)
    next.setSelection(pm.state.TextSelection.create(next.doc, line.before(1) + 1))
    view.dispatch(pm.history.closeHistory(next).scrollIntoView())
    say(`Inserted: ${provider.name}. Undo leaves the address as a link.`)
    return true
  },
})

const PastedEmbed = Extension.create({
  name: "pastedEmbed",
  priority: 1050, // before the links, which every address could be; a node of this rank would be the text's usual block
  addProseMirrorPlugins() {
    return [new Plugin({ props: pasted(this.editor) })]
  },
})

export const Embed = Node.create({
  name: "newsEmbed",
  group: "block",
  content: "text*",
  marks: "",
  draggable: true,
  isolating: true,
  defining: true,
  addOptions: () => ({ providers: [] }),
  addAttributes: () => ({ embed: attribute("embed", null) }),
  parseHTML: () => [{ tag: "figure[data-embed]", contentElement: "figcaption" }],
  renderHTML: ({ HTMLAttributes }) => ["figure", HTMLAttributes, ["figcaption", 0]],
  addNodeView: () => embedView,
  addKeyboardShortcuts() {
    const within = ({ editor }) => editor.state.selection.$from.parent.type.name === this.name
    return {
      Enter: (context) => within(context) && leave(context.editor, context.editor.state.selection.$from.depth),
      "Shift-Enter": within,
    }
  },
  addExtensions: () => [PastedEmbed],
})
