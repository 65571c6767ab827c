// Runs Lighthouse as a phone would see each page, one after the other in one Chromium, and prints a line of JSON each.
//
//     node lighthouse.mjs '{"modules": folder, "chromium": path, "flags": [], "categories": [], "addresses": []}'

import { createRequire } from "node:module"
import { pathToFileURL } from "node:url"

const { modules, chromium, flags, categories, addresses } = JSON.parse(process.argv[2])
const { resolve } = createRequire(`${modules}/`)
const load = (name) => import(pathToFileURL(resolve(name)))

const { default: lighthouse } = await load("lighthouse")
const { launch } = await load("chrome-launcher")

/** What keeps a category from 100: audits that count and were not passed, with the elements they name. */
const failures = ({ categories, audits }) =>
  Object.values(categories)
    .flatMap(({ auditRefs }) => auditRefs)
    .filter(({ id, weight }) => weight && audits[id].score !== null && audits[id].score < 1)
    .map(({ id }) => {
      const { title, displayValue = "", details } = audits[id]
      const items = (details?.items ?? []).map((item) => item.node?.snippet ?? item.description ?? item.source ?? item.url)
      return [id, title, displayValue, ...items.filter(Boolean)].filter(Boolean).join(" · ")
    })

const numbers = (audits) =>
  Object.fromEntries(Object.values(audits).filter(({ numericValue }) => numericValue !== undefined)
    .map(({ id, numericValue }) => [id, numericValue]))

const browser = await launch({ chromePath: chromium, chromeFlags: flags, logLevel: "silent" })
try {
  for (const address of addresses) {
    const { lhr } = await lighthouse(address, { port: browser.port, onlyCategories: categories, logLevel: "error" })
    const scores = Object.fromEntries(Object.entries(lhr.categories).map(([name, { score }]) => [name, Math.round(score * 100)]))
    const requests = lhr.audits["network-requests"]?.details.items.length
    const problem = lhr.runtimeError?.message ?? ""
    console.log(JSON.stringify({ address, scores, failures: failures(lhr), numbers: numbers(lhr.audits), requests, problem }))
  }
} finally {
  browser.kill()
}
