import { findPostgres } from '@darkroom/test-postgres'
import { describe, expect, test } from 'vitest'
import { mutantScripts } from './mutants/mutant-scripts.ts'
import { mutants } from './mutants/mutants.ts'
import { cutOffScript, killedScript } from './runs/facade-scripts.ts'
import { failpointScript } from './runs/failpoint-scripts.ts'
import { matrixScript } from './runs/group-scripts.ts'
import { machinesRun } from './runs/machines-run.ts'
import { networkScripts } from './runs/network-scripts.ts'
import { pictureRun } from './runs/picture-run.ts'
import { uploadScript } from './runs/picture-scripts.ts'
import { randomRun } from './runs/random-run.ts'
import { runScript } from './runs/script.ts'
import { unmountScript } from './runs/unmount-scripts.ts'
import { Databases } from './world/databases.ts'

// Slow: every case starts two or three processes and kills some of them. `npm run chaos` runs all of it.
const options = { timeout: 90_000 }
// The built product is what users run, and starts sooner; only a mutant has to be made of its source.
const build = { build: 'dist' } as const

/** A program that waits on its socket alone. */
const waiting = {
  key: 'waiting',
  client: 'waiting',
  steps: 12,
  dialect: 'comfyui',
  sdk: 'stable-canvas',
} as const

test.each([1, 2])(
  'killed at random, every wish is granted once (seed %i)',
  options,
  async (seed) => {
    const tally = await randomRun(seed, build)
    expect(tally.violations).toEqual([])
    expect(tally.checked('I3')).toBeGreaterThan(10)
  },
)

test.each([
  ['journal.mid-write:4', 'nothing else'],
  ['post.before:1', 'ComfyUI killed too'],
  ['post.after:1', 'answer to POST lost'],
  ['view.mid:1', 'half a picture'],
  ['rename.after:1', 'ComfyUI killed too'],
  ['cancel.after-sync:1', 'nothing else'],
])('killed at %s with %s, every wish is granted once', options, async (point, trouble) => {
  const tally = await runScript(failpointScript(point, trouble), build)
  expect(tally.violations).toEqual([])
  expect(tally.checked('reached')).toBeGreaterThan(0)
})

// The product is started three times.
test('killed while a matrix over a graph runs on two servers, every choice is made once', {
  timeout: 180_000,
}, async () => {
  const tally = await runScript(matrixScript(12), build)
  expect(tally.violations).toEqual([])
  expect(tally.checked('I12')).toBeGreaterThan(0)
})

test(
  'killed while pictures are put onto servers, every wish is granted once',
  options,
  async () => {
    const script = uploadScript('upload.after', 'uploads lost before the run')
    const tally = await runScript(script, build)
    expect(tally.violations).toEqual([])
    for (const invariant of ['I20', 'I21'] as const)
      expect(tally.checked(invariant)).toBeGreaterThan(0)
  },
)

test(
  'killed at random with pictures that are lost, every wish is granted once',
  options,
  async () => {
    const tally = await pictureRun(1, build)
    expect(tally.violations).toEqual([])
    expect(tally.checked('I20')).toBeGreaterThan(0)
  },
)

test.each([
  ['killed before it answers a client of ComfyUI', killedScript('journal.after-sync:1', [])],
  ['cut off from clients of ComfyUI when it tells them an end', cutOffScript('silent', [waiting])],
])('%s, each is told what became of its prompt', options, async (_, script) => {
  const tally = await runScript(script, build)
  expect(tally.violations).toEqual([])
  for (const invariant of ['I23', 'I24', 'I25'] as const)
    expect(tally.checked(invariant)).toBeGreaterThan(0)
})

test('cut off from one of two servers, every wish is granted once', options, async () => {
  const [script] = networkScripts.filter(({ name }) =>
    name.includes('swallows answers, servers: 2'),
  )
  if (script === undefined) throw new Error('There is no such script')
  expect((await runScript(script, build)).violations).toEqual([])
})

test(
  'with its disk taken away in the middle, nothing is lost, doubled or written in its place',
  options,
  async () => {
    const plan = { absence: 'empty', moment: 'stage.after-sync', withKill: true, times: 1 } as const
    const tally = await runScript(unmountScript(plan), build)
    expect(tally.violations).toEqual([])
    expect(tally.checked('I19')).toBeGreaterThan(0)
  },
)

// The processes of five programs, and the members' leases, which last for seconds.
test.skipIf(findPostgres() === undefined)(
  'three processes on one queue, killed, stopped and cut off at random, grant every wish once',
  { timeout: 240_000 },
  async () => {
    await using databases = new Databases()
    const tally = await machinesRun(1, { ...build, databases })
    expect(tally.violations).toEqual([])
    expect(tally.checked('I3')).toBeGreaterThan(10)
  },
)

describe('the referee notices', () => {
  test.each([
    ['resubmit blindly after restart', 'killed after POST', 'I5'],
    ['no rename', 'killed at view.mid', 'I4'],
  ])('the mutant: %s', options, async (mutant, name, invariant) => {
    expect(mutants.map((known) => known.name)).toContain(mutant)
    const script = mutantScripts.find((one) => one.name.startsWith(name))
    if (script === undefined) throw new Error(`There is no script ${name}`)
    const { violations } = await runScript(script, { build: 'source', mutant })
    expect(violations.map((violation) => violation.invariant)).toContain(invariant)
  })
})
