import { expect, test } from 'vitest'
import { createTestFolder } from '../../test/test-gallery.ts'
import { imageId } from '../image-id.ts'

const found = { source: 'novelai', recipe: { prompt: 'a hidden fox', seed: 7 }, seedText: '7' }

test('what the pixels hide is found by queries and kept, and so is that they hide nothing', async () => {
  await using folder = await createTestFolder()
  for (const name of ['a.png', 'b.png', 'c.png']) await folder.writeImage(name, {})
  const options = { cacheDirectory: folder.cache }
  const [a, b, c] = ['a.png', 'b.png', 'c.png'].map(imageId)
  {
    await using gallery = await folder.open(options)
    await gallery.ready()
    const before = gallery.lastEventId()
    const [first, second, third] = [a, b, c].map((id = '') => gallery.get(id))
    if (!(first && second && third)) throw new Error('not listed')
    gallery.learn(first, found)
    gallery.learn(second, undefined)
    gallery.learn({ ...third, size: third.size + 1 }, found)
    const told: string[] = []
    const stop = new AbortController()
    for await (const { id, type } of gallery.events({ after: before, signal: stop.signal })) {
      told.push(`${type} ${id}`)
      stop.abort()
    }
    expect(told).toEqual([`changed ${a}`])
    // Reading the file again brings nothing of it back.
    await gallery.refresh(['a.png', 'b.png'])
    expect(gallery.query({ keyword: 'hidden' }).items.map(({ id }) => id)).toEqual([a])
  }
  await using gallery = await folder.open(options)
  await gallery.ready()
  expect(gallery.get(a ?? '')).toMatchObject({ ...found, hiddenRead: true })
  expect([b, c].map((id = '') => gallery.get(id)?.hiddenRead)).toEqual([true, false])
  await folder.writeImage('a.png', { prompt: 'painted over' })
  await gallery.refresh(['a.png'])
  expect(gallery.get(a ?? '')).toMatchObject({
    recipe: { prompt: 'painted over' },
    hiddenRead: false,
  })
})
