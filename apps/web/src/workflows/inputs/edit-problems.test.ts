import { expect, it } from 'vitest'
import { notFitting, problemsOf, problemsOfField } from './edit-problems.ts'

const at = (path: string) => ({ path, message: 'is wrong' })

it('what is wrong is told at the field that it is of', () => {
  const problems = [
    at('inputs.steps.maximum'),
    at('inputs.steps_2.key'),
    at('inputs.57:3.cfg.step'),
  ]
  expect(problemsOf(problems, 'steps')).toEqual([at('inputs.steps.maximum')])
  expect(problemsOfField(problems, '57:3.cfg', 'step')).toEqual([at('inputs.57:3.cfg.step')])
  expect(problemsOfField(problems, 'steps', 'minimum')).toEqual([])
  expect(problems.filter(notFitting(['steps', 'width']))).toEqual([at('inputs.steps.maximum')])
})
