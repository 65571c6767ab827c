/* Where a reader stopped listening: kept in this browser and nowhere else, and offered the next time.
   The player needs none of it. */

const KEY = "listened" // an object's entries: the recording's address, and seconds; the latest stands last
const MOST = 20 // recordings that are remembered
const STEP = 5 // seconds; who stopped so near to either end had not begun, or was through
const around = document.querySelector("[data-listen]")
const player = around.querySelector("audio")
const address = player.querySelector("source").getAttribute("src")
const seconds = Number(around.dataset.listen)
let kept = 0

/** What is remembered; nothing where the browser keeps nothing, or something else stands there. */
const places = () => {
  try {
    return new Map(JSON.parse(localStorage.getItem(KEY) ?? "[]"))
  } catch {
    return new Map()
  }
}

const remember = (place) => {
  const all = places()
  all.delete(address)
  if (place) all.set(address, place)
  try {
    localStorage.setItem(KEY, JSON.stringify([...all].slice(-MOST)))
  } catch {
    // a browser that keeps nothing
  }
}

const keep = () => {
  const now = Math.floor(player.currentTime)
  kept = now
  if (now >= seconds - STEP) remember(0)
  else if (now >= STEP) remember(now)
}

/** `2:31`, `1:02:30`, as players write it. */
const told = (time) => {
  const hours = Math.floor(time / 3600)
  const minutes = Math.floor(time / 60) % 60
  const parts = hours ? [hours, minutes, time % 60] : [minutes, time % 60]
  return parts.map((part, place) => (place ? String(part).padStart(2, "0") : part)).join(":")
}

const offer = (place) => {
  const button = document.createElement("button")
  button.type = "button"
  button.textContent = around.dataset.goOn.replace("{time}", told(place))
  button.addEventListener("click", () => {
    player.currentTime = place // before anything is loaded this is where it will begin
    player.play().catch(() => null) // the player itself shows what is wrong
    player.focus()
  })
  player.addEventListener("play", () => button.remove(), { once: true })
  player.before(button)
}

const place = places().get(address)
if (Number.isInteger(place) && place >= STEP && place < seconds - STEP) offer(place)
player.addEventListener("timeupdate", () => Math.abs(player.currentTime - kept) >= STEP && keep())
for (const event of ["pause", "ended"]) player.addEventListener(event, keep)
addEventListener("pagehide", () => player.played.length && keep())
