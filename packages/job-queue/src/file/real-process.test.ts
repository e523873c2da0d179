import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { createFileQueue } from '../../test/file-bench.ts'
import { type JobQueue, QueueLockedError } from '../index.ts'
import { job } from '../testing/contract/harness.ts'
import type { FailpointName } from './failpoint.ts'

/** A spawned process inherits no flags of its parent, and other packages are there as source only. */
const fromSource = '--conditions=@darkroom/source'
const child = fileURLToPath(new URL('../../test/process/acking-child.ts', import.meta.url))
const repair = fileURLToPath(new URL('../repair-main.ts', import.meta.url))

let directory: string

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'job-queue-'))
  return () => rm(directory, { recursive: true })
})

const run = (
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
): ChildProcess => {
  const process_ = spawn(command, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  })
  onTestFinished(() => {
    process_.kill('SIGKILL')
  })
  return process_
}

/** Collects a process's lines until it ends; `onLine` may end it. */
const linesOf = async (
  running: ChildProcess,
  onLine: (count: number) => void = () => undefined,
): Promise<readonly string[]> => {
  if (running.stdout === null) throw new Error('stdout is not a pipe')
  const closed = once(running, 'close')
  const lines: string[] = []
  for await (const line of createInterface({ input: running.stdout })) {
    lines.push(line)
    onLine(lines.length)
  }
  await closed
  return lines
}

const reopen = async (): Promise<JobQueue> => {
  const queue = createFileQueue({ directory })
  await queue.open()
  onTestFinished(() => queue.close())
  return queue
}

const expectAll = (queue: JobQueue, lines: readonly string[]): void => {
  const ids = lines.filter((line) => /^[\da-f-]{36}$/.test(line))
  expect(ids.filter((id) => queue.get(id)?.state !== 'queued')).toEqual([])
  expect(queue.counts().queued).toBeGreaterThanOrEqual(ids.length)
}

describe('a process that is killed', () => {
  test('loses nothing that it had accepted, and leaves the directory free at once', async () => {
    const running = run(process.execPath, [fromSource, child, directory])
    const lines = await linesOf(running, (count) => {
      if (count === 300) running.kill('SIGKILL')
    })
    expect(lines.length).toBeGreaterThanOrEqual(300)
    expectAll(await reopen(), lines)
  })

  const failpoints: readonly FailpointName[] = [
    'journal.before-write',
    'journal.mid-write',
    'journal.after-write',
    'journal.after-sync',
    'snapshot.mid',
    'snapshot.after-rename',
  ]

  test.each(failpoints)('at %s loses nothing either', async (name) => {
    const running = run(process.execPath, [fromSource, child, directory], {
      FAILPOINT: `${name}:3`,
    })
    const lines = await linesOf(running)
    expect(running.signalCode).toBe('SIGKILL')
    expectAll(await reopen(), lines)
  })
})

test('a directory that another process has open is refused with a clear error', async () => {
  const running = run(process.execPath, [fromSource, child, directory])
  const refused = Promise.withResolvers<void>()
  await linesOf(running, (count) => {
    if (count !== 1) return
    const second = createFileQueue({ directory })
    second.open().then(
      () => refused.reject(new Error('it was opened twice')),
      (error: unknown) => {
        running.kill('SIGKILL')
        refused.resolve(expect(error).toBeInstanceOf(QueueLockedError))
      },
    )
  })
  await refused.promise
  await reopen()
})

test.skipIf(process.platform === 'win32')(
  'a file size limit refuses jobs and breaks nothing',
  async () => {
    const command = `ulimit -f 12; exec "${process.execPath}" ${fromSource} "${child}" "${directory}"`
    const lines = await linesOf(run('sh', ['-c', command]))
    expect(lines.at(-1)).toBe('refused StorageFullError')
    expect(lines.length).toBeGreaterThan(5)
    const queue = await reopen()
    expectAll(queue, lines)
    await queue.enqueue(job())
  },
)

test.skipIf(process.platform === 'win32')('what is written is for the owner only', async () => {
  directory = join(directory, 'state', 'queue')
  const queue = createFileQueue({ directory, ballastBytes: 1_000 })
  await queue.open()
  await queue.close()
  expect((await stat(directory)).mode & 0o777).toBe(0o700)
  const names = await readdir(directory)
  expect(names.sort()).toEqual(['ballast', 'journal.00000001.jsonl', 'lock.db'])
  for (const name of names) expect((await stat(join(directory, name))).mode & 0o777).toBe(0o600)
  expect((await stat(join(directory, 'ballast'))).size).toBe(1_000)
})

test.skipIf(process.platform !== 'linux')('a hundred compactions leave no file open', async () => {
  const queue = createFileQueue({ directory, compactAtLeastBytes: 1, compactAtMostBytes: 1 })
  await queue.open()
  const openBefore = await readdir('/proc/self/fd')
  for (let count = 0; count < 100; count++) await queue.enqueue(job())
  await queue.close()
  expect((await readdir(directory)).sort()).toEqual([expect.stringMatching(/^journal/), 'lock.db'])
  expect((await readdir('/proc/self/fd')).length).toBeLessThan(openBefore.length)
})

describe('darkroom-queue-repair', () => {
  test('says what it found', async () => {
    const queue = await reopen()
    await queue.enqueue(job())
    await queue.close()
    const lines = await linesOf(run(process.execPath, [fromSource, repair, directory]))
    expect(lines).toEqual(['journal.00000001.jsonl is sound (jobs: 1). Nothing was changed.'])
  })
})
