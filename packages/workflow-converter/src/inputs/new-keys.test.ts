import fc from 'fast-check'
import { expect, it } from 'vitest'
import { newKeys } from './new-keys.ts'

it('one takes what another gives up, two change theirs, and who comes second keeps its own', () => {
  const asked = [
    { key: 'prompt', wanted: 'instruction' },
    { key: 'text', wanted: 'prompt' },
    { key: 'width', wanted: 'height' },
    { key: 'height', wanted: 'width' },
    { key: 'steps', wanted: 'width' },
    { key: 'rounds', wanted: 'steps' },
    { key: 'cfg', wanted: undefined },
  ]
  const { keys, refused } = newKeys(asked)
  expect(keys).toEqual(['instruction', 'prompt', 'height', 'width', 'steps', 'rounds', 'cfg'])
  expect([...refused].toSorted()).toEqual([4, 5])
})

it('whatever is wanted, no key is there twice, and who is not refused has what it wants', () => {
  const key = fc.constantFrom(...'abcdefgh')
  const asked = fc
    .uniqueArray(fc.record({ key, wanted: fc.option(key, { nil: undefined }) }), {
      selector: (one) => one.key,
    })
    .map((all) => all.map(({ key: own, wanted }) => ({ key: own, wanted })))
  fc.assert(
    fc.property(asked, (all) => {
      const { keys, refused } = newKeys(all)
      expect(new Set(keys).size).toBe(all.length)
      for (const [index, one] of all.entries()) {
        expect(keys[index]).toBe(refused.has(index) ? one.key : (one.wanted ?? one.key))
      }
    }),
  )
})
