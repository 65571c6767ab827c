// The filters: what is left empty does not stand in the address, and a press beside the panel closes it.

/** Makes the library's search calmer. */
export const calmSearch = () => {
  const form = document.querySelector("[data-ask]")
  if (!form) return
  const panel = form.querySelector("details")
  form.addEventListener("formdata", ({ formData }) => {
    for (const [name, value] of [...formData]) if (!value) formData.delete(name)
  })
  document.addEventListener("pointerdown", ({ target }) => {
    if (panel.open && !panel.contains(target)) panel.open = false
  })
  panel.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return
    panel.open = false
    panel.querySelector("summary").focus()
  })
}
