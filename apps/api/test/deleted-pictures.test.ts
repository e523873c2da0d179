import { mkdir, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { galleryImageSchema } from '../src/gallery/gallery-image.ts'
import { runDarkroom } from './running-darkroom.ts'

const filesBelow = async (folder: string): Promise<string[]> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name)
}

test.skipIf(process.platform === 'win32').each(['by us', 'by another program', 'by moving it'])(
  'of a picture that is deleted %s nothing is left that was made of it',
  async (by) => {
    await using running = await runDarkroom()
    const folder = join(running.gallery, 'day')
    await mkdir(folder)
    // The picture's thumbnails have another name, for Windows does not accept this one.
    const path = join(folder, 'a: fox?.png')
    const create = { width: 64, height: 64, channels: 3, background: '#48c' } as const
    await sharp({ create }).png().toFile(path)
    const list = async () => {
      const answer = await fetch(`${running.url}/api/gallery`)
      return z.array(galleryImageSchema).parse(await answer.json())
    }
    await expect.poll(list).toHaveLength(1)
    const [{ id, thumbnail_url } = { id: '', thumbnail_url: '' }] = await list()
    const made = [thumbnail_url, `${thumbnail_url}&size=600`, `/api/gallery/image/${id}?width=32`]
    for (const url of made) expect((await fetch(`${running.url}${url}`)).status).toBe(200)
    expect(await filesBelow(join(folder, '.thumbnails'))).toHaveLength(made.length)

    const image = running.api.gallery.image[':id']
    if (by === 'by us') await image.$delete({ param: { id }, query: {} })
    else if (by === 'by moving it') await image.move.$post({ param: { id }, json: { folder: 'x' } })
    else await rm(path)
    await expect.poll(() => filesBelow(folder)).toEqual([])
  },
)
