/* What a story shows of other sites. Nothing is asked of them before a reader asks for it. */

// what the players need, and no more: they may not lead the reader's page away
const SANDBOX = "allow-scripts allow-same-origin allow-popups allow-popups-to-escape-sandbox allow-presentation allow-forms"
const ALLOW = "autoplay; fullscreen; encrypted-media; picture-in-picture"
const DID = /^did:[a-z]+:[A-Za-z0-9._:%-]+$/
const TALLEST = 4000

/** Resolves to the address of the frame; one of a Bluesky post needs its writer's number, which their server knows. */
const addressOf = async ({ frame, lookup }) => {
  if (!lookup) return frame
  const answer = await fetch(lookup, { credentials: "omit", referrerPolicy: "no-referrer" })
  const { did } = await answer.json()
  if (!DID.test(did)) throw new Error("no such name")
  return frame.replace("{did}", did)
}

const frameOf = (src, title) => {
  const frame = document.createElement("iframe")
  frame.title = title
  frame.setAttribute("sandbox", SANDBOX)
  frame.allow = ALLOW
  frame.referrerPolicy = "strict-origin-when-cross-origin"
  frame.src = src
  return frame
}

const show = async (card) => {
  const button = card.querySelector("button")
  button.disabled = true
  try {
    const frame = frameOf(await addressOf(card.dataset), card.dataset.title)
    card.parentElement.classList.add("is-open")
    card.replaceWith(frame)
    frame.focus()
    // Mastodon tells its height to those who ask
    frame.addEventListener("load", () => frame.contentWindow.postMessage({ type: "setHeight", id: 1 }, "*"))
  } catch {
    button.disabled = false
    button.focus()
    card.querySelector("[role=status]").textContent = card.dataset.failed
  }
}

/** The height in a message of a frame, as X, Datawrapper, Instagram, and Bluesky and Mastodon say it; or nothing. */
const heightIn = (data) => {
  const [height] = [
    data?.["twttr.embed"]?.method === "twttr.private.resize" && data["twttr.embed"].params?.[0]?.height,
    data?.["datawrapper-height"] && Object.values(data["datawrapper-height"])[0],
    data?.type === "MEASURE" && data.details?.height,
    data?.height,
  ].filter((height) => Number.isFinite(height) && height > 0)
  return height
}

const read = (data) => {
  if (typeof data !== "string") return data
  try {
    return JSON.parse(data)
  } catch {
    return null
  }
}

// a post is as high as it says; players have their place
addEventListener("message", ({ data, source }) => {
  const frames = [...document.querySelectorAll(":is(.of-post, .of-chart) iframe")]
  const frame = frames.find((frame) => frame.contentWindow === source)
  const height = frame && heightIn(read(data))
  if (height) frame.parentElement.style.height = `${Math.min(Math.ceil(height), TALLEST)}px`
})

for (const card of document.querySelectorAll(".embed-card")) {
  const button = card.querySelector("button")
  button.hidden = false
  button.addEventListener("click", () => show(card))
}
