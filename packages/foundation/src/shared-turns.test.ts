import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { SharedTurns } from './shared-turns.ts'

const child = fileURLToPath(new URL('../test/turn-child.ts', import.meta.url))

async function createFolder(): Promise<{ readonly root: string } & AsyncDisposable> {
  const root = await mkdtemp(join(tmpdir(), 'shared-turns-'))
  return { root, [Symbol.asyncDispose]: () => rm(root, { recursive: true, force: true }) }
}

function start(root: string, ...more: readonly string[]) {
  const args = ['--conditions=@darkroom/source', child, root, ...more]
  return spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
}

test('of several processes one has the turn at a time, and each gets its turns', async () => {
  await using folder = await createFolder()
  const { root } = folder
  await writeFile(join(root, 'count'), '0')
  const children = Array.from({ length: 3 }, () => start(root, '40'))
  const codes = await Promise.all(children.map(async (each) => (await once(each, 'exit'))[0]))
  expect(codes).toEqual([0, 0, 0])
  // Each adds one to what it has read: of two at once, one would be lost.
  expect(await readFile(join(root, 'count'), 'utf8')).toBe('120')
  expect(await readdir(join(root, 'turns'))).toEqual([])
})

test('the turn of a process that was killed is over at once', async () => {
  await using folder = await createFolder()
  const { root } = folder
  const holder = start(root, 'hold')
  await once(holder.stdout, 'data')
  const turns = new SharedTurns({ root, directory: 'turns' })
  expect(await turns.tryTake()).toBeUndefined()
  const exited = once(holder, 'exit')
  holder.kill('SIGKILL')
  await exited
  await using turn = await turns.take()
  expect(await readdir(join(root, 'turns'))).toEqual([turn.fileName])
})

test('a turn whose owner cannot be asked lasts as long as it gives signs, and is taken over after that', async () => {
  await using folder = await createFolder()
  const { root } = folder
  const holder = start(root, 'hold', '200')
  await once(holder.stdout, 'data')
  const turns = new SharedTurns({ root, directory: 'turns', patienceMs: 200 })
  const limit = AbortSignal.timeout(800)
  await expect(turns.take({ signal: limit })).rejects.toMatchObject({ name: 'TimeoutError' })
  holder.kill('SIGSTOP')
  const turn = await turns.take()
  const [name = ''] = await readdir(join(root, 'turns'))
  expect(name).toBe(turn.fileName)
  // What comes back later does not have it any more, and does not take it from us by ending.
  holder.kill('SIGCONT')
  holder.kill('SIGTERM')
  await once(holder, 'exit')
  expect(existsSync(join(root, 'turns', turn.fileName))).toBe(true)
  expect(await turns.tryTake()).toBeUndefined()
  await turn[Symbol.asyncDispose]()
  expect(await readdir(join(root, 'turns'))).toEqual([])
})

test('a turn tells what else lies there', async () => {
  await using folder = await createFolder()
  const { root } = folder
  const turns = new SharedTurns({ root })
  await writeFile(join(root, 'plan.json'), '{}')
  await using turn = await turns.take()
  expect(turn.others).toEqual(['plan.json'])
})

test('a folder that is gone has no turns', async () => {
  await using folder = await createFolder()
  const turns = new SharedTurns({ root: join(folder.root, 'away'), directory: 'turns' })
  await expect(turns.take()).rejects.toMatchObject({ code: 'ENOENT' })
  expect(await readdir(folder.root)).toEqual([])
})
