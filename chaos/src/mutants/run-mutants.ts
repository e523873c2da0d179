import { inParallel } from '../in-parallel.ts'
import { Tally } from '../referee/tally.ts'
import { machinesRun } from '../runs/machines-run.ts'
import { randomRun } from '../runs/random-run.ts'
import { runScript } from '../runs/script.ts'
import { Databases } from '../world/databases.ts'
import { mutantScripts } from './mutant-scripts.ts'
import { type Mutant, machineMutants, mutants } from './mutants.ts'

interface Verdict {
  readonly isRight: boolean
  readonly row: string
}

async function runAll(
  mutant: string | undefined,
  options: { seed: number; parallel: number },
): Promise<Tally> {
  const tally = new Tally()
  const build = { build: 'source', ...(mutant === undefined ? {} : { mutant }) } as const
  await inParallel(mutantScripts, options.parallel, async (script) => {
    tally.add(await runScript(script, build))
  })
  tally.add(await randomRun(options.seed, build))
  return tally
}

function judgeMutant({ name, coveredBy }: Mutant, tally: Tally): Verdict {
  const caught = new Map<string, string>()
  for (const { invariant, run } of tally.violations) {
    if (!caught.has(invariant)) caught.set(invariant, run)
  }
  const by = [...caught].map(([invariant, run]) => `${invariant} (${run})`).join('; ')
  if (caught.size > 0) return { isRight: true, row: `| ${name} | caught by ${by} |` }
  return coveredBy === undefined
    ? { isRight: false, row: `| ${name} | NOT NOTICED |` }
    : { isRight: true, row: `| ${name} | harmless: ${coveredBy} |` }
}

/** Removes one defence after the other; resolves with whether each was noticed, or is known to be covered. */
export async function runMutants(options: {
  seed: number
  parallel: number
  print: (line: string) => void
}): Promise<boolean> {
  const { print } = options
  const control = await runAll(undefined, options)
  const isClean = control.violations.length === 0
  print('| mutant | verdict |\n|---|---|')
  print(`| none | ${isClean ? 'clean' : JSON.stringify(control.violations)} |`)
  let allRight = isClean
  for (const mutant of mutants) {
    const { isRight, row } = judgeMutant(mutant, await runAll(mutant.name, options))
    print(row)
    allRight &&= isRight
  }
  return allRight
}

/** Runs of machines that each of their mutants has to be noticed in. */
const machineRuns = 3

/** Does the same with what several processes owe to one another. */
export async function runMachineMutants(options: {
  seed: number
  print: (line: string) => void
}): Promise<boolean> {
  const { seed, print } = options
  await using databases = new Databases()
  let allRight = true
  for (const mutant of machineMutants) {
    const tally = new Tally()
    for (let run = 0; run < machineRuns && tally.violations.length === 0; run += 1) {
      const world = { build: 'source', mutant: mutant.name, databases } as const
      tally.add(await machinesRun(seed + run, world))
    }
    const { isRight, row } = judgeMutant(mutant, tally)
    print(row)
    allRight &&= isRight
  }
  return allRight
}
