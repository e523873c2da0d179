import { expect, it } from 'vitest'
import { graphNodes } from './graph-nodes.ts'

it('tells values from links, and takes what it does not know as it is', () => {
  const nodes = graphNodes({
    '3': { class_type: 'KSampler', inputs: { seed: 42, model: ['4', 0], sizes: [1, 2] } },
    '4': { class_type: 'Loader', _meta: { title: 'The model' }, inputs: { ckpt_name: 'x' } },
    '5': { inputs: { from: ['nowhere', 0] } },
    extra: null,
  })
  expect(nodes).toEqual([
    {
      id: '3',
      type: 'KSampler',
      title: 'KSampler',
      values: [
        { name: 'seed', value: '42' },
        { name: 'sizes', value: '[1,2]' },
      ],
      links: [{ name: 'model', from: '4' }],
    },
    {
      id: '4',
      type: 'Loader',
      title: 'The model',
      values: [{ name: 'ckpt_name', value: 'x' }],
      links: [],
    },
    {
      id: '5',
      type: 'unknown',
      title: 'unknown',
      values: [{ name: 'from', value: '["nowhere",0]' }],
      links: [],
    },
  ])
})
