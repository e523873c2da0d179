import { writeSync } from 'node:fs'
import { openGallery } from '../src/open-gallery.ts'
import { metadataModule } from './test-gallery.ts'

/** Trashes, restores, moves and removes endlessly, until killed. */
const [, , root = '', seed = '1'] = process.argv
let state = Number(seed)
const random = (below: number): number => {
  state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
  return Math.floor((state / 2 ** 32) * below)
}
const gallery = await openGallery({ root, metadataModule, watch: 'none' })
await gallery.ready()
const folders = ['', 'day', 'best/of']
for (;;) {
  const { items } = gallery.query({}, { limit: 1000 })
  const entry = items[random(items.length)]
  const [trashed] = await gallery.listTrash()
  const action = random(4)
  writeSync(1, '.')
  if (entry !== undefined && action === 0) await gallery.trash(entry.id)
  else if (entry !== undefined && action === 1)
    await gallery.move(entry.id, folders[random(3)] ?? '')
  else if (trashed !== undefined) await gallery.restore(trashed.id)
}
