import { describe, expect, it } from 'vitest'
import { rankOptions } from './rank-options.ts'

const labelled = (...labels: readonly string[]) => labels.map((label) => ({ label }))
const found = (labels: readonly string[], query: string) =>
  rankOptions(labelled(...labels), query).map(({ label }) => label)

describe('rankOptions', () => {
  it('keeps the order while nothing is typed', () => {
    expect(found(['b', 'a'], '  ')).toEqual(['b', 'a'])
  })

  it('puts the same name first, then beginnings, then words, then parts', () => {
    expect(
      found(['my detailer', 'add-detail', 'detail tweaker', 'undetailed', 'detail'], 'detail'),
    ).toEqual(['detail', 'detail tweaker', 'add-detail', 'my detailer', 'undetailed'])
  })

  it('takes folders, underscores and accents as they are typed', () => {
    expect(found(['SDXL/add_détail_xl.safetensors', 'other'], 'add detail')).toEqual([
      'SDXL/add_détail_xl.safetensors',
    ])
  })

  it('finds words in any order, and skipped letters last', () => {
    expect(found(['film grain', 'juggernaut xl'], 'grain film')).toEqual(['film grain'])
    expect(found(['juggernaut xl', 'other'], 'jgrnt')).toEqual(['juggernaut xl'])
  })

  it('finds by detail and keywords, after names', () => {
    const options = [
      { label: 'a', detail: 'portrait photos' },
      { label: 'portrait helper' },
      { label: 'b', keywords: 'landscape' },
    ]
    expect(rankOptions(options, 'portrait').map(({ label }) => label)).toEqual([
      'portrait helper',
      'a',
    ])
    expect(rankOptions(options, 'landscape').map(({ label }) => label)).toEqual(['b'])
  })
})
