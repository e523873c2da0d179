import { expect, it } from 'vitest'
import { lackingInputs } from './lacking-inputs.ts'

const input = { label: 'Model', type: 'model', required: false, from: 'role' } as const
const inputs = [
  { ...input, key: 'model', default: 'dream.safetensors' },
  { ...input, key: 'vae', default: 'ae.safetensors' },
]
const checks = [
  {
    server: 'gpu',
    runnable: false,
    problems: [
      { path: '4.ckpt_name', message: '"dream.safetensors" is not there', nearest: ['dreamscape'] },
    ],
  },
]
const lacks = ['dream.safetensors']

it('a model that no server has is said at its input, with the nearest names, until another is chosen', () => {
  expect(lackingInputs({ inputs, values: {}, lacks, checks })).toEqual([
    { path: 'model', message: 'no server has "dream.safetensors"', nearest: ['dreamscape'] },
  ])
  expect(lackingInputs({ inputs, values: { model: 'dreamscape' }, lacks, checks })).toEqual([])
})
