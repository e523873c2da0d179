import { expect, it } from 'vitest'
import { nameOfDay, nameOfMonth } from './days.ts'

const now = new Date('2026-11-27T00:30:00')

it('calls days as people do', () => {
  expect(nameOfDay('2026-11-27', now)).toBe('Today')
  expect(nameOfDay('2026-11-26', now)).toBe('Yesterday')
  expect(nameOfDay('2026-11-23', now)).toMatch(/^Monday,? 23 November$/)
  expect(nameOfDay('2026-03-01', now)).toMatch(/^Sun,? 1 March$/)
  expect(nameOfDay('2025-03-01', now)).toMatch(/^Sat,? 1 March 2025$/)
  expect(nameOfDay('2026-11-28', now)).toMatch(/28 November$/)
})

it('takes what is no day as it is', () => {
  expect(nameOfDay('unknown', now)).toBe('unknown')
  expect(nameOfMonth('unknown')).toBe('')
  expect(nameOfMonth('2026-11-27')).toBe('Nov 2026')
})
