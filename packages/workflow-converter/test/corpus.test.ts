import { describe, expect, test } from 'vitest'
import { type Case, convertCase, createConverters, hasCorpus, judge, readCorpus } from './corpus.ts'

if (!hasCorpus) console.log('the corpus of workflows is not here: its tests are left out')

/** The pairs that the editor itself does not answer as the file was made; see the README. */
const exceptions: ReadonlySet<string> = new Set(['045', '143', '244', '355'])

describe.skipIf(!hasCorpus)('the corpus of workflows', () => {
  const different = (cases: readonly Case[]): readonly string[] => {
    const converterOf = createConverters()
    return cases
      .filter((it) => judge(it, convertCase(it, converterOf)).kind === 'different')
      .map(({ name }) => name)
  }

  test('is converted as the editor does it', () => {
    const { templates, editorPairs } = readCorpus()
    expect(different(templates)).toEqual([])
    expect(different(editorPairs.filter(({ name }) => !exceptions.has(name)))).toEqual([])
  })

  test('is converted to what was saved beside it', () => {
    const pairs = readCorpus().pairs.filter(({ status }) => status.startsWith('exact'))
    expect(different(pairs)).toEqual([])
  })
})
