import type { OracleEntry } from '@darkroom/comfy-simulator'
import { expect, test } from 'vitest'
import { filesOf, jobsOf, runChild, type Scene, setUp } from './scene.ts'

// Slow: starts a dozen processes and kills most of them. A seed that fails here becomes a case of its own.
const seeds = (process.env.SEEDS ?? '1').split(',').map(Number)

/** A random generator with equal numbers for equal seeds (mulberry32). */
function randomOf(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Causes a random fault of the kind that happens to real servers. */
async function disturb({ simulator }: Scene, random: () => number): Promise<void> {
  const kind = Math.floor(random() * 6)
  if (kind === 0) await simulator.restart()
  if (kind === 1) simulator.dropSockets()
  if (kind === 2) simulator.faults.add({ kind: 'reset', when: 'after', route: 'POST /prompt' })
  if (kind === 3) simulator.faults.add({ kind: 'server-error', route: 'GET /queue' })
  if (kind === 4) simulator.faults.add({ kind: 'truncated-body', route: 'GET /view' })
  if (kind === 5) simulator.faults.add({ kind: 'history-delay', ms: 200 })
}

/** How often each prompt finished in each life of the server. */
function finishes(oracle: readonly OracleEntry[]): readonly number[] {
  const counts = new Map<string, number>()
  for (const { event, boot, promptId } of oracle) {
    if (event !== 'finish') continue
    const key = `${boot} ${promptId}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return [...counts.values()]
}

test.each(seeds)(
  'killed again and again at random, every wish is granted once (seed %i)',
  { timeout: 120_000 },
  async (seed) => {
    const random = randomOf(seed)
    await using scene = await setUp(30)
    for (let round = 0; round < 8; round += 1) {
      await runChild(scene, { job: 'accept-six', killAfterMs: 400 + random() * 2_000 })
      await disturb(scene, random)
    }
    scene.simulator.faults.clear()
    expect(await runChild(scene, { job: 'accept-six' })).toEqual({ code: 0, signal: null })

    const jobs = await jobsOf(scene.directory)
    expect(jobs.map(({ state }) => state)).toEqual(Array(6).fill('succeeded'))
    expect(await filesOf(scene.directory)).toHaveLength(12)
    expect(Math.max(...finishes(scene.simulator.oracle()))).toBe(1)
  },
)
