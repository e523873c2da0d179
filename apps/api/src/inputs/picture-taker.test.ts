import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openGallery } from '@darkroom/gallery-store'
import type { JobView } from '@darkroom/generation'
import { openUploadStore, type UploadStore } from '@darkroom/input-pictures'
import type { PictureReference } from '@darkroom/recipe'
import { createThumbnailer } from '@darkroom/thumbnails'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ProblemError } from '../http/problem.ts'
import type { TakenAs } from './asked-picture.ts'
import { PictureTaker } from './picture-taker.ts'

const create = { width: 40, height: 20, channels: 4, background: '#ff000080' } as const
const png = await sharp({ create }).png().toBuffer()
const white = { ...create, background: '#ffffff' } as const
const opaque = await sharp({ create: white }).flatten().png().toBuffer()
const sideways = await sharp({ create }).withMetadata({ orientation: 6 }).webp().toBuffer()
const avif = await sharp({ create }).avif().toBuffer()
const frames = Buffer.alloc(8 * 16 * 3, 200).fill(20, 8 * 8 * 3)
const animation = await sharp(frames, { raw: { width: 8, height: 16, channels: 3, pageHeight: 8 } })
  .gif({ loop: 0 })
  .toBuffer()
const clip = Buffer.from('524946462400000057415645666d7420', 'hex')

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')
const nameOf = (bytes: Uint8Array, extension: string): string =>
  `darkroom_${hashOf(bytes).slice(0, 32)}.${extension}`
const dataUrl = (bytes: Uint8Array): string =>
  `data:image/png;base64,${Buffer.from(bytes).toString('base64')}`

const done = '3f2b8c1e-5f0a-4b7e-9a51-2f7f0c1d9e11'
const running = '7a1d0c52-2a0e-4f4f-8d1c-0b7f5f6f2c33'
const failed = 'c8d0f5a4-6a5e-4f26-9b68-3d5a1f0f7e02'

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield bytes
}

/** A taker with a real store, gallery and decoder; what jobs there are, and what an address gives, are said here. */
async function setUp() {
  await using stack = new AsyncDisposableStack()
  const directory = await mkdtemp(join(tmpdir(), 'taker-'))
  stack.defer(() => rm(directory, { recursive: true, maxRetries: 5 }))
  const root = join(directory, 'gallery')
  await mkdir(root)
  await writeFile(join(root, 'red.png'), png)
  const store = { directory: join(directory, 'uploads'), limitBytes: 10_000_000 }
  const uploads = stack.use(await openUploadStore(store))
  const gallery = stack.use(
    await openGallery({
      root,
      cacheDirectory: join(directory, 'cache'),
      metadataModule: import.meta.resolve('@darkroom/image-metadata'),
      metadataVersion: '1',
    }),
  )
  await gallery.ready()
  const thumbnailer = stack.use(createThumbnailer({ root, concurrency: 1 }))
  const job = (
    requestId: string,
    status: JobView['status'],
    paths: readonly string[],
  ): JobView => ({
    requestId,
    status,
    stage: 'finished',
    priority: 0,
    client: '',
    workflow: 'text-to-image',
    inputs: {},
    recipe: {},
    images: paths.map((path) => ({ path, sha256: '', bytes: 0 })),
    outputs: [],
    createdAt: 0,
  })
  const jobs = new Map(
    [
      job(done, 'completed', ['red.png', 'deleted.png']),
      job(running, 'processing', []),
      job(failed, 'error', []),
    ].map((each) => [each.requestId, each]),
  )
  const fetched: string[] = []
  const taker = new PictureTaker({
    uploads,
    gallery,
    generation: { get: (id) => jobs.get(id) },
    disk: { look: async () => ({ state: 'writable', freeBytes: 1 }) },
    fetchInput: (url) => {
      fetched.push(url)
      return once(png)
    },
    pixels: thumbnailer,
  })
  const take = (
    ...asked: readonly (readonly [path: string, reference: PictureReference, as: TakenAs])[]
  ) =>
    taker.take(
      asked.map(([path, reference, as]) => ({ path, reference, as })),
      new AbortController().signal,
    )
  const red = gallery.findByPath('red.png')?.id ?? ''
  return { take, taker, uploads, red, fetched, folder: store.directory, resources: stack.move() }
}

let setting: Awaited<ReturnType<typeof setUp>>
beforeAll(async () => {
  setting = await setUp()
})
afterAll(() => setting.resources.disposeAsync())

async function refusal(work: Promise<unknown>): Promise<ProblemError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof ProblemError)) throw error
  return error
}

const bytesOf = async (uploads: UploadStore, name: string | undefined, folder: string) => {
  const ids = await readdir(folder)
  const id = ids.find((one) => one.startsWith((name ?? '').slice('darkroom_'.length, -4)))
  return readFile(uploads.pathOf(id ?? ''))
}

test('a picture becomes the same upload from wherever it comes, and is kept until it is let go', async () => {
  const { take, uploads, red, fetched } = setting
  const id = hashOf(png)
  const address = 'https://pictures.example/red.png'
  const taken = await take(
    ['image', { gallery: red }, 'picture'],
    ['references.0', { job: done, index: 0 }, 'picture'],
    ['references.1', dataUrl(png), 'file'],
    ['references.2', address, 'picture'],
    ['references.3', address, 'picture'],
    ['references.4', { upload: id }, 'file'],
  )
  expect(taken.names).toEqual(Array(6).fill(nameOf(png, 'png')))
  expect(taken.files).toEqual([{ name: nameOf(png, 'png'), upload: id }])
  expect(fetched).toEqual([address])
  await expect(uploads.remove(id)).rejects.toThrow('still needs')
  taken[Symbol.dispose]()
  expect(await uploads.remove(id)).toBe(true)
})

test('a picture is turned upright, an animation gives its first picture, and a mask has the size of its picture', async () => {
  const { take, uploads, folder } = setting
  using taken = await take(
    ['image', dataUrl(sideways), 'picture'],
    ['mask', dataUrl(opaque), { mask: 'light', of: 0 }],
    ['image', dataUrl(sideways), { mask: 'transparency', of: 0 }],
    ['references.0', dataUrl(animation), 'picture'],
    ['references.1', dataUrl(avif), 'picture'],
    ['whole', dataUrl(animation), 'file'],
  )
  const [image, light, transparent, still, rewritten, whole] = taken.names
  expect(whole).toBe(nameOf(animation, 'gif'))
  const made = await Promise.all(
    [image, light, transparent, still, rewritten].map(async (name) => {
      const bytes = await bytesOf(uploads, name, folder)
      const { width, height, format, pages } = await sharp(bytes).metadata()
      const { channels } = await sharp(bytes).stats()
      return [
        `${format} ${width}×${height}`,
        pages,
        channels.length,
        Math.round(channels[0]?.mean ?? 0),
      ]
    }),
  )
  expect(made).toEqual([
    ['png 20×40', undefined, 4, 255],
    ['png 20×40', undefined, 1, 255],
    ['png 20×40', undefined, 1, 127],
    ['png 8×8', undefined, 4, 200],
    ['png 40×20', undefined, 4, expect.closeTo(255, -1)],
  ])
})

test.each<[string, PictureReference, TakenAs, number, string, string]>([
  [
    'an unknown picture',
    { gallery: 'x1' },
    'picture',
    400,
    'picture_not_found',
    'There is no picture "x1" in the gallery.',
  ],
  [
    'an unknown upload',
    { upload: 'a'.repeat(64) },
    'file',
    400,
    'upload_not_found',
    `There is no upload ${'a'.repeat(64)}.`,
  ],
  [
    'an unknown job',
    { job: crypto.randomUUID(), index: 0 },
    'picture',
    400,
    'job_not_found',
    'There is no job',
  ],
  [
    'a job that runs',
    { job: running, index: 0 },
    'picture',
    409,
    'job_not_ended',
    'has not made its picture yet.',
  ],
  [
    'a job that failed',
    { job: failed, index: 0 },
    'picture',
    400,
    'picture_not_found',
    'made no picture: its status is error.',
  ],
  [
    'a picture too many',
    { job: done, index: 2 },
    'picture',
    400,
    'picture_not_found',
    'made 2 pictures: there is none of index 2.',
  ],
  [
    'a picture that was deleted',
    { job: done, index: 1 },
    'picture',
    400,
    'picture_not_found',
    'is no longer in the gallery.',
  ],
  [
    'a web page',
    dataUrl(Buffer.from('<!doctype html><p>')),
    'picture',
    400,
    'not_media',
    'This is a web page, and no picture',
  ],
  [
    'a picture cut off',
    dataUrl(png.subarray(0, 60)),
    'picture',
    400,
    'broken_media',
    'its end is missing.',
  ],
  ['nothing', 'data:image/png;base64,', 'file', 400, 'broken_media', '0 bytes.'],
  ['no base64', 'data:image/png;base64,%%%', 'file', 400, 'invalid_input', 'base64'],
  [
    'a sound',
    dataUrl(Buffer.concat([clip, Buffer.alloc(40)])),
    'picture',
    400,
    'unusable_input',
    'It must be a picture, and this is a sound (audio/wav).',
  ],
  [
    'the transparency of an opaque picture',
    dataUrl(opaque),
    { mask: 'transparency', of: 0 },
    400,
    'unusable_input',
    'nothing transparent',
  ],
])('%s is refused with the field', async (_, reference, as, status, code, message) => {
  const { take } = setting
  const error = await refusal(
    take(['image', dataUrl(png), 'file'], ['control.1.image', reference, as]),
  )
  expect([error.status, error.code]).toEqual([status, code])
  expect(error.errors).toEqual([
    { path: 'control.1.image', message: expect.stringContaining(message) },
  ])
  expect(error.message).toMatch(/^control\.1\.image: [A-Z].*\.$/)
})

test('what nobody waits for any more is not taken', async () => {
  const { taker, uploads } = setting
  const reference = dataUrl(Buffer.from('GIF89a'))
  const asked = [{ path: 'image', reference, as: 'picture' }] as const
  const before = (await uploads.list({ offset: 0, limit: 9 })).total
  await expect(taker.take(asked, AbortSignal.abort())).rejects.toThrow('abort')
  expect((await uploads.list({ offset: 0, limit: 9 })).total).toBe(before)
})
