import { describe, expect, it } from 'vitest'
import type { WorkflowInput } from '../../api/types.ts'
import { toForm, toFormField } from './form-field.ts'

const input = (own: Partial<WorkflowInput>): WorkflowInput => ({
  key: 'word',
  label: 'Word',
  type: 'text',
  required: false,
  from: 'role',
  ...own,
})
const control = (own: Partial<WorkflowInput>) => toFormField(input(own)).control

describe('a field of the form', () => {
  it('is long for what is written, and short for what is a name', () => {
    expect(control({ key: 'prompt' })).toEqual({ kind: 'text', isLong: true })
    expect(control({ key: 'filename_prefix', default: 'boats' })).toEqual({
      kind: 'text',
      isLong: false,
    })
    expect(control({ key: 'notes', default: 'two\nlines' })).toMatchObject({ isLong: true })
  })

  it('has a slider where both ends are known and near', () => {
    expect(control({ type: 'integer', minimum: 1, maximum: 150 })).toMatchObject({
      hasSlider: true,
      step: 1,
    })
    expect(control({ type: 'number', minimum: 0, maximum: 1 })).toMatchObject({
      hasSlider: true,
      step: 0.01,
    })
    expect(control({ type: 'integer', minimum: 16, maximum: 16_384, step: 8 })).toMatchObject({
      hasSlider: false,
      step: 8,
    })
    expect(control({ type: 'number', minimum: 0 })).toMatchObject({ hasSlider: false })
    expect(control({ type: 'integer', minimum: 4, maximum: 4 })).toMatchObject({ hasSlider: false })
  })

  it('never lets a seed grow beyond what a number can hold', () => {
    expect(control({ type: 'seed', maximum: 2 ** 64 })).toEqual({
      kind: 'seed',
      max: Number.MAX_SAFE_INTEGER,
    })
    expect(control({ type: 'seed', maximum: 99 })).toEqual({ kind: 'seed', max: 99 })
  })

  it('tells a list of LoRAs from one LoRA', () => {
    expect(control({ type: 'lora', key: 'loras', choices: ['a'] })).toMatchObject({ kind: 'loras' })
    expect(control({ type: 'lora', key: 'style', default: [] })).toMatchObject({ kind: 'loras' })
    expect(control({ type: 'lora', key: 'lora_1', default: 'a' })).toMatchObject({
      kind: 'choice',
      isFile: true,
    })
  })

  it('takes files of the kind of the input', () => {
    expect(control({ type: 'mask' })).toEqual({ kind: 'file', takes: 'mask' })
    expect(control({ type: 'images' })).toEqual({ kind: 'files' })
  })
})

it('a form has a section for each group in the order of the inputs, and what is hidden folded at its end', () => {
  const sections = toForm({
    inputs: [
      input({ key: 'a' }),
      input({ key: 'b', group: 'Light' }),
      input({ key: 'c' }),
      input({ key: 'd', group: 'Light' }),
    ],
    hidden: [input({ key: 'e', group: 'Light' })],
  })
  expect(
    sections.map(({ title, isFolded, fields }) => [title, isFolded, fields.map((one) => one.key)]),
  ).toEqual([
    ['', false, ['a', 'c']],
    ['Light', false, ['b', 'd']],
    ['More', true, ['e']],
  ])
})
