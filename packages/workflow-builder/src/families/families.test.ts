import { readNodeCatalog, validateGraph } from '@darkroom/comfy-graph'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { askedFor, havingAll, newCatalog, newObjectInfo, runOf } from '../../test/family-inputs.ts'
import { loadBuiltInWorkflows, modelFamilies, type Task, tasks } from '../index.ts'

const entries = new Map((await loadBuiltInWorkflows()).map((entry) => [entry.name, entry]))

const all = modelFamilies.flatMap((family) =>
  family.variants.flatMap((variant) =>
    tasks.map((task): [string, Task, typeof family, typeof variant] => [
      `${variant.title}: ${task}`,
      task,
      family,
      variant,
    ]),
  ),
)
const possible = all.filter(([, task, , variant]) => variant.cannot[task] === undefined)
const impossible = all.filter(([, task, , variant]) => variant.cannot[task] !== undefined)

test.each(possible)('%s runs on a ComfyUI that has the files', (_, task, family, variant) => {
  const entry = entries.get(`${task}-${family.id}`)
  expect(entry).toMatchObject({ task, family: family.id })
  const inputs = entry?.inputs.parse(askedFor(family, variant, { task }))
  const run = entry?.open(inputs)
  expect(run?.inputs).toEqual(inputs)
  const graph = run?.build({ filenamePrefix: 'darkroom' }).toPrompt() ?? {}
  const catalog = havingAll(run?.needs ?? [])
  expect(validateGraph(graph, catalog)).toEqual([])
  expect(run?.problems(newCatalog)).toEqual([])
  expect(run?.model).toBe('model.safetensors')
  expect(run?.spelledFor(catalog).inputs).toEqual(inputs)
  const named = Object.values(graph).flatMap(({ inputs: values }) => Object.values(values))
  for (const { name } of run?.needs ?? []) expect(named).toContain(name)
})

test.each(impossible)(
  '%s is refused, with a sentence that says why',
  (_, task, family, variant) => {
    const entry = entries.get(`${task}-${family.id}`)
    const why = variant.cannot[task] ?? ''
    expect(why).toMatch(/^[A-Z].*\.$/)
    if (entry === undefined) return
    const asked = askedFor(family, variant, { task })
    expect(entry.inputs.safeParse(asked).error?.issues).toMatchObject([
      { path: ['model'], message: `cannot be used for this: ${why}` },
    ])
  },
)

test('equal inputs give equal graphs, and every graph survives JSON', () => {
  const words = {
    prompt: fc.string({ unit: 'binary', minLength: 1 }).filter((text) => text.trim() !== ''),
    seed: fc.maxSafeNat(),
    steps: fc.integer({ min: 1, max: 150 }),
    batch_size: fc.integer({ min: 1, max: 64 }),
  }
  fc.assert(
    fc.property(fc.nat(possible.length - 1), fc.record(words), (index, { batch_size, ...any }) => {
      for (const [, task, family, variant] of possible.slice(index, index + 1)) {
        const entry = entries.get(`${task}-${family.id}`)
        const built = () => {
          const inputs = entry?.inputs.parse({
            ...askedFor(family, variant, { task }),
            ...any,
            ...(task === 'upscale' ? {} : { batch_size }),
          })
          const stored: unknown = JSON.parse(JSON.stringify(inputs))
          return JSON.stringify(entry?.open(stored)?.build({ filenamePrefix: 'x' }).toPrompt())
        }
        expect(built()).toBe(built())
        expect(built()).toMatch(/^\{"1":/)
      }
    }),
    { numRuns: 40 },
  )
})

test('the inputs of every workflow have a schema for others, with a description of what is not plain', () => {
  for (const entry of entries.values()) {
    if (entry.family === undefined) continue
    const schema = z.toJSONSchema(entry.inputs, { io: 'input' })
    expect(schema).toMatchObject({ type: 'object', required: expect.arrayContaining(['model']) })
    expect(schema.properties?.variant).toMatchObject({ description: expect.stringMatching(/kind/) })
  }
})

test('what was stored is opened whatever the limits are, but not of a variant that is gone', () => {
  const { inputs } = runOf('sdxl/base', 'text-to-image')
  const entry = entries.get('text-to-image-sdxl')
  expect(entry?.open({ ...inputs, steps: 9_999 })?.inputs).toMatchObject({ steps: 9_999 })
  expect(entry?.open({ ...inputs, variant: 'gone' })).toBeUndefined()
  expect(entry?.open({ prompt: 'a fox' })).toBeUndefined()
})

test('a server that is too old for a family is told by the node classes that it lacks', () => {
  const { run } = runOf('flux2/dev', 'text-to-image')
  expect(run.nodeClasses).toContain('Flux2Scheduler')
  const old = readNodeCatalog(
    Object.fromEntries(
      Object.entries(newObjectInfo).filter(([nodeClass]) => nodeClass !== 'Flux2Scheduler'),
    ),
  )
  expect(run.problems(old)).toMatchObject([
    { code: 'missing_node_type', nodeClass: 'Flux2Scheduler' },
  ])
})
