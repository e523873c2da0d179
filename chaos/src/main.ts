import { parseArgs } from 'node:util'
import { inParallel } from './in-parallel.ts'
import { runMachineMutants, runMutants } from './mutants/run-mutants.ts'
import { Tally } from './referee/tally.ts'
import { report } from './report.ts'
import { runDiskScripts } from './runs/disk-scripts.ts'
import { facadeRun } from './runs/facade-run.ts'
import { facadeScripts } from './runs/facade-scripts.ts'
import { failpointScripts } from './runs/failpoint-scripts.ts'
import { groupScripts } from './runs/group-scripts.ts'
import { limitScripts } from './runs/limit-scripts.ts'
import { machinesRun } from './runs/machines-run.ts'
import { networkScripts } from './runs/network-scripts.ts'
import { pictureRun } from './runs/picture-run.ts'
import { pictureScripts } from './runs/picture-scripts.ts'
import { randomRun } from './runs/random-run.ts'
import { runScript, type Script } from './runs/script.ts'
import { runUnmountScripts } from './runs/unmount-scripts.ts'
import { Databases } from './world/databases.ts'

const help = `npm run chaos -- [SUITE…] [options]

Suites: random, pictures, facade, failpoints, network, limits, groups, disk, unmount, machines; all of them unless named.

  --runs NUMBER      random runs, 200, and half as many of pictures, of clients of ComfyUI and of machines
  --seed NUMBER      of the first; the next has the next number
  --parallel NUMBER  worlds at a time, 2
  --mutants          take the defences away one by one and see whether it is noticed
`

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    runs: { type: 'string', default: '200' },
    seed: { type: 'string' },
    parallel: { type: 'string', default: '2' },
    mutants: { type: 'boolean' },
    help: { type: 'boolean' },
  },
})
const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000))
const parallel = Number(values.parallel)
const total = new Tally()
const build = { build: 'dist' } as const

// So that nothing outlives it that it has started.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

const startedAt = performance.now()
const secondsSince = (since: number): string =>
  `${Math.round((performance.now() - since) / 1000)} s`

let runs = 0
const note = (tally: Tally): void => {
  total.add(tally)
  runs += 1
  if (runs % 10 === 0) console.log(`${runs} runs, ${secondsSince(startedAt)}`)
  for (const { invariant, run, detail } of tally.violations) {
    console.log(`\n${invariant} violated (${run}): ${detail}`)
  }
}
const runScripts = (scripts: readonly Script[]): Promise<void> =>
  inParallel(scripts, parallel, async (script) => note(await runScript(script, build)))

const suites: Readonly<Record<string, () => Promise<void>>> = {
  random: () => {
    const seeds = Array.from({ length: Number(values.runs) }, (_, index) => seed + index)
    return inParallel(seeds, parallel, async (one) => note(await randomRun(one, build)))
  },
  pictures: async () => {
    await runScripts(pictureScripts)
    const seeds = Array.from({ length: Math.ceil(Number(values.runs) / 2) }, (_, one) => seed + one)
    await inParallel(seeds, parallel, async (one) => note(await pictureRun(one, build)))
  },
  facade: async () => {
    await runScripts(facadeScripts)
    const seeds = Array.from({ length: Math.ceil(Number(values.runs) / 2) }, (_, one) => seed + one)
    await inParallel(seeds, parallel, async (one) => note(await facadeRun(one, build)))
  },
  failpoints: () => runScripts(failpointScripts),
  network: () => runScripts(networkScripts),
  limits: () => runScripts(limitScripts),
  groups: () => runScripts(groupScripts),
  disk: async () => note(await runDiskScripts(build, { notice: console.log })),
  machines: async () => {
    await using databases = new Databases()
    const seeds = Array.from({ length: Math.ceil(Number(values.runs) / 2) }, (_, one) => seed + one)
    await inParallel(seeds, parallel, async (one) =>
      note(await machinesRun(one, { ...build, databases })),
    )
  },
  unmount: async () => note(await runUnmountScripts(build, { notice: console.log, parallel })),
}

async function runSuites(names: readonly string[]): Promise<void> {
  for (const name of names) {
    const since = performance.now()
    await suites[name]?.()
    console.log(`${name}: ${secondsSince(since)}`)
  }
  console.log(`\n${report(total)}`)
  process.exitCode = total.violations.length === 0 ? 0 : 1
}

const unknown = positionals.find((name) => !(name in suites))
if (values.help === true) console.log(help)
else if (unknown !== undefined) {
  console.error(`There is no suite ${unknown}.\n\n${help}`)
  process.exitCode = 1
} else if (values.mutants === true) {
  console.log(`Seed ${seed}`)
  const options = { seed, parallel, print: console.log }
  const isOnlyMachines = positionals.join() === 'machines'
  const others = isOnlyMachines || (await runMutants(options))
  const machines = await runMachineMutants(options)
  process.exitCode = others && machines ? 0 : 1
} else {
  console.log(`Seed ${seed}`)
  await runSuites(positionals.length === 0 ? Object.keys(suites) : positionals)
}
