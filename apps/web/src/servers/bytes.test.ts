import { expect, test } from 'vitest'
import { inBytes } from './bytes.ts'

test('bytes are told with as many digits as matter', () => {
  expect([0, 900, 1536, 25_757_220_864, 1024 ** 4 * 2048].map(inBytes)).toEqual([
    '0 B',
    '900 B',
    '1.5 KB',
    '24.0 GB',
    '2048 TB',
  ])
})
