import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { machineMutants, mutants } from './mutants.ts'

/** Reads a source file; packages are in one of two folders. */
const sourceOf = (file: string): Promise<string> => {
  const folder = file.startsWith('api/') ? 'apps' : 'packages'
  return readFile(new URL(`../../../${folder}/${file}`, import.meta.url), 'utf8')
}

test.each(
  [...mutants, ...machineMutants].flatMap(({ name, patches }) =>
    patches.map((patch) => ({ name, ...patch })),
  ),
)('the mutant “$name” fits $file', async ({ file, find, replace }) => {
  expect((await sourceOf(file)).split(find)).toHaveLength(2)
  expect(replace).not.toBe(find)
})
