import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { taskTable, variantTable } from '../../test/family-tables.ts'

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8')

test('the tables of the README say what the families say', () => {
  expect(readme).toContain(taskTable().join('\n'))
  expect(readme).toContain(variantTable().join('\n'))
})
