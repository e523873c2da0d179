import { validateGraph } from '@darkroom/comfy-graph'
import { expect, test } from 'vitest'
import { askedFor, havingAll, newCatalog } from '../../test/family-inputs.ts'
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

test.each(possible)('%s runs on a ComfyUI that has the files', (_, task, family, variant) => {
  const entry = entries.get(`${task}-${family.id}`)
  const inputs = entry?.inputs.parse(askedFor(family, variant, { task }))
  const run = entry?.open(inputs)
  const catalog = havingAll(run?.needs ?? [])
  const graph = run?.build({ filenamePrefix: 'darkroom' }).toPrompt() ?? {}
  expect(validateGraph(graph, catalog)).toEqual([])
  expect(run?.problems(newCatalog)).toEqual([])
  expect(run?.model).toBe('model.safetensors')
})
