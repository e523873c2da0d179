import { randomRun } from './runs/random-run.ts'

const seed = Number(process.argv[2] ?? 1)
const since = performance.now()
const tally = await randomRun(seed, { build: 'dist' })
console.log(Math.round(performance.now() - since), Object.fromEntries(tally.numbers))
for (const v of tally.violations) console.log(v.invariant, v.run, v.detail)
