import fc from 'fast-check'
import { expect, test } from 'vitest'
import { groupToJson, type PlannedMember, readMembers } from './group-members.ts'
import { cellsOf, type Matrix } from './matrix.ts'

const made = (matrix: Matrix): PlannedMember[] =>
  [...cellsOf(matrix)].map((values, index) => ({
    workflow: 'graph',
    inputs: { graph: '{}', ...values },
    made: { workflow: 'boats', inputs: { cfg: 3, ...values } },
    part: { kind: 'batch', id: 'a', number: index + 1, seedMode: 'fixed', values },
  }))

const planned = (payload: ReturnType<typeof groupToJson>): unknown =>
  [...readMembers(payload)].map(({ recipe: _, ...member }) => member)

test('what follows from the place in the matrix is stored once, whatever the lists are', () => {
  const list = fc.array(fc.oneof(fc.string(), fc.integer(), fc.jsonValue({ maxDepth: 2 })), {
    minLength: 1,
    maxLength: 4,
  })
  const word = fc.constantFrom('prompt', 'cfg', 'steps', 'image')
  fc.assert(
    fc.property(fc.dictionary(word, list, { minKeys: 1, maxKeys: 3 }), (lists) => {
      const matrix: Matrix = JSON.parse(JSON.stringify(lists))
      expect(planned(groupToJson({ matrix }, made(matrix), matrix))).toEqual(made(matrix))
    }),
  )
  const matrix = { prompt: ['a', 'b', 'c'].map((letter) => letter.repeat(1_000)) }
  const text = JSON.stringify(groupToJson({ matrix }, made(matrix), matrix))
  // In the matrix, and in what is run.
  expect(text.split('b'.repeat(1_000)).length - 1).toBe(2)
})

test('members with other values than their places in the matrix have their own', () => {
  const matrix = { prompt: ['a', 'b'] }
  const members = made(matrix).toReversed()
  expect(planned(groupToJson({ matrix }, members, matrix))).toEqual(members)
  const retried = made(matrix).slice(1)
  expect(planned(groupToJson({ matrix }, retried, matrix))).toEqual(retried)
})
