import { expect, it } from 'vitest'
import { knownValues, missingOf, withValue } from './values.ts'

it('a value that is taken back stays as the workflow was saved', () => {
  const set = withValue({ cfg: 4 }, 'steps', 30)
  expect(set).toEqual({ cfg: 4, steps: 30 })
  expect(withValue(set, 'steps', undefined)).toEqual({ cfg: 4 })
})

it('values of inputs that the workflow has no more are left out', () => {
  expect(knownValues({ cfg: 4, gone: 1 }, [{ key: 'cfg' }])).toEqual({ cfg: 4 })
})

it('what is required and has no value is missing', () => {
  const inputs = [
    { key: 'image', label: 'Image', required: true },
    { key: 'prompt', label: 'Prompt', required: true },
    { key: 'steps', label: 'Steps', required: false },
  ]
  expect(missingOf({ prompt: '' }, inputs).map(({ path }) => path)).toEqual(['image', 'prompt'])
  expect(missingOf({ prompt: 'a', image: { upload: 'b' } }, inputs)).toEqual([])
})
