// What a paste could not keep, counted, and said in one sentence.

const KINDS = {
  picture: [
    "picture from another place (drop the file here instead)",
    "pictures from other places (drop the files here instead)",
  ],
  drawing: ["drawing", "drawings"],
  equation: ["equation", "equations"],
  comment: ["comment", "comments"],
  frame: [
    "video or frame (paste its address on a line of its own)",
    "videos or frames (paste each address on a line of its own)",
  ],
  field: ["form field", "form fields"],
}
const CHANGES = { deletion: ["deletion", "deletions"], insertion: ["insertion", "insertions"] }

const counted = (number, [one, many]) => `${number} ${number === 1 ? one : many}`

const listed = (parts) =>
  parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} and ${parts[parts.length - 1]}`

/** A tally: `add(kind)` while reading, `sentence()` when done; that is empty where everything came along. */
export const tally = () => {
  const counts = new Map()
  const parts = (kinds) =>
    Object.keys(kinds)
      .filter((kind) => counts.has(kind))
      .map((kind) => counted(counts.get(kind), kinds[kind]))
  return {
    add: (kind, number = 1) => number && counts.set(kind, (counts.get(kind) ?? 0) + number),
    sentence: () => {
      const said = []
      const left = parts(KINDS)
      if (left.length) said.push(`Left out: ${listed(left)}.`)
      const changes = parts(CHANGES)
      if (changes.length) {
        const done = [counts.has("deletion") && "left out", counts.has("insertion") && "kept"].filter(Boolean)
        said.push(`Tracked changes count as accepted: ${listed(changes.map((part, at) => `${part} ${done[at]}`))}.`)
      }
      const struck = counts.get("struck")
      if (struck) said.push(`Struck-out words came in as ordinary words in ${struck} ${struck === 1 ? "place" : "places"}.`)
      return said.join(" ")
    },
  }
}
