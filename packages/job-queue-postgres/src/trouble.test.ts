import { DatabaseError } from 'pg'
import { expect, test } from 'vitest'
import { sentenceOf, troubleOf } from './trouble.ts'

const withCode = (code: string): Error => Object.assign(new Error('said so'), { code })

test.each([
  ['25006', 'read-only'],
  ['53100', 'full'],
  ['53300', 'away'],
  ['57P01', 'away'],
  ['57P03', 'away'],
  ['08006', 'away'],
  ['40P01', 'away'],
  ['28P01', 'refused'],
  ['3D000', 'refused'],
  ['42501', 'refused'],
  ['42P01', 'broken'],
  ['XX001', 'broken'],
  ['ECONNREFUSED', 'away'],
  ['EPIPE', 'away'],
])('%s means %s', (code, trouble) => {
  expect(troubleOf(withCode(code))).toBe(trouble)
})

test('an error without a code is of the connection', () => {
  expect(troubleOf(new Error('Connection terminated unexpectedly'))).toBe('away')
  expect(troubleOf(new DatabaseError('odd', 1, 'error'))).toBe('away')
})

test('several addresses that refuse are told one by one', () => {
  expect(sentenceOf(new AggregateError([new Error('a'), new Error('b')]))).toBe('a; b')
})
