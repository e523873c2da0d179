import { expect, test } from 'vitest'
import { takeWords } from './built-in/take-words.ts'
import { checkCount } from './check-count.ts'

const pathsOf = (count: number) => Array.from({ length: count }, (_, at) => ({ path: `a.${at}` }))

test('as many pictures as any workflow takes are no offence', () => {
  expect(() => checkCount(pathsOf(200))).not.toThrow()
})

test('a run of a built-in workflow that refers to more pictures is refused before one is read', async () => {
  let reads = 0
  const given = {
    take: async () => {
      reads += 1
      throw new Error('A picture was read')
    },
  }
  const references = pathsOf(201).map(() => ({ upload: 'f'.repeat(64) }))
  const { signal } = new AbortController()
  await expect(takeWords('edit', { references }, { given, signal })).rejects.toMatchObject({
    ...{ status: 400, code: 'too_many_pictures' },
    message: 'inputs.references.200: There are 201 pictures, and 200 are the most.',
  })
  expect(reads).toBe(0)
})
