import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { createTestFolder, listFiles } from '../test/test-gallery.ts'
import { type Move, readPlan } from './files/operation-plan.ts'

const child = fileURLToPath(new URL('../test/kill-child.ts', import.meta.url))
const few = 12
const group = 60
const kills = 8

/** Runs a child that writes a dot before each action, and kills it in the middle of some later one. */
async function runAndKill(root: string, seed: number, mode: 'one' | 'many'): Promise<void> {
  const running = spawn(
    process.execPath,
    ['--conditions=@darkroom/source', child, root, String(seed), mode],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  )
  const exited = once(running, 'exit')
  let actions = 0
  for await (const dots of running.stdout) {
    actions += String(dots).length
    if (actions <= (seed * 7) % (mode === 'one' ? 23 : 5)) continue
    if (mode === 'many') await untilMoved(root, seed / (kills + 1))
    running.kill('SIGKILL')
    break
  }
  const [, signal] = await exited
  expect(signal).toBe('SIGKILL')
}

/** Waits until of some plan this part of the images has moved. */
async function untilMoved(root: string, part: number): Promise<void> {
  for (;;) {
    const moves = plannedMoves(join(root, '.trash/.operations'))
    const move = moves[Math.floor(moves.length * part)]
    if (move !== undefined && existsSync(join(root, move.to))) return
    await setTimeout(1)
  }
}

/** The first move of each operation of a plan that is there now. */
function plannedMoves(directory: string): readonly Move[] {
  try {
    const [name = ''] = readdirSync(directory).filter((each) => each.endsWith('.json'))
    const plan = readPlan(readFileSync(join(directory, name), 'utf8')) ?? []
    return plan.flatMap(({ moves }) => moves.slice(0, 1))
  } catch {
    return []
  }
}

test.each(['one', 'many'] as const)(
  'whenever it is killed, changing %s at a time, every image is in the gallery or in the trash, with all that belongs to it',
  {
    timeout: 120_000,
  },
  async (mode) => {
    await using folder = await createTestFolder()
    const images = mode === 'one' ? few : group
    for (let number = 0; number < images; number += 1) {
      await folder.writeImage(`${number}.png`, { prompt: `number ${number}` })
      await folder.write(`${number}.json`, JSON.stringify({ tags: [`tag ${number}`] }))
      await folder.write(`.thumbnails/${number}.png.webp`, `thumbnail ${number}`)
    }
    for (let kill = 1; kill <= kills; kill += 1) {
      await runAndKill(folder.root, kill, mode)
      await using gallery = await folder.open()
      await gallery.ready()
      const shown = gallery.query({}, { limit: 1000 }).items
      const trashed = await gallery.listTrash()
      const prompts = [...shown, ...trashed.map(({ entry }) => entry)].map(
        ({ recipe }) => recipe.prompt,
      )
      expect(new Set(prompts).size).toBe(images)
      expect(prompts).toHaveLength(images)
      for (const { recipe, tags } of shown) {
        expect(tags).toEqual([recipe.prompt?.replace('number', 'tag')])
      }
      for (const { files } of trashed) expect(files).toHaveLength(3)
      const files = await listFiles(folder.root)
      expect(files.filter((path) => path.startsWith('.trash/.operations'))).toEqual([])
      expect(files.length).toBe(images * 3 + trashed.length)
    }
  },
)
