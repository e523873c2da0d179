import { execFile } from 'node:child_process'
import { mkdir, readdir, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { createFolder, noisyPng, png } from '../test/pictures.ts'
import { createThumbnailer } from './create-thumbnailer.ts'
import { ThumbnailerClosedError } from './errors.ts'
import { imageVersion } from './source-state.ts'

/** Looks often, not to miss the moment, and for long, for busy machines. */
const patiently = { interval: 1 }

it('is found on disk by the next thumbnailer, which then needs no decoder', async () => {
  await using folder = await createFolder()
  const path = await folder.write('a.png', await png(400, 400))
  await using first = createThumbnailer()
  const made = await first.read({ path })
  await using second = createThumbnailer()
  const found = await second.read({ path })
  expect(found).toEqual(made)
  expect(await second.thumbnail({ path })).toMatchObject({ path: made.path })
  expect(second.health().decoder.pids).toEqual([])
})

it('is made anew when the image changes, and says so in its version and its etag', async () => {
  await using folder = await createFolder()
  await using thumbnailer = createThumbnailer()
  const path = await folder.write('a.png', await png(400, 400))
  const before = await thumbnailer.read({ path })
  await folder.write('a.png', await png(400, 100), { ageMs: 30_000 })
  const after = await thumbnailer.read({ path })
  expect(after.version).not.toBe(before.version)
  expect(after.version).toBe(imageVersion(await stat(path)))
  expect(after.etag).toMatch(/^"[\w-]+"$/)
  expect(after.etag).not.toBe(before.etag)
  expect(after.bytes.equals(before.bytes)).toBe(false)
})

it('is made anew when an older image takes the place of the image', async () => {
  await using folder = await createFolder()
  await using thumbnailer = createThumbnailer()
  const path = await folder.write('a.png', await png(400, 400))
  const before = await thumbnailer.read({ path })
  await folder.write('a.png', await png(400, 100), { ageMs: 86_400_000 })
  expect((await thumbnailer.read({ path })).bytes.equals(before.bytes)).toBe(false)
})

it.each([0, 100])(
  'is made anew when only %i bytes of it are left after a power cut',
  async (length) => {
    await using folder = await createFolder()
    const path = await folder.write('a.png', await noisyPng(400, 400))
    await using first = createThumbnailer()
    const made = await first.read({ path })
    const thumb = made.path ?? ''
    const { mtime } = await stat(path)
    await truncate(thumb, length)
    await utimes(thumb, mtime, mtime)
    await using second = createThumbnailer()
    expect((await second.read({ path })).bytes.equals(made.bytes)).toBe(true)
    expect((await stat(thumb)).size).toBe(made.bytes.length)
  },
)

it('is made once, however many ask', async () => {
  await using folder = await createFolder()
  await using thumbnailer = createThumbnailer()
  const path = await folder.write('a.png', await noisyPng(900, 900))
  const asked = Array.from({ length: 50 }, () => thumbnailer.read({ path }))
  await expect.poll(() => thumbnailer.health().queue.running, patiently).toBe(1)
  expect(thumbnailer.health().queue).toMatchObject({ running: 1, interactive: 0 })
  const images = await Promise.all(asked)
  expect(new Set(images).size).toBe(1)
  expect(await readdir(join(folder.path, '.thumbnails'))).toEqual(['a.png.webp'])
})

it('comes to those who wait although one of them leaves', async () => {
  await using folder = await createFolder()
  await using thumbnailer = createThumbnailer()
  const path = await folder.write('a.png', await noisyPng(900, 900))
  const leaver = new AbortController()
  const left = thumbnailer
    .read({ path }, { signal: leaver.signal })
    .catch((error: unknown) => error)
  const stayed = thumbnailer.read({ path })
  await expect.poll(() => thumbnailer.health().queue.running, patiently).toBe(1)
  leaver.abort(new Error('gone home'))
  expect(await left).toMatchObject({ message: 'gone home' })
  expect((await stayed).contentType).toBe('image/webp')
})

it('leaves nothing but itself, and takes leftovers older than an hour with it', async () => {
  await using folder = await createFolder()
  await using thumbnailer = createThumbnailer()
  const thumbs = join(folder.path, '.thumbnails')
  await mkdir(thumbs)
  await folder.write('.thumbnails/.tmp-1-old', 'x', { ageMs: 3_700_000 })
  await folder.write('.thumbnails/.tmp-1-new', 'x', { ageMs: 60_000 })
  const path = await folder.write('a.png', await png(40, 40))
  await thumbnailer.thumbnail({ path })
  expect((await readdir(thumbs)).toSorted()).toEqual(['.tmp-1-new', 'a.png.webp'])
})

it('goes with its image, in every size and format, from memory too', async () => {
  await using folder = await createFolder()
  await using thumbnailer = createThumbnailer()
  const path = await folder.write('a.png', await png(40, 40))
  const other = await folder.write('b.png', await png(40, 40))
  await thumbnailer.read({ path })
  await thumbnailer.read({ path, size: 600, format: 'avif' })
  await thumbnailer.convert(path, { format: 'png' })
  await thumbnailer.read({ path: other })
  const thumbs = join(folder.path, '.thumbnails')
  const removed = await thumbnailer.remove(path)
  expect(removed.toSorted()).toEqual([
    join(thumbs, '.converted/a.png'),
    join(thumbs, 'a.png.600.avif'),
    join(thumbs, 'a.png.webp'),
  ])
  expect((await readdir(thumbs)).toSorted()).toEqual(['.converted', 'b.png.webp'])
  expect(await thumbnailer.remove(path)).toEqual([])
  const anew = thumbnailer.read({ path, source: await stat(path) })
  expect(anew).toBeInstanceOf(Promise)
  await anew
})

it('can be made beforehand in the background; bad images and cached ones are counted', async () => {
  await using folder = await createFolder()
  await using thumbnailer = createThumbnailer()
  const names = ['a.png', 'b.png', 'c.png']
  const paths = await Promise.all(
    names.map(async (name) => await folder.write(name, await png(40, 40))),
  )
  await thumbnailer.thumbnail({ path: paths[0] ?? '' })
  const bad = await folder.write('bad.png', 'text instead of a picture')
  const result = await thumbnailer.warm([...paths, bad])
  expect(result).toMatchObject({ made: 2, cached: 1, failedCount: 1, failed: [{ path: bad }] })
  expect(await readdir(join(folder.path, '.thumbnails'))).toHaveLength(3)
})

it('stops being made beforehand when that is cancelled', async () => {
  await using folder = await createFolder()
  await using thumbnailer = createThumbnailer({ concurrency: 1 })
  const path = await folder.write('a.png', await png(40, 40))
  const cancel = new AbortController()
  let given = 0
  function* endlessly(): Generator<string, undefined> {
    for (;;) {
      given++
      if (given === 5) cancel.abort(new Error('enough'))
      yield path
    }
  }
  const warming = thumbnailer.warm(endlessly(), { signal: cancel.signal })
  await expect(warming).rejects.toThrow('enough')
  expect(given).toBeLessThan(10)
})

it('stops being made beforehand even while the source of paths is silent', async () => {
  await using thumbnailer = createThumbnailer()
  const cancel = new AbortController()
  const { promise: nothing } = Promise.withResolvers<never>()
  async function* silently(): AsyncGenerator<string, undefined> {
    yield await nothing
    return undefined
  }
  const warming = thumbnailer.warm(silently(), { signal: cancel.signal })
  cancel.abort(new Error('enough'))
  await expect(warming).rejects.toThrow('enough')
})

it('keeps no one waiting when the thumbnailer closes', async () => {
  await using folder = await createFolder()
  const thumbnailer = createThumbnailer({ concurrency: 1 })
  const paths = ['a.png', 'b.png']
  const image = await noisyPng(900, 900)
  await Promise.all(paths.map((name) => folder.write(name, image)))
  const asked = Promise.allSettled(
    paths.map((name) => thumbnailer.read({ path: join(folder.path, name) })),
  )
  await expect.poll(() => thumbnailer.health().queue.running, patiently).toBe(1)
  const [pid = 0] = thumbnailer.health().decoder.pids
  await thumbnailer[Symbol.asyncDispose]()
  for (const outcome of await asked) {
    expect(outcome).toMatchObject({ reason: expect.any(ThumbnailerClosedError) })
  }
  expect(() => process.kill(pid, 0)).toThrow('ESRCH')
  await expect(thumbnailer.read({ path: join(folder.path, 'a.png') })).rejects.toThrow('closed')
})

it('is served although it cannot be stored: from memory', async () => {
  await using folder = await createFolder()
  const warnings: object[] = []
  await using thumbnailer = createThumbnailer({
    logger: { warn: (details) => warnings.push(details) },
  })
  const path = await folder.write('a.png', await png(400, 400))
  const second = await folder.write('b.png', await png(400, 400))
  // A file stands where the folder of thumbnails should be: nobody can write there.
  const blocked = join(folder.path, '.thumbnails')
  await writeFile(blocked, '')
  const thumbnail = await thumbnailer.thumbnail({ path }, { priority: 'background' })
  expect(thumbnail.path).toBeUndefined()
  expect(thumbnail.bytes).toBeGreaterThan(100)
  const image = await thumbnailer.read({ path })
  expect(image.path).toBeUndefined()
  expect(await thumbnailer.read({ path })).toBe(image)
  await thumbnailer.read({ path: second })
  expect(thumbnailer.health().unwritable).toEqual([{ directory: blocked, code: 'ENOTDIR' }])
  expect(warnings).toEqual([{ directory: blocked, code: 'ENOTDIR' }])
})

it('goes to the fallback directory when it cannot be stored beside the image, and back when it can', async () => {
  await using folder = await createFolder()
  await using fallback = await createFolder()
  let now = Date.now()
  await using thumbnailer = createThumbnailer({
    fallbackDirectory: fallback.path,
    clock: { now: () => now },
  })
  const path = await folder.write('a.png', await png(400, 400))
  const blocked = join(folder.path, '.thumbnails')
  await writeFile(blocked, '')
  const image = await thumbnailer.read({ path })
  expect(image.path?.startsWith(fallback.path)).toBe(true)
  await using later = createThumbnailer({ fallbackDirectory: fallback.path })
  expect(await later.read({ path })).toMatchObject({ path: image.path })
  expect(later.health().decoder.pids).toEqual([])

  await rm(blocked)
  now += 61_000
  const second = await folder.write('b.png', await png(400, 400))
  const { path: stored } = await thumbnailer.read({ path: second })
  expect(stored).toBe(join(blocked, 'b.png.webp'))
  expect(thumbnailer.health().unwritable).toEqual([])
})

it('is made although the decoder is killed meanwhile', async () => {
  await using folder = await createFolder()
  const warnings: object[] = []
  await using thumbnailer = createThumbnailer({
    logger: { warn: (details) => warnings.push(details) },
  })
  const path = await folder.write('a.png', await noisyPng(900, 900))
  const asked = thumbnailer.read({ path })
  await expect.poll(() => thumbnailer.health().queue.running, patiently).toBe(1)
  const [pid = 0] = thumbnailer.health().decoder.pids
  process.kill(pid, 'SIGKILL')
  expect((await asked).damaged).toBe(false)
  expect(thumbnailer.health().decoder.crashes).toBe(1)
  expect(warnings).toEqual([{ pid, reason: 'SIGKILL' }])
})

it('does not keep a program alive that forgot to close the thumbnailer', async () => {
  await using folder = await createFolder()
  const path = await folder.write('a.png', await png(40, 40))
  const program = fileURLToPath(new URL('../test/forgetful-program.ts', import.meta.url))
  // The program must end by itself, or this test times out.
  const { stdout } = await promisify(execFile)(process.execPath, [
    '--conditions=@darkroom/source',
    program,
    path,
  ])
  expect(Number(stdout)).toBeGreaterThan(0)
})
