import { expect, test } from 'vitest'
import { defaultGraph } from '../../test/graphs.ts'
import { readComment } from '../../test/read-texts.ts'

test('Civitai: the graph, and what the generator says beside it', () => {
  const extraMetadata = JSON.stringify({
    prompt: 'shorter',
    negative_prompt: 'n',
    steps: 99,
    cfgScale: 3,
    seed: 5,
    sampler: 'Euler',
    resources: [{ modelVersionId: 1, strength: 1 }],
  })
  expect(
    readComment({
      ...defaultGraph,
      extra: { airs: ['urn:air:sdxl:checkpoint:civitai:1@2'] },
      extraMetadata,
    }),
  ).toMatchObject({
    source: 'civitai',
    prompt: 'a glass bottle with a galaxy inside',
    steps: 20,
    extra: { airs: ['urn:air:sdxl:checkpoint:civitai:1@2'], resources: [{ modelVersionId: 1 }] },
  })
  expect(readComment({ prompt: JSON.stringify(defaultGraph), workflow: '{}' })).toMatchObject({
    source: 'comfyui',
    steps: 20,
  })
})
