// The story's form. It saves without this module; with it, writing goes faster and nothing is left by mistake.

const form = document.querySelector("[data-story-form]")
const save = form.querySelector("[name=_save]")

// -- nothing typed is left by mistake ---------------------------------------------------------------------------

let unsaved = "unsaved" in form.dataset
let sent = false

const touched = () => {
  unsaved = true
  form.classList.add("is-unsaved")
}
if (unsaved) touched()

form.addEventListener("input", touched)
form.addEventListener("change", touched)
// Select2 and the pop-ups speak jQuery only, and the admin's own scripts do so once while the page is made ready
window.django.jQuery(() => window.django.jQuery(form).on("change", (event) => event.originalEvent || touched()))

window.addEventListener("beforeunload", (event) => {
  if (unsaved && sent !== "let in") event.preventDefault()
})

const say = (sentence) => {
  const notice = document.createElement("p")
  notice.className = "story-notice story-notice--wrong"
  notice.setAttribute("role", "alert")
  notice.textContent = sentence
  form.querySelector("[data-said]")?.remove()
  notice.dataset.said = ""
  form.querySelector(".story-bar").after(notice)
  notice.scrollIntoView({ block: "center" })
}

/** Asks whether a save would be let in, and takes along the token it needs. Resolves to why not, or to nothing. */
const obstacle = async () => {
  const answer = await fetch(form.dataset.session, { redirect: "manual" }).catch(() => null)
  if (!answer) return "There is no connection. What you typed is still here: save again when there is one."
  if (answer.type === "opaqueredirect" || answer.status === 403) {
    return "You have been logged out. What you typed is still here: log in in another tab, then save again."
  }
  if (answer.ok) form.elements.csrfmiddlewaretoken.value = (await answer.json()).token
  return "" // whatever else is wrong, the server says better
}

form.addEventListener("submit", async (event) => {
  if (sent === "let in") return
  event.preventDefault()
  if (sent) return // pressed twice
  sent = "asked"
  const why = await obstacle()
  sent = why ? false : "let in"
  if (why) say(why)
  else form.requestSubmit(event.submitter)
})
// back from the next page: the form may be sent again
window.addEventListener("pageshow", () => (sent = false))

document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === "s") {
    event.preventDefault()
    form.requestSubmit(save)
  }
})

// the headline is one line, however it wraps: Enter goes on to what comes next
for (const name of ["headline", "standfirst"]) {
  form.elements[name].addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return
    event.preventDefault()
    if (name === "headline") form.elements.standfirst.focus()
    else form.querySelector(".tiptap")?.focus()
  })
}

// the editor's toolbar stays in view below the bar, however many lines that has
new ResizeObserver(([bar]) => {
  form.style.setProperty("--story-bar-height", `${Math.round(bar.borderBoxSize[0].blockSize)}px`)
}).observe(form.querySelector(".story-bar"))

// -- the text ---------------------------------------------------------------------------------------------------

const words = (editor) => {
  let text = ""
  editor.state.doc.descendants((node) => {
    if (node.type.name === "newsPhoto") return false
    if (node.isText) text += node.text
    else if (node.isBlock || node.type.name === "hardBreak") text += " "
    return true
  })
  return (text.match(/\S+/g) || []).length
}

const nameEditor = (editor, textarea) => {
  const surface = editor.view.dom
  surface.setAttribute("role", "textbox")
  surface.setAttribute("aria-multiline", "true")
  surface.setAttribute("aria-label", "Text of the story")
  const wrong = document.getElementById(`${textarea.id}_error`)
  if (wrong) surface.setAttribute("aria-describedby", wrong.id)
}

const countWords = (editor) => {
  const shown = document.querySelector("[data-words]")
  const count = () => {
    const number = words(editor)
    shown.textContent = `${number.toLocaleString("en-GB")} ${number === 1 ? "word" : "words"}`
  }
  editor.on("update", count)
  count()
}

const onEditor = ({ target, detail: { editor, textarea } }) => {
  if (!form.contains(target)) return
  nameEditor(editor, textarea)
  countWords(editor)
  if (location.hash) goTo(location.hash.slice(1))
}
document.addEventListener("prose-editor:ready", onEditor)

// -- topics ------------------------------------------------------------------------------------------------------

// those that there are come first: a new one is what is chosen on purpose
const select2 = window.django.jQuery.fn.select2.defaults
select2.set("insertTag", (found, topic) => found.push({ ...topic, isNew: true }))
select2.set("templateResult", (result) => (result.isNew ? `${result.text} (new topic)` : result.text))

// -- what is still to do leads to where it is done --------------------------------------------------------------

const goTo = (anchor) => {
  const photo = anchor.match(/^photos-(\d+)$/)
  if (photo) {
    const figure = form.querySelectorAll(".news-photo")[photo[1] - 1]
    figure?.scrollIntoView({ block: "center" })
    figure?.querySelector("textarea")?.focus({ preventScroll: true })
    return
  }
  const field = document.getElementById(anchor)
  if (!field) return
  const chooser = field.nextElementSibling?.querySelector?.(".select2-selection, .select2-search__field")
  const target = anchor === "id_body" ? form.querySelector(".tiptap") : chooser || field
  ;(target || field).focus({ preventScroll: true })
  ;(target || field).scrollIntoView({ block: "center" })
}

form.addEventListener("click", (event) => {
  const want = event.target.closest(".story-wants a")
  if (!want) return
  event.preventDefault()
  want.closest("details").open = false
  goTo(want.hash.slice(1))
})
document.addEventListener("click", (event) => {
  for (const menu of document.querySelectorAll("details.story-wants[open]")) {
    if (!menu.contains(event.target)) menu.open = false
  }
})

// -- the lead photo ---------------------------------------------------------------------------------------------

const lead = form.querySelector("[data-lead]")

const setUpLead = () => {
  const number = form.elements.lead_photo
  const { lead_caption: caption, lead_alt: alt, lead_decorative: decorative } = form.elements
  const thumb = lead.querySelector("[data-lead-thumb]")
  const credit = lead.querySelector("[data-lead-credit]")
  const remove = lead.querySelector("[data-lead-remove]")
  const chooser = lead.querySelector(".related-lookup")

  const show = async ({ isNew }) => {
    const id = number.value.trim()
    lead.classList.toggle("is-empty", !id && !caption.value && !alt.value)
    chooser.textContent = id ? "Change" : "Choose the lead photo"
    remove.hidden = !id
    thumb.hidden = true
    credit.textContent = ""
    if (!id) return
    const answer = await fetch(lead.dataset.card.replace("{id}", encodeURIComponent(id))).catch(() => null)
    if (number.value.trim() !== id) return // another was chosen while this one was on its way
    if (!answer?.ok) {
      credit.textContent = answer?.status === 404 ? "This photo is not in the library." : "The photo cannot be shown just now."
      return
    }
    const photo = await answer.json()
    thumb.src = photo.src
    thumb.alt = photo.title
    thumb.hidden = false
    credit.textContent = photo.credit || "No credit yet: add it in the photo library."
    if (isNew) {
      if (!caption.value.trim()) caption.value = photo.caption
      if (!alt.value.trim()) alt.value = photo.alt
    }
  }
  const showDecorative = () => (alt.readOnly = decorative.checked)

  lead.classList.add("is-live")
  window.django.jQuery(number).on("change", () => show({ isNew: true }))
  decorative.addEventListener("change", showDecorative)
  remove.addEventListener("click", () => {
    number.value = caption.value = alt.value = ""
    decorative.checked = false
    show({ isNew: false })
    touched()
    chooser.focus()
  })
  show({ isNew: false })
  showDecorative()
}
setUpLead()

// -- bylines and agencies ---------------------------------------------------------------------------------------

const setUpRows = (rows) => {
  const lines = rows.querySelector(".story-rows__lines")
  const total = rows.querySelector("[name$=-TOTAL_FORMS]")
  const empty = rows.querySelector("template")
  const all = () => [...lines.children]
  const order = (row) => row.querySelector("[name$=-position]")
  const isFilled = (row) => Boolean(row.querySelector("select.admin-autocomplete").value)

  const arrange = () => {
    const filled = all().filter(isFilled)
    for (const row of all()) {
      const place = filled.indexOf(row)
      order(row).value = place < 0 ? "" : place + 1
      const [up, down] = row.querySelectorAll("[data-move]")
      up.hidden = down.hidden = place < 0 || filled.length < 2
      up.disabled = place === 0
      down.disabled = place === filled.length - 1
    }
  }
  const add = () => {
    const number = Number(total.value)
    const holder = document.createElement("div")
    holder.innerHTML = empty.innerHTML.replaceAll("__prefix__", number)
    const row = holder.firstElementChild
    lines.append(row)
    total.value = number + 1
    row.dispatchEvent(new CustomEvent("formset:added", { bubbles: true, detail: { formsetName: rows.dataset.rows } }))
  }
  const onChange = () => {
    if (all().every(isFilled)) add()
    arrange()
  }
  lines.addEventListener("click", (event) => {
    const button = event.target.closest("[data-move]")
    if (!button) return
    const row = button.closest(".story-row")
    if (button.dataset.move === "1") row.nextElementSibling.after(row)
    else row.previousElementSibling.before(row)
    arrange()
    touched()
    button.focus()
  })
  rows.classList.add("is-live")
  window.django.jQuery(lines).on("change", onChange)
  arrange()
}
for (const rows of form.querySelectorAll("[data-rows]")) setUpRows(rows)

// what was wrong is read out, and is where one goes on
form.querySelector("[role=alert]")?.focus()

// -- a box that finds something says what -------------------------------------------------------------------------

const nameBoxes = () => {
  for (const select of form.querySelectorAll("select.select2-hidden-accessible")) {
    const name = select.getAttribute("aria-label") || select.labels[0]?.textContent.trim()
    for (const box of select.nextElementSibling?.querySelectorAll("[role=combobox], [role=searchbox]") ?? []) {
      box.removeAttribute("aria-labelledby") // it names the box by what was chosen, and an empty one not at all
      box.setAttribute("aria-label", name)
    }
  }
}
window.django.jQuery(nameBoxes)
document.addEventListener("formset:added", () => requestAnimationFrame(nameBoxes))
