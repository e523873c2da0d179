import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ManualClock } from '@darkroom/foundation/testing'
import { expect, onTestFinished, test } from 'vitest'
import { picture, pieces } from '../../test/pictures.ts'
import {
  InputTooLargeError,
  NotMediaError,
  UploadDiskError,
  UploadInUseError,
  UploadNotFoundError,
  UploadsFullError,
} from '../errors.ts'
import { serverFileName } from '../prepare/server-file-name.ts'
import { openUploadStore } from './open-upload-store.ts'
import type { UploadStore, UploadStoreOptions } from './upload-store.ts'

const hour = 3_600_000
const day = 24 * hour

async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'uploads-'))
  onTestFinished(() => rm(path, { recursive: true, force: true }))
  return join(path, 'uploads')
}

async function open(options: Partial<UploadStoreOptions> = {}) {
  const directory = options.directory ?? (await folder())
  const clock = new ManualClock({ wall: Date.UTC(2026, 10, 1) })
  const store = await openUploadStore({ limitBytes: 100_000, clock, ...options, directory })
  onTestFinished(() => store[Symbol.asyncDispose]())
  return { store, clock, directory }
}

const add = (store: UploadStore, bytes: Uint8Array) => store.add(pieces(bytes))
const idOf = async (store: UploadStore, number: number, padding = 0): Promise<string> =>
  (await add(store, picture(number, padding))).upload.id
const unfinished = (directory: string) => readdir(join(directory, '.unfinished'))

test('the same bytes are the same upload, and are there as they were sent', async () => {
  const { store, clock, directory } = await open()
  const bytes = picture(1, 5000)
  const first = await add(store, bytes)
  clock.advance(day)
  const second = await store.add(pieces(bytes, 77))
  expect([first.isNew, second.isNew]).toEqual([true, false])
  expect(first.upload).toEqual({
    id: createHash('sha256').update(bytes).digest('hex'),
    kind: 'picture',
    mediaType: 'image/png',
    extension: 'png',
    width: 30,
    height: 20,
    orientation: 1,
    hasAlpha: false,
    animated: false,
    durationSeconds: null,
    bytes: bytes.length,
    usedAt: Date.UTC(2026, 10, 1),
    expiresAt: Date.UTC(2026, 10, 8),
  })
  expect(second.upload).toEqual({
    ...first.upload,
    usedAt: Date.UTC(2026, 10, 2),
    expiresAt: Date.UTC(2026, 10, 9),
  })
  const opened = await store.open(first.upload.id)
  expect(opened?.upload).toEqual(second.upload)
  expect((await opened?.handle.readFile())?.equals(bytes)).toBe(true)
  await opened?.handle.close()
  expect(await unfinished(directory)).toEqual([])
})

test('of many equal ones at the same time one is new, and one file is kept', async () => {
  const { store, directory } = await open()
  const added = await Promise.all(Array.from({ length: 200 }, () => add(store, picture(1, 20_000))))
  expect(added.filter(({ isNew }) => isNew)).toHaveLength(1)
  expect(new Set(added.map(({ upload }) => upload.id)).size).toBe(1)
  expect((await readdir(directory)).toSorted()).toEqual(['.unfinished', added[0]?.upload.id])
  expect(await unfinished(directory)).toEqual([])
})

test('what breaks off, is no picture or is too large leaves nothing', async () => {
  const { store, directory } = await open({ fileLimitBytes: 5000 })
  const brokenOff = new Error('The connection is gone')
  async function* breaking(): AsyncGenerator<Uint8Array, void> {
    yield picture(1)
    throw brokenOff
  }
  await expect(store.add(breaking())).rejects.toBe(brokenOff)
  await expect(store.add(pieces(Buffer.from('<svg/>')))).rejects.toThrow(NotMediaError)
  await expect(add(store, picture(1, 5000))).rejects.toThrow(InputTooLargeError)
  const asked: unknown[] = []
  async function* noticed(): AsyncGenerator<Uint8Array, void> {
    asked.push('asked')
    yield picture(1)
  }
  await expect(store.add(noticed(), { expectedBytes: 5001 })).rejects.toThrow(InputTooLargeError)
  expect(asked).toEqual([])
  expect([await readdir(directory), await unfinished(directory)]).toEqual([['.unfinished'], []])
})

test('what was not used for seven days goes; what is sent or used again, held or in use stays', async () => {
  const inUse = new Set<string>()
  const { store, clock } = await open({ inUse: () => inUse })
  const ids = await Promise.all([1, 2, 3, 4, 5].map((number) => idOf(store, number)))
  const [unused = '', sent = '', used = '', held = '', needed = ''] = ids
  inUse.add(needed)
  const holding = await store.hold([held])
  clock.advance(4 * day)
  await add(store, picture(2))
  const once = await store.hold([used])
  once[Symbol.dispose]()
  clock.advance(3 * day + 1)
  await expect.poll(() => store.find(unused)).toBeUndefined()
  await store.tidy()
  const there = async () =>
    (await Promise.all(ids.map((id) => store.find(id)))).map((upload) => upload?.id)
  expect(await there()).toEqual([undefined, sent, used, held, needed])
  holding[Symbol.dispose]()
  inUse.clear()
  clock.advance(8 * day)
  await store.tidy()
  expect(await there()).toEqual(ids.map(() => undefined))
})

test('all together have a limit, for which those go that were not used for an hour', async () => {
  const inUse = new Set<string>()
  const { store, clock } = await open({ limitBytes: 35_000, inUse: () => inUse })
  const first = await idOf(store, 1, 10_000)
  clock.advance(1000)
  const second = await idOf(store, 2, 10_000)
  const third = await idOf(store, 3, 10_000)
  await expect(idOf(store, 4, 10_000)).rejects.toThrow(UploadsFullError)
  expect((await add(store, picture(3, 10_000))).isNew).toBe(false)
  inUse.add(second)
  clock.advance(hour)
  const fourth = await idOf(store, 4, 10_000)
  expect(await store.find(first)).toBeUndefined()
  const page = await store.list({ offset: 0, limit: 10 })
  expect(page.uploads.map(({ id }) => id)).toEqual([fourth, third, second])
  expect(page).toMatchObject({ total: 3, totalBytes: expect.any(Number) })
  expect(page.totalBytes).toBeLessThan(35_000)
  expect((await store.list({ offset: 1, limit: 1 })).uploads.map(({ id }) => id)).toEqual([third])
  // Where it would not be enough, nothing goes.
  await expect(idOf(store, 5, 20_000)).rejects.toThrow(UploadsFullError)
  expect((await store.list({ offset: 0, limit: 10 })).total).toBe(3)
})

test('the limit holds for many at the same time as well', async () => {
  const { store } = await open({ limitBytes: 35_000 })
  const results = await Promise.allSettled(
    Array.from({ length: 20 }, (_, number) => idOf(store, number, 10_000)),
  )
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
  expect((await store.list({ offset: 0, limit: 50 })).total).toBe(3)
})

test('an upload that is taken while its removal looks who needs it stays', async () => {
  const holds: Disposable[] = []
  const { store } = await open({
    inUse: async () => {
      holds.push(await store.hold([id]))
      return new Set()
    },
  })
  const id = await idOf(store, 1)
  await expect(store.remove(id)).rejects.toThrow(UploadInUseError)
  expect(await store.find(id)).toMatchObject({ id })
  expect(holds).toHaveLength(1)
})

test('an upload is removed, but not from under a job', async () => {
  const inUse = new Set<string>()
  const { store } = await open({ inUse: () => inUse })
  const id = await idOf(store, 1)
  const held = await store.hold([id])
  await expect(store.remove(id)).rejects.toThrow(UploadInUseError)
  inUse.add(id)
  held[Symbol.dispose]()
  await expect(store.remove(id)).rejects.toThrow(UploadInUseError)
  inUse.clear()
  const opened = await store.open(id)
  expect([await store.remove(id), await store.remove(id)]).toEqual([true, false])
  expect((await opened?.handle.readFile())?.equals(picture(1))).toBe(true)
  await opened?.handle.close()
  await expect(store.hold([id])).rejects.toThrow(UploadNotFoundError)
  expect((await add(store, picture(1))).isNew).toBe(true)
})

test('only an id is one, and only a plain file with a picture in it is an upload', async () => {
  const { store, directory } = await open()
  const id = await idOf(store, 1)
  const [link, text, other] = ['a', 'b', 'c'].map((digit) => digit.repeat(64))
  await symlink(join(directory, id), join(directory, link ?? ''))
  await writeFile(join(directory, text ?? ''), 'not a picture')
  await mkdir(join(directory, other ?? ''))
  await writeFile(join(directory, 'notes.txt'), 'mine')
  const name = serverFileName(id, 'png')
  expect((await store.findNamed(name))?.id).toBe(id)
  for (const wrong of [id, `${name}/..`, 'lighthouse.png', serverFileName('a'.repeat(64), 'png')]) {
    expect(await store.findNamed(wrong)).toBeUndefined()
  }
  for (const wrong of ['', '..', `../${id}`, id.toUpperCase(), `${id}\0`, link, text, other]) {
    expect(await store.find(wrong ?? '')).toBeUndefined()
  }
  expect((await store.list({ offset: 0, limit: 10 })).uploads.map((upload) => upload.id)).toEqual([
    id,
  ])
})

test('several stores in one folder see what the others did', async () => {
  const { store, directory } = await open()
  const { store: other } = await open({ directory })
  const { promise: gate, resolve: letThrough } = Promise.withResolvers<void>()
  async function* slowly(): AsyncGenerator<Uint8Array, void> {
    yield picture(1).subarray(0, 50)
    await gate
    yield picture(1).subarray(50)
  }
  const adding = store.add(slowly())
  await expect.poll(() => unfinished(directory)).toHaveLength(1)
  await other.tidy()
  expect((await add(other, picture(1))).isNew).toBe(true)
  letThrough()
  const { upload, isNew } = await adding
  expect(isNew).toBe(false)
  expect(await store.remove(upload.id)).toBe(true)
  expect(await other.find(upload.id)).toBeUndefined()
  expect(await other.list({ offset: 0, limit: 1 })).toMatchObject({ total: 0, totalBytes: 0 })
})

test('a process that is killed leaves whole uploads, and nothing else after the next start', async () => {
  const directory = await folder()
  const program = join(import.meta.dirname, '../../test/endless-upload-program.ts')
  const child = spawn(process.execPath, ['--conditions=@darkroom/source', program, directory], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await once(child.stdout, 'data')
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(await unfinished(directory)).toHaveLength(1)
  const { store } = await open({ directory })
  expect(await unfinished(directory)).toEqual([])
  const { uploads } = await store.list({ offset: 0, limit: 10 })
  expect(uploads.map(({ bytes }) => bytes)).toEqual([picture(1).length])
})

test('a disk that is full, or away, is told, and nothing is made in its place', async () => {
  const { store: low } = await open({ minFreeBytes: Number.MAX_SAFE_INTEGER })
  await expect(idOf(low, 1)).rejects.toMatchObject({ name: 'UploadDiskError', code: 'ENOSPC' })
  const { store, directory } = await open()
  await rm(join(directory, '..'), { recursive: true })
  await expect(idOf(store, 1)).rejects.toThrow(UploadDiskError)
  await expect(readdir(join(directory, '..'))).rejects.toMatchObject({ code: 'ENOENT' })
  await mkdir(join(directory, '..'))
  expect(await idOf(store, 1)).toMatch(/^[0-9a-f]{64}$/)
})
