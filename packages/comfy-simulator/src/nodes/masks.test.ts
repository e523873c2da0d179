import { expect, test } from 'vitest'
import { greyPicture, greysOf } from '../painting/greys.ts'
import type { Picture } from '../painting/picture.ts'
import type { PyValue } from '../python/value.ts'
import { NodeInputs } from './inputs.ts'
import { maskNodes } from './masks.ts'
import { type NodeValue, picturesOf } from './values.ts'

const mask = (rows: readonly string[]): Picture => {
  const greys = rows
    .join('')
    .split('')
    .map((sign) => (sign === '#' ? 255 : sign === '+' ? 128 : 0))
  return greyPicture(rows[0]?.length ?? 0, rows.length, () => Uint8Array.from(greys))
}

const run = async (
  name: string,
  pictures: Readonly<Record<string, Picture>>,
  literals: Readonly<Record<string, PyValue>> = {},
): Promise<readonly number[][]> => {
  const values = new Map<string, NodeValue>()
  for (const [key, picture] of Object.entries(pictures))
    values.set(key, { kind: 'MASK', pictures: [picture] })
  for (const [key, value] of Object.entries(literals)) values.set(key, { kind: 'LITERAL', value })
  const behaviour = maskNodes[name]
  if (behaviour === undefined) throw new Error(`${name} has no behaviour`)
  const { outputs = [] } = await behaviour(new NodeInputs(values), Object.create(null))
  const [picture] = outputs.flatMap(picturesOf)
  if (picture === undefined) return []
  const greys = [...(await greysOf(picture))]
  return Array.from({ length: picture.height }, (_, row) =>
    greys.slice(row * picture.width, (row + 1) * picture.width),
  )
}

const dot = mask(['.....', '.....', '..#..', '.....', '.....'])
const shown = (rows: readonly number[][]): readonly string[] =>
  rows.map((row) => row.map((grey) => (grey > 200 ? '#' : grey > 0 ? '+' : '.')).join(''))

test('GrowMask grows a diamond, or a square without tapered corners, and shrinks', async () => {
  const grown = await run('GrowMask', { mask: dot }, { expand: 2, tapered_corners: true })
  expect(shown(grown)).toEqual(['..#..', '.###.', '#####', '.###.', '..#..'])
  const square = await run('GrowMask', { mask: dot }, { expand: 1, tapered_corners: false })
  expect(shown(square)).toEqual(['.....', '.###.', '.###.', '.###.', '.....'])
  const gone = await run('GrowMask', { mask: dot }, { expand: -1, tapered_corners: true })
  expect(shown(gone)).toEqual(['.....', '.....', '.....', '.....', '.....'])
})

test('InvertMask, ThresholdMask and CropMask do what they say', async () => {
  const row = mask(['#+.'])
  expect(await run('InvertMask', { mask: row })).toEqual([[0, 127, 255]])
  expect(await run('ThresholdMask', { mask: row }, { value: 0.6 })).toEqual([[255, 0, 0]])
  const part = await run('CropMask', { mask: dot }, { x: 2, y: 1, width: 9, height: 2 })
  expect(shown(part)).toEqual(['...', '#..'])
})

test.each([
  ['add', ['###', '..#']],
  ['subtract', ['#..', '...']],
  ['and', ['.##', '...']],
  ['xor', ['#..', '..#']],
])('MaskComposite %s joins at a place and leaves the rest', async (operation, rows) => {
  const destination = mask(['###', '...'])
  const source = mask(['##', '.#'])
  const joined = await run('MaskComposite', { destination, source }, { x: 1, y: 0, operation })
  expect(shown(joined)).toEqual(
    rows.map((row, at) => (at === 0 && operation === 'and' ? '###' : row)),
  )
})

test('FeatherMask fades towards the edges that it is told', async () => {
  const full = mask(['####'])
  const sides = { left: 2, top: 0, right: 0, bottom: 0 }
  expect(await run('FeatherMask', { mask: full }, sides)).toEqual([[128, 255, 255, 255]])
})
