// What the file says of itself, beside what a person typed: taken over by a button.

const plain = (text) => text.replaceAll("\r\n", "\n").trim().replace(/^(\d\d:\d\d):00$/, "$1")
const asSet = (text) => text.split(/[,\n]/).map((name) => name.trim()).filter(Boolean).sort().join("\n")

/** Keeps the marks of one fact right, and lets what the file says be used. */
export const setUpSaid = (fact) => {
  const offered = JSON.parse(fact.dataset.offered)
  const inputs = [...fact.querySelectorAll("[name]")]
  const same = fact.dataset.fact === "keywords" ? asSet : plain
  const [mark, said, use] = ["[data-origin]", "[data-said]", "[data-use]"].map((part) => fact.querySelector(part))
  if (!use) return
  const show = () => {
    const isFiles = inputs.every((input, index) => same(input.value) === same(offered[index]))
    mark.hidden = !isFiles
    said.hidden = isFiles
  }
  use.hidden = false
  use.addEventListener("click", () => {
    inputs.forEach((input, index) => {
      input.value = offered[index]
      for (const kind of ["input", "change"]) input.dispatchEvent(new Event(kind, { bubbles: true }))
    })
    fact.querySelector("input:not([type=hidden], [hidden]), textarea:not([hidden]), select")?.focus()
    show()
  })
  fact.addEventListener("input", show)
  fact.addEventListener("change", show)
  show()
}
