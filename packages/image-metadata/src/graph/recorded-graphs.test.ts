import { type RecordingName, readRecording } from '@darkroom/comfy-recordings'
import { isJsonObject, type Json } from '@darkroom/foundation'
import { expect, test } from 'vitest'
import { readGraphJson } from '../../test/read-graph-json.ts'
import { member, parseJson } from '../json.ts'

const names: readonly RecordingName[] = [
  'txt2img',
  'batch-of-two',
  'interrupt',
  'two-jobs',
  'anonymous',
]

/** The graphs that this recording sent to a ComfyUI 0.8.0. */
function sentGraphs(name: RecordingName): readonly Json[] {
  return readRecording(name).events.flatMap((event) => {
    if (event.kind !== 'request' || event.path !== '/prompt') return []
    const body = parseJson(JSON.stringify(event.body ?? null))
    const graph = isJsonObject(body) ? member(body, 'prompt') : undefined
    return graph === undefined ? [] : [graph]
  })
}

test.each(names)('the graphs of the recording %s are understood whole', (name) => {
  const graphs = sentGraphs(name)
  expect(graphs.length).toBeGreaterThan(0)
  for (const graph of graphs) {
    expect(readGraphJson(graph)).toMatchObject({
      source: 'comfyui',
      prompt: expect.stringMatching(/harbour|astronaut/),
      negative_prompt: 'blurry',
      model: 'base/tiny_base.safetensors',
      seed: expect.any(Number),
      steps: expect.any(Number),
      cfg: 7,
      sampler: 'euler',
      scheduler: 'normal',
      resolution: { width: expect.any(Number) },
    })
  }
})
