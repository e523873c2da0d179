import { asLink, findRoles, type Setting, settings } from '@darkroom/comfy-graph'
import { describe, expect, test } from 'vitest'
import {
  applyInputs,
  type FoundInputs,
  findInputs,
  findOutputs,
  type InputSource,
} from '../src/index.ts'
import { hasCorpus } from './corpus.ts'
import { corpusSources } from './corpus-sources.ts'

if (!hasCorpus) console.log('the corpus of workflows is not here: its inputs are not looked at')

/** The settings that the prompt has a clear place for, and that can still not be set. */
function unset({ graph }: InputSource, { inputs, hidden }: FoundInputs): readonly Setting[] {
  const roles = findRoles(graph)
  const offered = new Set([...inputs, ...hidden].map(({ role }) => role))
  return settings.filter((setting) => {
    const values = roles[setting].sites.map(({ nodeId, input }) => graph[nodeId]?.inputs[input])
    const isLiteral = values.length > 0 && values.every((value) => asLink(value) === undefined)
    return isLiteral && !offered.has(setting)
  })
}

describe.skipIf(!hasCorpus)('every workflow of the corpus', () => {
  const sources = hasCorpus ? corpusSources() : []

  test('gives the inputs that its links prove, each under a key of its own', () => {
    for (const { name, source } of sources) {
      const found = findInputs(source)
      const keys = [...found.inputs, ...found.hidden].map(({ key }) => key)
      expect([name, unset(source, found)]).toEqual([name, []])
      expect([name, new Set(keys).size]).toEqual([name, keys.length])
      expect(
        findOutputs(source).every(({ type }) => type !== 'other'),
        name,
      ).toBe(true)
    }
  })

  test('is the same with the values that it was saved with', () => {
    for (const { name, source, convert } of sources) {
      const found = findInputs(source)
      const saved = found.inputs.flatMap(({ key, default: value }) =>
        value === undefined ? [] : [[key, value]],
      )
      const applied = applyInputs(source, found, Object.fromEntries(saved))
      const prompt = applied.kind === 'workflow' ? convert(applied.workflow) : applied
      expect([name, prompt]).toEqual([name, source.graph])
    }
  })
})
