import { expect, it } from 'vitest'
import type { WorkflowInput } from '../../api/types.ts'
import {
  editedInputs,
  isPrompt,
  isSame,
  toDraft,
  toEdits,
  withEdit,
  withHidden,
  withMoved,
  withPrompt,
} from './draft.ts'

const input = (key: string, more: Partial<WorkflowInput> = {}): WorkflowInput => ({
  ...{ key, label: key, type: 'text', required: false, from: 'role' },
  ...more,
})
const prompt = input('prompt', { label: 'Prompt' })
const style = input('style')
const steps = input('steps', { type: 'integer', minimum: 1, maximum: 100 })
const model = input('model', { type: 'model' })
const found = { inputs: [prompt, style, steps], hidden_inputs: [model] }
const none = toDraft({ ...found, edits: {} })

const keys = (rows: readonly { readonly input: WorkflowInput }[]) =>
  rows.map((row) => row.input.key)

it('what is as it is found is not said, and an empty name says nothing', () => {
  const renamed = withEdit(none, prompt, { label: ' Who ', help: '' })
  expect(toEdits(renamed)).toEqual({ inputs: { prompt: { label: 'Who', help: '' } } })
  expect(toEdits(withEdit(renamed, prompt, { label: 'Prompt', help: undefined }))).toEqual({})
  expect(toEdits(withEdit(none, prompt, { label: '', key: ' ' }))).toEqual({})
  expect(isSame(none, withEdit(none, prompt, { label: '' }))).toBe(true)
  expect(isSame(none, renamed)).toBe(false)
})

it('inputs are moved, hidden and shown; the order as it is found is none', () => {
  const moved = withMoved(none, found, 'steps', 0)
  expect(keys(editedInputs(found, moved).shown)).toEqual(['steps', 'prompt', 'style'])
  const renamed = withEdit(moved, steps, { key: 'rounds' })
  expect(toEdits(renamed).order).toEqual(['rounds', 'prompt', 'style'])
  expect(toDraft({ ...found, edits: toEdits(renamed) })).toEqual(renamed)
  expect(toEdits(withMoved(moved, found, 'steps', 2)).order).toBeUndefined()

  const shown = withHidden(none, { input: model, isHidden: true }, found)
  expect(toEdits(shown)).toEqual({ inputs: { model: { hidden: false } } })
  expect(keys(editedInputs(found, shown).shown)).toEqual(['prompt', 'style', 'steps', 'model'])
  expect(withHidden(shown, { input: model, isHidden: false }, found)).toEqual(none)
  const hidden = withHidden(none, { input: steps, isHidden: false }, found)
  expect(keys(editedInputs(found, hidden).hidden)).toEqual(['steps', 'model'])
})

it('one input is the prompt, and the one that was it gets a free name, or its own back', () => {
  const first = withPrompt(none, found, style)
  expect(toEdits(first).inputs).toEqual({ prompt: { key: 'prompt_2' }, style: { key: 'prompt' } })
  const { shown } = editedInputs(found, first)
  expect(keys(shown.filter(isPrompt))).toEqual(['style'])
  expect(toEdits(withPrompt(first, found, prompt))).toEqual({})
})
