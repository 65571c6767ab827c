// The browser's own storage, for values that JSON holds. It may be full, or closed to us; then it says so and throws nothing.

/** Returns what lies at `key`; null where nothing does, or nothing that can be read. */
export const read = (key) => {
  try {
    return JSON.parse(localStorage.getItem(key))
  } catch {
    return null
  }
}

/** Puts `value` at `key`. Returns why that failed, "full" or "closed", or "" where it did not. */
export const write = (key, value) => {
  try {
    localStorage.setItem(key, JSON.stringify(value))
    return ""
  } catch (error) {
    return error.name === "QuotaExceededError" ? "full" : "closed"
  }
}

export const remove = (key) => {
  try {
    localStorage.removeItem(key)
  } catch {
    // closed: then nothing lies there
  }
}

/** Returns the keys that begin with `prefix`. */
export const keysBelow = (prefix) => {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(prefix))
  } catch {
    return []
  }
}
