import fc from 'fast-check'
import { expect, test } from 'vitest'
import { columnsSchema, rowOf, toColumns } from './columns.ts'

const row = fc.dictionary(
  fc.constantFrom('a', 'b', 'c', 'same', 'each', 'of', 'at', 'keys'),
  fc.oneof(
    fc.constant(undefined),
    fc.constantFrom<unknown>('', '{}', '{}""', 0, 1, '1', null, false),
    fc.jsonValue().filter((value) => !JSON.stringify(value).includes('__proto__')),
  ),
  { noNullPrototype: true },
)

test('rows are the same after they were columns in a journal', () => {
  fc.assert(
    fc.property(fc.array(row, { minLength: 1, maxLength: 8 }), (rows) => {
      const kept = columnsSchema.parse(JSON.parse(JSON.stringify(toColumns(rows))))
      const read = rows.map((_, index) => rowOf(kept, index))
      expect(read).toEqual(JSON.parse(JSON.stringify(rows)))
    }),
  )
})

test('what rows share is kept once, and read as one value', () => {
  const graph = 'g'.repeat(1_000)
  const rows = Array.from({ length: 1_000 }, (_, index) => ({
    inputs: { graph, prompt: `${index % 3}`, size: { width: 512, height: 512 + index } },
  }))
  const columns = toColumns(rows)
  expect(JSON.stringify(columns).length).toBeLessThan(8_000)
  expect(columns).toMatchObject({ inputs: { keys: { graph: { same: graph } } } })
  expect(rowOf(columns, 2)).toEqual(rows[2])
})
