import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createThumbnailer, placeholderThumbnail, ThumbnailError } from '@darkroom/thumbnails'
import sharp from 'sharp'

const folder = await mkdtemp(join(tmpdir(), 'thumbnails-example-'))
try {
  const colours = ['#e63946', '#f4a261', '#2a9d8f', '#457b9d']
  const paths = colours.map((_, index) => join(folder, `${index + 1}.png`))
  for (const [index, background] of colours.entries()) {
    const create = { width: 1024, height: 1024, channels: 3, background } as const
    await sharp({ create })
      .png()
      .toFile(paths[index] ?? '')
  }

  await using thumbnailer = createThumbnailer()

  const { path, version } = await thumbnailer.thumbnail({ path: paths[0] ?? '' })
  console.log('stored as', path?.slice(folder.length), '- for URLs: ?v=', version)

  const { bytes, contentType, etag } = await thumbnailer.read({ path: paths[0] ?? '', size: 600 })
  console.log('to be sent:', bytes.length, 'bytes of', contentType, 'with the ETag', etag)

  console.log('in the background:', await thumbnailer.warm(paths))

  const broken = await thumbnailer.read({ path: join(folder, 'none.png') }).catch((error) => {
    if (error instanceof ThumbnailError) return placeholderThumbnail()
    throw error
  })
  console.log('instead of an image that is not there:', broken)

  const frames = paths.map((frame, index) => ({ path: frame, label: `Shot ${index + 1}` }))
  const sheet = await thumbnailer.contactSheet(frames, { directory: folder, title: 'Four colours' })
  const show = await thumbnailer.slideshow(frames, { directory: folder, frameMs: 500 })
  console.log('contact sheet:', sheet.bytes.length, 'bytes; slideshow:', show.bytes.length, 'bytes')
} finally {
  await rm(folder, { recursive: true })
}
