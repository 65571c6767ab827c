// The order in which files are sent: a few at a time, the others after them.

const AT_ONCE = 3

const waiting = []
let going = 0
let afterwards = []

const next = () => {
  if (!going && !waiting.length) for (const then of afterwards.splice(0)) then()
  while (going < AT_ONCE && waiting.length) {
    going += 1
    waiting.shift()().finally(() => {
      going -= 1
      next()
    })
  }
}

/** Starts `job`, which returns a promise, as soon as it is its turn. */
export const inTurn = (job) => {
  waiting.push(job)
  next()
}

export const isGoing = () => going > 0

/** Calls `then` once, when nothing is on its way any more; what was to be called before is forgotten. */
export const whenIdle = (then) => (afterwards = [then])
