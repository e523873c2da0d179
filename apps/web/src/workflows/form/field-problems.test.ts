import { expect, it } from 'vitest'
import { besideFields, problemsAt, sentenceOf } from './field-problems.ts'

const refusal = (path: string, message = 'must be at most 6') => ({ path, message })

it('a problem is at its field, of a run, of a batch, and of a part of a list', () => {
  const problems = [
    refusal('inputs.steps'),
    refusal('matrix.steps.2'),
    refusal('inputs.loras.0.name'),
    refusal('inputs.steps_more'),
    refusal('inputs.57:3.cfg'),
  ]
  expect(problemsAt(problems, 'steps')).toHaveLength(2)
  expect(problemsAt(problems, 'loras')).toHaveLength(1)
  expect(problemsAt(problems, '57:3.cfg')).toHaveLength(1)
})

it('what no field says stays in the note', () => {
  const problem = { detail: 'No.', errors: [refusal('inputs.steps'), refusal('workflow.8')] }
  expect(besideFields(problem, ['steps']).errors).toEqual([refusal('workflow.8')])
})

it('a message is a sentence', () => {
  expect(sentenceOf([])).toBeUndefined()
  expect(sentenceOf([refusal('steps')])).toBe('Must be at most 6.')
  expect(sentenceOf([refusal('steps', 'Is it?')])).toBe('Is it?')
})
