import { beforeAll, describe, expect, it, vi } from 'vitest'
import type { readDropped as Read } from './dropped-pictures.ts'

let readDropped: typeof Read

beforeAll(async () => {
  vi.stubGlobal('document', { baseURI: 'http://studio.example/darkroom/' })
  ;({ readDropped } = await import('./dropped-pictures.ts'))
})

const dropped = ({
  files = [],
  data = {},
}: {
  files?: readonly File[]
  data?: Record<string, string>
}) => readDropped({ files, getData: (type) => data[type] ?? '' })

const file = (name: string, type = '') => new File(['x'], name, { type })

describe('what is dropped', () => {
  it('is a picture of the gallery when one of ours was dragged', () => {
    const data = { 'application/x-darkroom-image': 'abc', 'text/uri-list': 'http://else.example/a' }
    expect(dropped({ data })?.references).toEqual([{ gallery: 'abc' }])
  })

  it('is the picture behind an address of this Darkroom, below the path it has', () => {
    const upload = 'b'.repeat(64)
    const uris = [
      '# pictures',
      'http://studio.example/darkroom/api/gallery/image/a1-b2',
      'http://studio.example/darkroom/api/gallery/thumbnail/c3?size=256',
      `http://studio.example/darkroom/api/uploads/${upload}`,
    ]
    const found = dropped({ data: { 'text/uri-list': uris.join('\r\n') } })
    expect(found?.references).toEqual([{ gallery: 'a1-b2' }, { gallery: 'c3' }, { upload }])
    expect(found?.refusal).toBeUndefined()
  })

  it('is refused when it lies on another site, or beside our path', () => {
    for (const address of [
      'https://pictures.example/api/gallery/image/a1',
      'http://studio.example/api/gallery/image/a1',
    ]) {
      const found = dropped({ data: { 'text/uri-list': address } })
      expect(found).toMatchObject({
        references: [],
        refusal: expect.stringContaining('another site'),
      })
    }
  })

  it('is sorted: pictures, workflows, and what is neither, by name', () => {
    const photo = file('photo.JPG')
    const shot = file('shot', 'image/png')
    const graph = file('fox.json', 'application/json')
    const notes = file('notes.txt', 'text/plain')
    const found = dropped({ files: [photo, notes, graph, shot, file('a.pdf')] })
    expect(found?.files).toEqual([photo, shot])
    expect(found?.workflows).toEqual([graph])
    expect(found?.refusal).toBe('notes.txt and 1 more are no pictures.')
  })

  it('is nothing when it is text, which belongs to the field it is pasted in', () => {
    expect(dropped({ data: { 'text/plain': 'a fox' } })).toBeUndefined()
  })
})
