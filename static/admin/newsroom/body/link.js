// Links: to an address that is typed, or to one of our own stories that is found by its words.

import { Link as StockLink, crel, getMarkRange } from "django-prose-editor/editor"
import { openDialog } from "./dialog.js";
import { button, say } from "./parts.js";
import { storyCombobox } from "./stories.js";

const WHAT_TO_TYPE = "Type an address such as https://example.org, or words of one of our stories and choose one of them."
const SCHEMES = ["http:", "https:", "mailto:"]

/** Returns the address that is meant by `typed`, or nothing where it is none that a link may have. */
const addressOf = (typed) => {
  const text = typed.trim()
  if (!text || /\s/.test(text)) return ""
  if (/^\/s\/[1-9]\d*\/$/.test(text)) return text
  const isMail = /^[^\s/:@]+@[^\s/:@]+\.[^\s/:@]+$/.test(text)
  const isBare = /^[^\s/:@.]+(\.[^\s/:@.]+)*\.[a-z\d-]{2,}(:\d+)?([/?#]|$)/i.test(text)
  const whole = isMail ? `mailto:${text}` : isBare ? `https://${text}` : text
  const url = URL.canParse(whole) ? new URL(whole) : null
  if (!SCHEMES.includes(url?.protocol)) return ""
  return url.protocol === "mailto:" || url.hostname.includes(".") || url.hostname === "localhost" ? url.href : ""
}

/** Links what is selected, or the link that the cursor is in, or inserts `words` as a link. */
const setLink = (editor, range, href, words) => {
  const { from, to } = range
  const chain = editor.chain().focus()
  if (from === to) {
    const marks = [{ type: "link", attrs: { href } }]
    return chain.insertContentAt(from, { type: "text", text: words, marks }).unsetMark("link").run()
  }
  return chain.setTextSelection(range).setLink({ href }).setTextSelection(to).run()
}

/** What a link would be made of: the link that the cursor is in, or else what is selected. */
const rangeOf = ({ schema, selection }) => {
  const { $from, from, to, empty } = selection
  const around = getMarkRange($from, schema.marks.link) ?? (empty ? null : getMarkRange($from, schema.marks.link, {}))
  return around && around.to >= to ? { from: around.from, to: around.to } : { from, to }
}

/** Opens the dialog that makes, changes and removes links. */
const openLinkDialog = (editor, { searchUrl }) => {
  // browsers tell of a selection a moment after the key that made it: of words that were selected just now, too
  editor.view.domObserver.flush()
  const range = rangeOf(editor.state)
  const current = editor.isActive("link") ? editor.getAttributes("link").href : ""
  const field = crel("input", { type: "text", name: "address", value: current, autocapitalize: "none", spellcheck: false })
  const link = (href, words) => {
    setLink(editor, range, href, words)
    say(`Linked to ${words}.`)
  }
  const asAddress = (words) => {
    const href = words !== current && addressOf(words)
    return href ? { href, headline: href, where: "Link to this address" } : null
  }
  const list = storyCombobox(field, searchUrl, {
    before: asAddress,
    onChoose: ({ href, headline }) => {
      link(href, headline)
      close()
    },
  })
  const remove = button(
    "Remove the link",
    () => {
      editor.chain().setTextSelection(range).unsetLink().setTextSelection(range.to).run()
      close()
      say("The link is removed.")
    },
    { className: "nr-button nr-button--grave" },
  )
  const close = openDialog(editor, {
    title: current ? "Change the link" : "Link",
    fields: [crel("label", {}, ["Address, or words of one of our stories", field]), list],
    action: current ? "Change" : "Link",
    more: current ? [remove] : [],
    onSubmit: () => {
      const href = addressOf(field.value)
      if (!href) return WHAT_TO_TYPE
      link(href, field.value.trim())
      return ""
    },
  })
  field.select()
}

// in the place of the stock extension of this name: its key calls the command, and so does its button
export const Link = StockLink.extend({
  inclusive: () => false, // words that are typed after a link are not of it
  addOptions() {
    return { ...this.parent?.(), searchUrl: "" }
  },
  addCommands() {
    return {
      ...this.parent?.(),
      addLink:
        () =>
        ({ editor, tr, dispatch }) => {
          if (!dispatch) return true
          tr.setMeta("preventDispatch", true) // the dialog makes its own, of the selection as it is by then
          openLinkDialog(editor, this.options)
          return true
        },
    }
  },
  addMenuItems({ buttons, menu }) {
    this.parent?.({ buttons, menu })
    menu.defineItem({
      name: "link",
      groups: "link",
      button: buttons.material("insert_link", "insert link"),
      command: (editor) => editor.commands.addLink(),
      active: (editor) => editor.isActive("link"),
    })
  },
})
