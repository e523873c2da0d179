import fc from 'fast-check'
import { expect, test } from 'vitest'
import { toolNames } from './tool-names.ts'

test('a name is what letters and digits say, and two of one name are numbered', () => {
  expect([...toolNames(['Flux (fast)', 'flux-fast', 'Café', '人物', '!'])]).toEqual([
    ['Flux (fast)', 'workflow_flux_fast'],
    ['flux-fast', 'workflow_flux_fast_2'],
    ['Café', 'workflow_cafe'],
    ['人物', 'workflow_unnamed'],
    ['!', 'workflow_unnamed_2'],
  ])
})

test('whatever workflows are called, tools have names of their own that every client takes', () => {
  const workflows = fc.uniqueArray(fc.string({ unit: 'binary', minLength: 1 }), { maxLength: 50 })
  fc.assert(
    fc.property(workflows, (names) => {
      const tools = [...toolNames(names).values()]
      expect(new Set(tools).size).toBe(names.length)
      for (const tool of tools) expect(tool).toMatch(/^workflow_[a-z0-9_]{1,55}$/)
    }),
  )
})
