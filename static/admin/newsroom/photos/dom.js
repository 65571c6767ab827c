// Elements, made in one go.

export const make = (tag, properties = {}, children = []) => {
  const dom = document.createElement(tag)
  for (const [name, value] of Object.entries(properties)) {
    if (name in dom) dom[name] = value
    else dom.setAttribute(name, value)
  }
  dom.append(...children)
  return dom
}

export const button = (label, onClick, properties = {}) => {
  const dom = make("button", { type: "button", textContent: label, ...properties })
  dom.addEventListener("click", onClick)
  return dom
}
