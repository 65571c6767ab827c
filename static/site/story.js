/* What a story's page does by script: it can be handed on, and it tells the site that it was read. */

/* Sharing: by the device's own sheet, or by its clipboard. Where there is neither there is no button. */

const place = document.querySelector("[data-share]")
const said = document.createElement("p")

const share = async ({ share: url, title, failed }) => {
  try {
    await navigator.share({ url, title })
  } catch (problem) {
    if (problem.name !== "AbortError") said.textContent = failed // it was closed, and that is all
  }
}

const copy = async ({ share: url, copied, failed }) => {
  said.textContent = ""
  try {
    await navigator.clipboard.writeText(url)
    said.textContent = copied
  } catch {
    said.textContent = failed
  }
}

const act = navigator.share ? share : navigator.clipboard && copy
if (act) {
  const button = document.createElement("button")
  button.type = "button"
  button.textContent = act === share ? place.dataset.shareLabel : place.dataset.copyLabel
  button.addEventListener("click", () => act(place.dataset))
  said.setAttribute("role", "status")
  place.append(button, said)
}

/* The beacon: once, after the story was in view for a while, to an address that names the story and nobody.
   docs/privacy.md has the rest. */

const LONG_ENOUGH = 5000 // milliseconds in view
const isUnwanted = navigator.globalPrivacyControl || navigator.doNotTrack === "1"
let timer = 0

const tell = () => {
  document.removeEventListener("visibilitychange", watch)
  navigator.sendBeacon(document.querySelector("[data-beacon]").dataset.beacon)
}

const watch = () => {
  clearTimeout(timer)
  if (document.visibilityState === "visible") timer = setTimeout(tell, LONG_ENOUGH)
}

if (!isUnwanted && navigator.sendBeacon) {
  document.addEventListener("visibilitychange", watch)
  watch()
}
