import { expect, test } from 'vitest'
import { findReferences, placeOf } from './asset-references.ts'

const asset = (info: unknown) => ({ __type: 'core/ASSET', info })

test('assets are found wherever they stand, each with what it says', () => {
  const graph = {
    '10': { class_type: 'LoadImage', inputs: { image: asset({ id: 'a', hash: null }) } },
    '11': { class_type: 'Batch', inputs: { all: [1, asset({ hash: 'blake3:b' }), 'x'] } },
    '12': { class_type: 'X', inputs: { deep: { er: asset({ file_path: 'c.png' }) } } },
  }
  expect([...findReferences(graph)]).toEqual([
    { pointer: '/10/inputs/image', reference: { id: 'a' } },
    { pointer: '/11/inputs/all/1', reference: { hash: 'blake3:b' } },
    { pointer: '/12/inputs/deep/er', reference: { file_path: 'c.png' } },
  ])
})

test.each([undefined, null, {}, { id: '' }, { id: 3 }, 'a'])(
  'an asset whose info is %j stands for nothing',
  (info) => {
    expect([...findReferences([asset(info)])]).toEqual([{ pointer: '/0', reference: undefined }])
  },
)

test('a place is named by node and input', () => {
  expect(placeOf('/10/inputs/image')).toBe('10.image')
  expect(placeOf('/10/inputs/all/1')).toBe('10.all.1')
})
