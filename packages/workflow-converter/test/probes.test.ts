import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { readObjectInfoText } from '@darkroom/comfy-recordings'
import { isRecord, parseExactJson } from '@darkroom/foundation'
import { describe, expect, test } from 'vitest'
import { type Conversion, createConverter, readEditorWorkflow } from '../src/index.ts'
import { comparable } from './corpus.ts'

const converter = createConverter(parseExactJson(readObjectInfoText('0.33.0')))
const folder = join(import.meta.dirname, 'fixtures/probes')

function readProbe(name: string): { ui: unknown; output: unknown } {
  const probe = parseExactJson(readFileSync(join(folder, `${name}.json`), 'utf8'))
  if (!isRecord(probe)) throw new Error(`${name} is no probe`)
  return { ui: probe.ui, output: probe.output }
}

function convert(name: string): Conversion {
  const reading = readEditorWorkflow(readProbe(name).ui)
  if (reading.workflow === undefined) throw new Error(reading.problem.message)
  return converter.convert(reading.workflow)
}

/** What the editor refuses, and where editors since 1.46 give another answer than the one that was asked. */
const special = ['link-missing', 'node-missing', 'sub-host-g1', 'sub-host-g2']
const names = globSync('*.json', { cwd: folder })
  .map((name) => name.replace('.json', ''))
  .filter((name) => !special.includes(name))
  .toSorted()

test.each(names)('%s becomes what the editor made of it', (name) => {
  const { output } = readProbe(name)
  const { prompt, problems } = convert(name)
  expect(problems).toEqual([])
  expect(comparable(prompt, new Set())).toEqual(
    comparable(isRecord(output) ? output : {}, new Set()),
  )
})

describe('where the editor refuses', () => {
  test('a link that the file lacks is told with its node and input', () => {
    expect(convert('link-missing').problems).toMatchObject([
      { code: 'broken-link', node: { id: '3', class: 'KSampler' }, slot: 'latent_image' },
    ])
  })

  test('and so is one to a node that the file lacks; the rest is converted', () => {
    const { problems, prompt } = convert('node-missing')
    expect(problems).toMatchObject([{ code: 'broken-link', slot: 'latent_image' }])
    expect(prompt['3']?.inputs).toMatchObject({ seed: 1, model: ['4', 0] })
  })
})

test.each(['sub-host-g1', 'sub-host-g2'])(
  '%s: the value of the instance is the one that counts',
  (name) => {
    expect(convert(name).prompt['90:100']?.inputs.text).toBe('host')
  },
)
