import { writeSync } from 'node:fs'
import { openGallery } from '../src/open-gallery.ts'
import { metadataModule } from './test-gallery.ts'

/**
 * Does one thing with a gallery that other processes have open as well, over and over: `annotate` adds a tag of its own to every
 * image so many times, `move` moves all that lie in its folder to the folder `together`, `trash` trashes
 * all at once and prints which errors there were.
 */
const [, , root = '', work = '', name = '', times = '1'] = process.argv
const gallery = await openGallery({
  root,
  metadataModule,
  watch: 'none',
  updateSidecar: (text, change) => JSON.stringify({ ...JSON.parse(text ?? '{}'), ...change }),
})
await gallery.ready()
const idsIn = (folder: string): readonly string[] => gallery.ids({ folder }, { limit: 1000 }).ids
writeSync(1, 'ready\n')
await new Promise<void>((resolve) => process.stdin.once('data', () => resolve()))

if (work === 'annotate') {
  for (let number = 0; number < Number(times); number += 1)
    await gallery.annotateMany(idsIn(''), { addTags: [`${name}-${number}`] })
} else if (work === 'move') {
  for (const { error } of await gallery.moveMany(idsIn(name), 'together'))
    if (error !== undefined) throw error
} else {
  const outcomes = await gallery.trashMany(idsIn(''))
  const errors = outcomes.flatMap(({ error }) => (error instanceof Error ? error.name : []))
  writeSync(1, `${JSON.stringify([...new Set(errors)])}\n`)
}
await gallery[Symbol.asyncDispose]()
process.exit(0)
