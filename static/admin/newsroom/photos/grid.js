// The library's grid by keyboard: arrows move, space or X chooses, Enter opens, Shift takes all between.

const list = document.querySelector("[data-grid]")
const links = [...(list?.querySelectorAll(".nr-photo") ?? [])]
const boxes = [...(list?.querySelectorAll("[name=photo]") ?? [])]
const bar = document.querySelector("[data-picked]")
let from = 0 // where a range begins: what was chosen last

const chosen = () => boxes.filter((box) => box.checked).length

const tell = () => {
  const count = chosen()
  bar.classList.toggle("is-on", count > 0)
  bar.querySelector("[data-picked-count]").textContent = count ? `${count} selected` : ""
  bar.querySelector("[data-picked-edit]").textContent = `Edit facts of ${count}`
}

const choose = (index, isChosen) => {
  boxes[index].checked = isChosen
  from = index
  tell()
}

const chooseRange = (to) => {
  const [first, last] = [Math.min(from, to), Math.max(from, to)]
  for (let index = first; index <= last; index += 1) boxes[index].checked = true
  tell()
}

const chooseAll = (isChosen) => {
  for (const box of boxes) box.checked = isChosen
  tell()
}

const go = (index) => {
  for (const link of links) link.tabIndex = -1
  links[index].tabIndex = 0
  links[index].focus()
}

const across = () => {
  const tops = links.map((link) => link.closest("li").offsetTop)
  const second = tops.findIndex((top) => top !== tops[0])
  return second < 0 ? links.length : second
}

const STEPS = {
  ArrowRight: (at) => at + 1,
  ArrowLeft: (at) => at - 1,
  ArrowDown: (at) => at + across(),
  ArrowUp: (at) => at - across(),
  Home: () => 0,
  End: () => links.length - 1,
}

const move = (event, at) => {
  const to = STEPS[event.key](at)
  event.preventDefault()
  if (to < 0 || to >= links.length) return
  go(to)
  if (!event.shiftKey || !boxes.length) return
  if (!boxes[at].checked) from = at
  chooseRange(to)
}

const onKey = (event) => {
  const at = links.findIndex((link) => link.parentElement.contains(event.target))
  if (at < 0 || event.altKey) return
  const isCommand = event.ctrlKey || event.metaKey
  if (event.key in STEPS && !isCommand) return move(event, at)
  if (!boxes.length) return
  if (isCommand && event.key.toLowerCase() === "a") chooseAll(true)
  else if (isCommand) return
  else if (event.key === "Escape" && chosen()) chooseAll(false)
  else if (event.key === " " || event.key.toLowerCase() === "x") {
    if (event.shiftKey) chooseRange(at)
    else choose(at, !boxes[at].checked)
  } else return
  event.preventDefault()
}

const onBox = (event, index) => {
  if (event.shiftKey && boxes[index].checked) chooseRange(index)
  from = index
  tell()
}

const onEscape = (event) => {
  const isTyping = event.target.closest?.("input:not([type=checkbox]), select, textarea, details, [data-grid]")
  if (event.key === "Escape" && !isTyping && chosen()) chooseAll(false)
}

/** Makes the grid one stop of the Tab key, and its photos a choice. */
export const makeGrid = () => {
  if (!links.length) return
  links.forEach((link, index) => {
    link.tabIndex = index ? -1 : 0
  })
  list.addEventListener("keydown", onKey)
  list.addEventListener("focusin", ({ target }) => {
    if (target.matches(".nr-photo")) for (const link of links) link.tabIndex = link === target ? 0 : -1
  })
  if (!bar) return
  boxes.forEach((box, index) => {
    box.tabIndex = -1 // the photo itself is chosen by a key
    links[index].setAttribute("aria-keyshortcuts", "X Space")
    box.addEventListener("click", (event) => onBox(event, index))
  })
  document.addEventListener("keydown", onEscape)
  const clear = bar.querySelector("[data-picked-clear]")
  clear.hidden = false
  clear.addEventListener("click", () => {
    chooseAll(false)
    links[from].focus()
  })
  bar.classList.add("is-live")
  tell() // what was chosen before a way back
  window.addEventListener("pageshow", tell)
}
