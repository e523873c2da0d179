import { renameSync } from 'node:fs'
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { makeReadOnly } from '../../test/read-only-folder.ts'
import { isStorable } from './disk-report.ts'
import { type GalleryDisk, openGalleryDisk } from './gallery-disk.ts'
import { markerName } from './gallery-marker.ts'

interface Place extends AsyncDisposable {
  readonly root: string
  readonly stateDirectory: string
  open(options?: { readonly minFreeBytes?: number }): Promise<GalleryDisk>
}

async function createPlace(): Promise<Place> {
  const stack = new AsyncDisposableStack()
  const directory = await mkdtemp(join(tmpdir(), 'gallery-disk-'))
  stack.defer(() => rm(directory, { recursive: true }))
  const root = join(directory, 'pictures', 'outputs')
  const stateDirectory = join(directory, 'state')
  return {
    root,
    stateDirectory,
    open: async (options) =>
      stack.use(await openGalleryDisk({ root, stateDirectory, pollMs: 10, ...options })),
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  }
}

test('a folder where no gallery was is made, and has a marker', async () => {
  await using place = await createPlace()
  const disk = await place.open()
  expect(disk.report.state).toBe('writable')
  expect(await readdir(place.root)).toEqual([markerName])
})

test('a folder of others pictures that was never seen is taken as it is', async () => {
  await using place = await createPlace()
  await mkdir(place.root, { recursive: true })
  await writeFile(join(place.root, 'holiday.png'), 'picture')
  expect((await place.open()).report.state).toBe('writable')
  expect((await readdir(place.root)).sort()).toEqual([markerName, 'holiday.png'])
})

test('who asks while somebody looks is told of the folder as it is when asked', async () => {
  await using place = await createPlace()
  const disk = await place.open()
  const away = `${place.root}.away`
  for (let turns = 0; turns < 40; turns += 1) {
    const looks = Array.from({ length: 3 }, () => disk.look())
    // Lets the look that is under way get to different points.
    for (let turn = 0; turn < turns % 8; turn += 1) await new Promise(setImmediate)
    renameSync(place.root, away)
    expect(await disk.look()).toEqual({ state: 'missing', reason: 'gone' })
    renameSync(away, place.root)
    expect((await disk.look()).state).toBe('writable')
    await Promise.all(looks)
  }
})

test('a folder that is gone, empty, another or a file is away and stays as it is; what was there is back at once', async () => {
  await using place = await createPlace()
  const { root } = place
  const disk = await place.open()
  const away = `${root}.away`
  expect(await disk.isThere()).toBe(true)
  await rename(root, away)
  expect(await disk.isThere()).toBe(false)
  expect(await disk.look()).toEqual({ state: 'missing', reason: 'gone' })
  await expect(disk.checkWritable()).rejects.toMatchObject({ name: 'GalleryMissingError' })
  // A start while it is away makes no folder either.
  expect((await place.open()).report).toEqual({ state: 'missing', reason: 'gone' })
  await writeFile(root, 'no folder')
  expect(await disk.look()).toEqual({ state: 'missing', reason: 'gone' })
  await rm(root)
  await mkdir(root)
  expect(await disk.isThere()).toBe(false)
  expect(await disk.look()).toEqual({ state: 'missing', reason: 'unmarked' })
  expect((await place.open()).report).toEqual({ state: 'missing', reason: 'unmarked' })
  expect(await readdir(root)).toEqual([])
  await using other = await createPlace()
  await other.open()
  await rm(root, { recursive: true })
  await rename(other.root, root)
  expect(await disk.isThere()).toBe(false)
  expect(await disk.look()).toEqual({ state: 'missing', reason: 'foreign' })
  await rm(root, { recursive: true })
  const back = disk.untilStorable(AbortSignal.timeout(5_000))
  await rename(away, root)
  await back
  expect(await disk.isThere()).toBe(true)
  expect(disk.report.state).toBe('writable')
})

test('whoever removes what is known of galleries says that the folder there now is the one', async () => {
  await using place = await createPlace()
  const { root, stateDirectory } = place
  const disk = await place.open()
  await rm(root, { recursive: true })
  await mkdir(root)
  expect((await disk.look()).state).toBe('missing')
  await rm(join(stateDirectory, 'galleries.json'))
  expect((await disk.look()).state).toBe('writable')
  expect((await place.open()).report.state).toBe('writable')
})

test('another folder in the configuration is another gallery, and the former one is still known', async () => {
  await using place = await createPlace()
  const { root, stateDirectory } = place
  await place.open()
  const moved = `${root}-moved`
  await rename(root, moved)
  using disk = await openGalleryDisk({ root: moved, stateDirectory })
  expect(disk.report.state).toBe('writable')
  expect((await place.open()).report.state).toBe('missing')
})

test('a disk with less room than is kept free takes what was accepted and nothing new', async () => {
  await using place = await createPlace()
  const { report } = await place.open({ minFreeBytes: Number.MAX_SAFE_INTEGER })
  expect(report).toMatchObject({ state: 'low', neededBytes: Number.MAX_SAFE_INTEGER })
  expect(isStorable(report)).toBe(true)
})

test('work before the first use is done once, when the folder is there', async () => {
  await using place = await createPlace()
  await place.open()
  const away = `${place.root}.away`
  await rename(place.root, away)
  const disk = await place.open()
  const seen: string[] = []
  let fails = true
  await disk.beforeFirstUse(async () => {
    seen.push(disk.report.state)
    if (fails) throw new Error('not yet')
  })
  expect(seen).toEqual([])
  await rename(away, place.root)
  expect((await disk.look()).state).toBe('missing')
  fails = false
  await disk.untilStorable(AbortSignal.timeout(5_000))
  await disk.look()
  expect(seen.every((state) => state === 'missing')).toBe(true)
  const times = seen.length
  await disk.look()
  expect(seen).toHaveLength(times)
})

test('a folder that may only be read is told so, and marked when it can be', async (context) => {
  await using place = await createPlace()
  await mkdir(place.root, { recursive: true })
  const lock = await makeReadOnly(place.root)
  if (lock === undefined) return context.skip('this user cannot make a folder read-only')
  const disk = await place.open()
  expect(disk.report.state).toBe('read-only')
  await expect(disk.checkWritable()).rejects.toMatchObject({ name: 'GalleryReadOnlyError' })
  await lock[Symbol.asyncDispose]()
  await disk.untilStorable(AbortSignal.timeout(5_000))
  expect(await readdir(place.root)).toEqual([markerName])
})

test('who reads is told that another gallery has taken the place of one that was there', async () => {
  await using place = await createPlace()
  const disk = await place.open()
  await using other = await createPlace()
  await other.open()
  expect(await disk.isThere()).toBe(true)
  await rm(place.root, { recursive: true })
  await rename(other.root, place.root)
  expect(await disk.isThere()).toBe(false)
})

test('several that open a new folder at the same time have one gallery', async () => {
  await using place = await createPlace()
  const others = Array.from({ length: 6 }, (_, number) => `${place.stateDirectory}-${number}`)
  const open = (stateDirectory: string) => openGalleryDisk({ root: place.root, stateDirectory })
  const disks = await Promise.all(others.map(open))
  expect(new Set(disks.map(({ marker }) => marker?.text)).size).toBe(1)
  for (const disk of disks) {
    expect((await disk.look()).state).toBe('writable')
    disk[Symbol.dispose]()
  }
})
