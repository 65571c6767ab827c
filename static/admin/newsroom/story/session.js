// Who is logged in here now, and the token that a form needs. Logging in anew, in any window, changes both.

import { form } from "./form.js";

/** Takes along the token of whoever is logged in, if that is the one who writes here. Resolves to null, or to why not:
 * `failed` is "out", "other" (with `name`), "offline" or "unreachable". */
export const renewToken = async () => {
  const answer = await fetch(form.dataset.session, { redirect: "manual", cache: "no-store" }).catch(() => null)
  if (!answer) return { failed: navigator.onLine ? "unreachable" : "offline" }
  if (answer.type === "opaqueredirect" || answer.status === 403) return { failed: "out" }
  const who = await answer.json().catch(() => null)
  if (!who) return { failed: "unreachable" }
  if (String(who.user) !== form.dataset.user) return { failed: "other", name: who.name }
  form.elements.csrfmiddlewaretoken.value = who.token
  return null
}
