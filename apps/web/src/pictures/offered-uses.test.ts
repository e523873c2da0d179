import { expect, it } from 'vitest'
import { offeredUses } from './offered-uses.ts'

it('offers everything to a stranger, and says why a model cannot do something', () => {
  expect(offeredUses(undefined).every(({ reason }) => reason === undefined)).toBe(true)
  const cannot = { edit: 'SDXL takes no reference pictures.', upscale: 'not with this model' }
  const told = Object.fromEntries(offeredUses({ cannot }).map(({ use, reason }) => [use, reason]))
  expect(told.reference).toBe('SDXL takes no reference pictures.')
  expect(told.change).toBeUndefined()
  expect(told.upscale).toBeUndefined()
})
