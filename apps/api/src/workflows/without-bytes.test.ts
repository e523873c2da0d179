import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { withoutBytes } from './without-bytes.ts'

test('a picture in a body is told as the upload that it has become, and a text that only looks like one stays', () => {
  const bytes = Buffer.from('a picture')
  const upload = createHash('sha256').update(bytes).digest('hex')
  const url = `data:image/png;base64,${bytes.toString('base64')}`
  expect(
    withoutBytes({
      image: url,
      control: [{ type: 'depth', image: url }],
      references: [{ gallery: 'a1' }],
      prompt: 'data: a hall of servers at night',
      steps: 4,
    }),
  ).toEqual({
    image: { upload },
    control: [{ type: 'depth', image: { upload } }],
    references: [{ gallery: 'a1' }],
    prompt: 'data: a hall of servers at night',
    steps: 4,
  })
})
