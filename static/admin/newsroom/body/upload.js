// Pictures that are dropped or pasted into the text, or chosen from this machine: uploaded at once, in place.

import { Extension, Plugin, crel, pm } from "django-prose-editor/editor"
import { inTurn, isGoing, whenIdle } from "../photos/queue.js";
import { sendPhoto } from "../photos/send-photo.js";
import { uploadCard } from "../photos/upload-card.js";
import { form } from "../story/form.js";
import { remember } from "./library.js";
import { gather, placeInGallery } from "./moves.js";
import { button, depthOf, optionsOf, placeForBlock, say } from "./parts.js";
import { photoNode } from "./photo.js";
import { Places, clear, replace, stand } from "./places.js";

/** Those that are on their way, or wait for a word: to be sent again, or because the library has them already. */
const open = new Set()

/** One picture on its way into the text; `onSettled` is called with its photo, or with nothing, when it is decided. */
const upload = (editor, url, file, onSettled) => {
  const one = { id: null, card: null }
  let stopped = new AbortController()
  const settle = (photo) => {
    open.delete(one)
    one.card.close()
    onSettled(photo)
  }
  const dismiss = () => {
    stopped.abort()
    clear(editor.view, one.id)
    editor.commands.focus()
    settle(null)
  }
  const put = (facts) => {
    remember(facts)
    const node = pm.model.Node.fromJSON(editor.schema, photoNode(facts))
    replace(editor.view, one.id, node)
    say(`${file.name} is in the text.`)
    settle(String(facts.id))
  }
  const start = ({ again = false } = {}) => {
    stopped = new AbortController()
    const { signal } = stopped
    inTurn(async () => {
      if (signal.aborted) return
      one.card.progress(0)
      const outcome = await sendPhoto(url, file, { again, signal, onProgress: one.card.progress })
      if (signal.aborted || editor.isDestroyed) return
      if (outcome.card) return put(outcome.card)
      say(`${file.name}: ${outcome.refused ?? outcome.said ?? outcome.waiting}`)
      if (outcome.twins) return one.card.twins(outcome.said, outcome.twins)
      if (outcome.waiting) return one.card.wait(outcome.waiting)
      one.card.refuse(outcome.refused)
      open.delete(one)
      onSettled(null)
    })
  }
  one.card = uploadCard(file, {
    onCancel: dismiss,
    onRetry: start,
    onDismiss: dismiss,
    onOurs: put,
    onTwice: () => start({ again: true }),
  })
  one.start = start
  open.add(one)
  return one
}

/** Returns what stands under several pictures that came in one go; `settled` is called once for each of them. */
const offerFor = (editor, count, inGallery) => {
  const dom = crel("div", { className: "news-offer", hidden: true })
  const photos = new Set()
  const offer = { dom, id: null }
  const away = () => {
    clear(editor.view, offer.id)
    editor.commands.focus()
  }
  let left = count
  offer.settled = (photo) => {
    if (photo) photos.add(photo)
    left -= 1
    if (left) return
    if (photos.size < 2 || inGallery) {
      clear(editor.view, offer.id)
      return
    }
    const make = () => {
      clear(editor.view, offer.id)
      gather(editor, photos)
    }
    dom.append(
      button(`Make a gallery of these ${photos.size}`, make),
      button("Leave them single", away, { className: "news-offer__away" }),
    )
    dom.hidden = false
  }
  return offer
}

/** Uploads `files` into the text at `at`. */
export const uploadFiles = (editor, files, at = placeForUpload(editor.state)) => {
  const { url } = optionsOf(editor, "upload")
  const inGallery = editor.state.doc.resolve(at).parent.type.name === "newsGallery"
  const offer = offerFor(editor, files.length, inGallery)
  const all = files.map((file) => {
    let isSettled = false
    return upload(editor, url, file, (photo) => {
      if (!isSettled) offer.settled(photo) // one that was refused is settled before it is dismissed
      isSettled = true
    })
  })
  const ids = stand(editor.view, at, [...all.map(({ card }) => card.dom), offer.dom])
  offer.id = ids.pop()
  say(files.length === 1 ? `Uploading ${files[0].name}.` : `Uploading ${files.length} files.`)
  ids.forEach((id, index) => {
    all[index].id = id
    all[index].start()
  })
}

const placeForUpload = (state) => {
  const { $from, node, to } = state.selection
  if (node?.type.name === "newsGallery") return to - 1
  const gallery = depthOf($from, "newsGallery")
  return gallery ? $from.after(gallery + 1) : placeForBlock(state)
}

/** Lets somebody choose files of this machine, and uploads them into the text. */
export const chooseFiles = (editor, at) => {
  const input = crel("input", { type: "file", multiple: true, accept: "image/*" })
  input.addEventListener("change", () => {
    if (input.files.length) uploadFiles(editor, [...input.files], at)
    editor.commands.focus()
  })
  input.click()
}

// -- what is dropped and pasted ---------------------------------------------------------------------------------

const hasWords = (html) => Boolean(new DOMParser().parseFromString(html, "text/html").body.textContent.trim())

/** The place of a drop: within the gallery that it is on, or else above or below the block that it is on. */
const placeOfDrop = (view, event) => {
  const inGallery = placeInGallery(view, event)
  if (inGallery !== null) return inGallery
  const found = view.posAtCoords({ left: event.clientX, top: event.clientY })
  if (!found) return view.state.doc.content.size
  const position = view.state.doc.resolve(found.inside >= 0 ? Math.max(found.pos, found.inside + 1) : found.pos)
  if (!position.depth) return position.pos
  const box = view.nodeDOM(position.before(1)).getBoundingClientRect()
  return event.clientY < box.top + box.height / 2 ? position.before(1) : position.after(1)
}

const dropped = (editor) => ({
  handlePaste: (view, { clipboardData }) => {
    const files = [...(clipboardData?.files ?? [])]
    // office programs send a picture of the words along with the words
    if (!files.length || hasWords(clipboardData.getData("text/html"))) return false
    uploadFiles(editor, files)
    return true
  },
  handleDrop: (view, event) => {
    const files = [...(event.dataTransfer?.files ?? [])]
    if (!files.length || view.dragging) return false
    event.preventDefault()
    uploadFiles(editor, files, placeOfDrop(view, event))
    return true
  },
})

/** A file that is let go beside the text would be opened instead of the story. */
const keepThePage = (event) => {
  if (!event.dataTransfer?.types.includes("Files") || event.target.closest?.(".tiptap, input[type=file]")) return
  event.preventDefault()
  event.dataTransfer.dropEffect = "none"
}

const askBeforeLeaving = (event) => open.size && event.preventDefault()

/** A form that is sent while pictures are on their way goes when they are there. */
const holdBack = (event) => {
  if (!isGoing()) return
  event.preventDefault()
  event.stopImmediatePropagation()
  say("Saving as soon as the photos are there.")
  const { submitter } = event
  whenIdle(() => form.requestSubmit(submitter)) // pressed twice, it goes once
}

export const Upload = Extension.create({
  name: "upload",
  priority: 1100, // before whoever reads the words of what is pasted
  addOptions: () => ({ url: "" }),
  addExtensions: () => [Places],
  addProseMirrorPlugins() {
    return [new Plugin({ props: dropped(this.editor) })]
  },
  onCreate() {
    for (const name of ["dragover", "drop"]) window.addEventListener(name, keepThePage)
    window.addEventListener("beforeunload", askBeforeLeaving)
    form.addEventListener("submit", holdBack, { capture: true })
  },
  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "uploadPhotos",
      groups: "photos",
      priority: 110,
      button: buttons.material("add_photo_alternate", "upload photos"),
      command: (editor) => chooseFiles(editor),
    })
  },
})
