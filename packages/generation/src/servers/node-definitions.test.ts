import { systemClock } from '@darkroom/foundation'
import { expect, test } from 'vitest'
import { NodeDefinitions } from './node-definitions.ts'

test('a class is absent that has the name of what every object has', async () => {
  const definitions = new NodeDefinitions({
    standing: ['KSampler'],
    read: async () => ({ KSampler: { input: {}, output: [] } }),
    maxAgeMs: 60_000,
    timeoutMs: 1_000,
    clock: systemClock,
  })
  const names = ['KSampler', 'constructor', 'toString', '__proto__']
  await definitions.get({ nodeClasses: names })
  expect(Object.keys(definitions.told(names))).toEqual(['KSampler'])
})

test('all classes of one graph are known together, however many they are', async () => {
  const asked: string[] = []
  const definitions = new NodeDefinitions({
    standing: ['KSampler'],
    read: async (names) => {
      asked.push(...names)
      return Object.fromEntries(names.map((name) => [name, { input: {}, output: [] }]))
    },
    maxAgeMs: 60_000,
    timeoutMs: 1_000,
    clock: systemClock,
  })
  const many = Array.from({ length: 1_500 }, (_, index) => `Class${index}`)
  await definitions.get({ nodeClasses: many })
  expect(definitions.knows(many)).toBe(true)
  await definitions.get({ nodeClasses: ['One', 'Another'] })
  expect(definitions.knows(['One', 'Another'])).toBe(true)
  // The rest is remembered as far as there is room.
  expect(many.filter((name) => definitions.knows([name]))).toHaveLength(998)
  expect(asked.filter((name) => name === 'Class0')).toHaveLength(1)
})
