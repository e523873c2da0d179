import { expect, test } from 'vitest'
import { toSidecarChange } from './to-sidecar-change.ts'

test.each([
  [{ addTags: ['sea', 'boat'] }, { tags: ['Boat', 'café', 'sea'] }],
  [{ removeTags: ['CAFE'] }, { tags: ['Boat'] }],
  [{ addTags: ['x'], removeTags: ['boat', 'none'] }, { tags: ['café', 'x'] }],
  [{ tags: ['y'], addTags: ['x'] }, { tags: ['y', 'x'] }],
  [{ tags: [] }, { tags: [] }],
  [{ favourite: false }, { favourite: false }],
  [
    { favourite: true, removeTags: ['boat', 'café'] },
    { favourite: true, tags: [] },
  ],
])('%j of Boat and café is %j', (change, written) => {
  expect(toSidecarChange(['Boat', 'café'], change)).toEqual(written)
})
