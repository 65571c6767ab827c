// Elements made by scripts.

/** Returns a new element `name` with these properties and attributes (those with a hyphen, and `role`), and children. */
export const element = (name, properties = {}, children = []) => {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(properties)) {
    if (key.includes("-") || key === "role") made.setAttribute(key, value)
    else made[key] = value
  }
  made.append(...children)
  return made
}
