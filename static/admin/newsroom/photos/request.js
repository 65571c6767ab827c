// Sends to the server what is typed or dropped, as the person who is logged in now.

export const LOGGED_OUT = "You have been logged out: log in in another tab, then try again."
export const LOST = "The connection was lost. Try again when it is back."

const TOKEN = "input[name=csrfmiddlewaretoken]"
const page = document.querySelector("[data-session]") // names the address that gives another login's token
const token = () => page?.querySelector(TOKEN) ?? document.querySelector(TOKEN)

const attempt = (url, fields, { onProgress, signal }) =>
  new Promise((resolve) => {
    const request = new XMLHttpRequest()
    const body = new FormData()
    for (const [name, value] of Object.entries(fields)) body.append(name, value)
    request.open("POST", url)
    request.setRequestHeader("X-CSRFToken", token().value)
    request.upload.addEventListener("progress", ({ lengthComputable, loaded, total }) => {
      if (lengthComputable) onProgress?.(loaded / total)
    })
    request.addEventListener("loadend", () => resolve(request))
    signal?.addEventListener("abort", () => request.abort())
    request.send(body)
  })

/** Takes along the token that a form needs after another login. Returns whether somebody is logged in. */
const freshToken = async () => {
  const answer = await fetch(page.dataset.session, { redirect: "manual" }).catch(() => null)
  if (!answer?.ok) return false
  token().value = (await answer.json()).token
  return true
}

const read = (request) => {
  try {
    return JSON.parse(request.responseText)
  } catch {
    return null // a page, from the login or from a server that is in trouble
  }
}

/**
 * Sends `fields` to `url`. Resolves to `{ status, data }`, or to `{ status: 0, why }` where it did not get there:
 * why is a sentence that says what to do.
 */
export const post = async (url, fields, options = {}) => {
  let request = await attempt(url, fields, options)
  if (request.status === 403) {
    if (!(await freshToken())) return { status: 0, why: LOGGED_OUT }
    request = await attempt(url, fields, options)
  }
  if (!request.status) return { status: 0, why: LOST }
  const isElsewhere = new URL(request.responseURL).pathname !== new URL(url, location.href).pathname
  if (isElsewhere) return { status: 0, why: LOGGED_OUT } // sent on to the login
  return { status: request.status, data: read(request) }
}
