import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { createTestFolder } from '../test/test-gallery.ts'
import type { SidecarChange } from './gallery.ts'

const updateSidecar = (text: string | undefined, change: SidecarChange): string =>
  JSON.stringify({ ...JSON.parse(text ?? '{}'), ...change })

test('tags that are added and removed at the same time are all taken', async () => {
  await using folder = await createTestFolder()
  await folder.writeImage('a.png')
  await folder.write('a.json', '{"tags":["first","old"],"unknown":1}')
  await using gallery = await folder.open({ updateSidecar })
  await gallery.ready()
  const id = gallery.findByPath('a.png')?.id ?? ''
  const numbers = Array.from({ length: 12 }, (_, number) => `t${number}`)
  await Promise.all([
    ...numbers.map((tag) => gallery.annotate(id, { addTags: [tag] })),
    gallery.annotate(id, { removeTags: ['old'] }),
    gallery.annotate(id, { favourite: true }),
  ])
  const tags = ['first', ...numbers]
  expect(gallery.get(id)).toMatchObject({ favourite: true, tags })
  expect(JSON.parse(await readFile(folder.path('a.json'), 'utf8'))).toEqual({
    unknown: 1,
    favourite: true,
    tags,
  })
})
