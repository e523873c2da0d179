import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  openUploadStore,
  type Pixels,
  planInput,
  planMask,
  prepareInput,
} from '@darkroom/input-pictures'
import { createThumbnailer } from '@darkroom/thumbnails'
import sharp from 'sharp'
import { expect, onTestFinished, test } from 'vitest'

const create = { width: 40, height: 20, channels: 4, background: '#ff000080' } as const

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array, void> {
  yield bytes
}

test('what the upload store keeps, the thumbnailer makes ready, for both speak of the same', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'prepared-'))
  onTestFinished(() => rm(directory, { recursive: true }))
  await using uploads = await openUploadStore({ directory, limitBytes: 1_000_000 })
  await using thumbnailer = createThumbnailer({ root: directory, concurrency: 1 })
  const pixels: Pixels = thumbnailer
  const sideways = await sharp({ create }).withMetadata({ orientation: 6 }).webp().toBuffer()
  const { upload } = await uploads.add(once(sideways))
  expect(upload).toMatchObject({ width: 20, height: 40, orientation: 6, hasAlpha: true })

  const file = { ...upload, path: uploads.pathOf(upload.id), sha256: upload.id }
  const upright = await prepareInput(file, planInput(upload), { pixels })
  const mask = planMask(upload, { reads: 'transparency', of: { width: 64, height: 32 } })
  const made = [upright, await prepareInput(file, mask, { pixels })]
  const sizes = await Promise.all(
    made.map(async ({ content, name }) => {
      expect(name).toMatch(/^darkroom_[0-9a-f]{32}\.png$/)
      if (content.kind !== 'bytes') throw new Error('It was made')
      const { width, height, channels } = await sharp(content.bytes).metadata()
      return [width, height, channels]
    }),
  )
  expect(sizes).toEqual([
    [20, 40, 4],
    [64, 32, 1],
  ])
})
