import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openGallery } from '@darkroom/gallery-store'

const pixel = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const root = await mkdtemp(join(tmpdir(), 'gallery-'))
await mkdir(join(root, '20261122'))
await writeFile(join(root, '20261122/fox.png'), pixel)
await writeFile(
  join(root, '20261122/fox.json'),
  JSON.stringify({ prompt: 'A red fox in the snow' }),
)

{
  await using gallery = await openGallery({
    root,
    metadataModule: new URL('./tiny-parser.mjs', import.meta.url).href,
    updateSidecar: (text, change) => JSON.stringify({ ...JSON.parse(text ?? '{}'), ...change }),
  })
  await gallery.ready()
  const { items, total } = gallery.query({ keyword: 'FOX snow' }, { limit: 50 })
  console.log(total, items[0]?.path, items[0]?.recipe.prompt)

  const id = items[0]?.id ?? ''
  await gallery.annotate(id, { favourite: true, tags: ['winter'] })
  console.log(gallery.facets({ favourite: true }).tags)

  console.log((await gallery.trash(id))?.deletedFiles)
  console.log(gallery.statistics().totalImages, (await gallery.listTrash()).length)
  console.log((await gallery.restore(id))?.favourite)
}
await rm(root, { recursive: true })
