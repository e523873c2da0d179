import { viewPaths } from '@darkroom/api'
import { expect, test } from 'vitest'
import { views } from '../src/views.tsx'

test('the server sends the page at the address of each view, and at no other', () => {
  expect(views.map(({ path }) => path).toSorted()).toEqual(viewPaths.toSorted())
})
