import { type ChildProcessByStdio, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { eventually } from '../test/eventually.ts'
import { createTestFolder, listFiles, type TestFolder } from '../test/test-gallery.ts'
import { readPlan } from './files/operation-plan.ts'

const child = fileURLToPath(new URL('../test/shared-child.ts', import.meta.url))

/** A process that has the gallery open, and begins when it is told to. */
async function start(
  root: string,
  ...work: readonly string[]
): Promise<{
  readonly process: ChildProcessByStdio<Writable, Readable, null>
  readonly begin: () => void
  readonly exited: Promise<unknown[]>
}> {
  const args = ['--conditions=@darkroom/source', child, root, ...work]
  const running = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  await once(running.stdout, 'data')
  return {
    process: running,
    begin: () => void running.stdin.write('go\n'),
    exited: once(running, 'exit'),
  }
}

async function writeImages(folder: TestFolder, count: number, directory = ''): Promise<void> {
  for (let number = 0; number < count; number += 1) {
    const stem = join(directory, String(number))
    await folder.writeImage(`${stem}.png`, { prompt: `${directory} ${number}` })
    await folder.write(`${stem}.json`, JSON.stringify({ tags: [`of ${directory}`] }))
  }
}

test('tags that several processes add to the same images at the same time are all kept', async () => {
  await using folder = await createTestFolder()
  await writeImages(folder, 3)
  const names = ['one', 'two', 'three']
  const children = await Promise.all(
    names.map((name) => start(folder.root, 'annotate', name, '10')),
  )
  for (const { begin } of children) begin()
  for (const { exited } of children) expect(await exited).toEqual([0, null])
  const added = names.flatMap((name) => Array.from({ length: 10 }, (_, each) => `${name}-${each}`))
  for (let number = 0; number < 3; number += 1) {
    const { tags } = JSON.parse(await readFile(folder.path(`${number}.json`), 'utf8'))
    expect(tags.toSorted()).toEqual(['of ', ...added].toSorted())
  }
})

test('images of one name that several processes move to one folder are all there, each with its own sidecar', async () => {
  await using folder = await createTestFolder()
  const names = ['one', 'two', 'three']
  for (const name of names) await writeImages(folder, 20, name)
  const children = await Promise.all(names.map((name) => start(folder.root, 'move', name)))
  for (const { begin } of children) begin()
  for (const { exited } of children) expect(await exited).toEqual([0, null])
  await using gallery = await folder.open()
  await gallery.ready()
  const { items } = gallery.query({ folder: 'together' }, { limit: 100 })
  expect(items).toHaveLength(60)
  expect(new Set(items.map(({ recipe }) => recipe.prompt)).size).toBe(60)
  for (const { recipe, tags } of items) expect(tags).toEqual([`of ${recipe.prompt?.split(' ')[0]}`])
})

/** Whether some but not all of the images of the plan that is on the disk have moved. */
function isHalfDone(root: string): boolean {
  const directory = join(root, '.trash/.operations')
  const names = existsSync(directory) ? readdirSync(directory) : []
  const name = names.find((each) => each.endsWith('.json'))
  const moves = (readPlan(readIfThere(join(directory, name ?? ''))) ?? []).flatMap((each) =>
    each.moves.slice(0, 1),
  )
  const moved = moves.filter(({ to }) => existsSync(join(root, to))).length
  return moved > 0 && moved < moves.length
}

function readIfThere(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

/** False when the process was done before it could be killed or stopped. */
async function leaveHalfDone(how: 'killed' | 'stopped'): Promise<boolean> {
  await using folder = await createTestFolder()
  const images = 150
  await writeImages(folder, images)
  await using gallery = await folder.open({ settleIntervalMs: 100, turnPatienceMs: 400 })
  await gallery.ready()
  const { process: running, begin, exited } = await start(folder.root, 'trash')
  begin()
  while (running.exitCode === null && !isHalfDone(folder.root)) await new Promise(setImmediate)
  running.kill(how === 'killed' ? 'SIGKILL' : 'SIGSTOP')
  if (!isHalfDone(folder.root)) {
    running.kill('SIGKILL')
    return false
  }
  const staged = folder.path('.trash/.operations')
  await eventually(() => readdirSync(staged)).toEqual([])
  const settled = await listFiles(folder.root)
  if (how === 'stopped') {
    // What comes back after its turn was taken over moves nothing more of what it had planned.
    const told = once(running.stdout, 'data')
    running.kill('SIGCONT')
    expect(JSON.parse(String((await told)[0]))).toEqual(['TurnLostError'])
  }
  await exited
  for (const path of await listFiles(folder.root)) {
    expect(path).toSatisfy((each) => settled.includes(each))
  }
  const trashed = await gallery.listTrash()
  for (const { files } of trashed) expect(files).toHaveLength(2)
  const shown = settled.filter((path) => /^\d+\.png$/.test(path))
  expect(shown.length + trashed.length).toBe(images)
  expect(settled).toHaveLength(2 * images + trashed.length)
  for (const path of shown) expect(settled).toContain(path.replace('.png', '.json'))
  return true
}

test.each(['killed', 'stopped'] as const)(
  'what a process that was %s left half done is finished by another that goes on, and no image is lost',
  { timeout: 90_000 },
  async (how) => {
    while (!(await leaveHalfDone(how)));
  },
)

test('what others add, change, move and remove is news from their paths alone, as often as it is told', async () => {
  await using folder = await createTestFolder()
  await folder.writeImage('a.png')
  await using gallery = await folder.open()
  await gallery.ready()
  await folder.writeImage('20261122/b.png', { prompt: 'made elsewhere' })
  await folder.write('a.json', '{"tags":["told"]}')
  const paths = ['20261122/b.png', 'a.png', 'never/was.png']
  const before = gallery.lastEventId()
  expect((await gallery.refresh(paths)).map(({ path }) => path)).toEqual([
    '20261122/b.png',
    'a.png',
  ])
  expect(gallery.findByPath('a.png')?.tags).toEqual(['told'])
  await gallery.refresh(paths)
  await rename(folder.path('a.png'), folder.path('20261122/c.png'))
  await rm(folder.path('20261122/b.png'))
  const moved = [...paths, '20261122/c.png']
  await gallery.refresh(moved)
  await gallery.refresh(moved)
  const stop = new AbortController()
  const seen: string[] = []
  for await (const { type, path } of gallery.events({ after: before, signal: stop.signal })) {
    seen.push(`${type} ${path}`)
    if (seen.length === 5) stop.abort()
  }
  expect(seen.toSorted()).toEqual([
    'added 20261122/b.png',
    'added 20261122/c.png',
    'changed a.png',
    'removed 20261122/b.png',
    'removed a.png',
  ])
  expect(gallery.lastEventId().split('-').at(-1)).toBe(String(Number(before.split('-').at(-1)) + 5))
})
