import { writeSync } from 'node:fs'
import { openGallery } from '../src/open-gallery.ts'
import { metadataModule } from './test-gallery.ts'

/** Trashes, restores and moves endlessly, one by one or many at once, until killed. */
const [, , root = '', seed = '1', mode = 'one'] = process.argv
let state = Number(seed)
const random = (below: number): number => {
  state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
  return Math.floor((state / 2 ** 32) * below)
}
const gallery = await openGallery({ root, metadataModule, watch: 'none' })
await gallery.ready()
const folders = ['', 'day', 'best/of']
const changeMany = async (ids: readonly string[]): Promise<void> => {
  const chosen = ids.filter(() => random(3) > 0)
  const trashed = (await gallery.listTrash()).map(({ id }) => id)
  const action = random(3)
  writeSync(1, '.')
  if (action === 0) await gallery.trashMany(chosen)
  else if (action === 1) await gallery.moveMany(chosen, folders[random(3)] ?? '')
  else await gallery.restoreMany(trashed)
}
for (;;) {
  const { items } = gallery.query({}, { limit: 1000 })
  const entry = items[random(items.length)]
  if (mode === 'many') {
    await changeMany(items.map(({ id }) => id))
    continue
  }
  const [trashed] = await gallery.listTrash()
  const action = random(4)
  writeSync(1, '.')
  if (entry !== undefined && action === 0) await gallery.trash(entry.id)
  else if (entry !== undefined && action === 1)
    await gallery.move(entry.id, folders[random(3)] ?? '')
  else if (trashed !== undefined) await gallery.restore(trashed.id)
}
