// The story's form, and the editor of its text once there is one. What the other modules of the form stand on.

import { htmlOf } from "./html.js";

export const form = document.querySelector("[data-story-form]")

let editor = null
let html = null // of the text as it is now; null when it was not asked for since the last change

/** Resolves to the editor (Tiptap's) of the story's text. It says once that it is ready: this module must load first. */
export const editorReady = new Promise((resolve) => {
  document.addEventListener("prose-editor:ready", ({ target, detail }) => {
    if (!form.contains(target)) return
    editor = detail.editor
    // the stock listener writes the whole text into the field at every key, which a long story makes slow
    editor.off("update", editor.options.onUpdate)
    editor.on("update", () => (html = null))
    nameSurface(editor.view.dom, detail.textarea)
    resolve(editor)
  })
})

const nameSurface = (surface, textarea) => {
  surface.setAttribute("role", "textbox")
  surface.setAttribute("aria-multiline", "true")
  surface.setAttribute("aria-label", form.dataset.textName ?? "Text of the story")
  const wrong = document.getElementById(`${textarea.id}_error`)
  if (wrong) surface.setAttribute("aria-describedby", wrong.id)
}

/** Returns the story's text as HTML, as it is sent. */
export const bodyHTML = () => {
  if (!editor) return form.elements.body.value
  html ??= editor.isEmpty ? "" : htmlOf(editor)
  return html
}

// however the form is read, by the browser that sends it or by `new FormData(form)`, it holds the text as it is now
form.addEventListener("formdata", ({ formData }) => formData.set("body", bodyHTML()))

/** Says that something was changed by a button or a script, which fires no event of its own that all would hear. */
export const touch = () => form.dispatchEvent(new CustomEvent("story:change"))

/** Calls `then` at whatever somebody changes in the form: typed, chosen, moved, inserted. */
export const onChange = (then) => {
  for (const name of ["input", "change", "story:change"]) form.addEventListener(name, then)
  editorReady.then((ready) => ready.on("update", then))
  // Select2 and the pop-ups speak jQuery only, and the admin's own scripts do so once while the page is made ready
  window.django.jQuery(() => window.django.jQuery(form).on("change", (event) => event.originalEvent || then()))
}
