import type { Control } from '@darkroom/recipe'
import type { ControlWay, ModelVariant } from '../families/model-family.ts'
import type { Refusal } from './refusals.ts'

/** Why control pictures cannot guide the model as they are asked to. */
export const controlRefusals = (
  { control: way, title }: ModelVariant,
  controls: readonly Control[],
): readonly Refusal[] =>
  controls.flatMap((control, index) => {
    const problem =
      way === undefined
        ? at('type', `cannot be used: ${title} takes no control pictures`)
        : problemOf(way, control, title)
    return problem === undefined
      ? []
      : [{ field: `control.${index}.${problem.member}`, message: problem.message }]
  })

interface Problem {
  readonly member: keyof Control
  readonly message: string
}

const at = (member: keyof Control, message: string): Problem => ({ member, message })

function problemOf(way: ControlWay, control: Control, title: string): Problem | undefined {
  switch (way.by) {
    case 'net': {
      const types = way.nets.flatMap(([some]) => some)
      if (types.includes(control.type) || control.model !== undefined) return undefined
      const known = types.join(', ')
      return at('type', `must be one of ${known} for ${title}, or a model must be named`)
    }
    case 'patch':
      if (control.type === 'inpaint') {
        return at('type', `cannot be inpaint for ${title}, whose ControlNet takes a picture`)
      }
      return weighed(
        { ...control, strength: 1 },
        `cannot be set for ${title}, whose ControlNet works on all steps`,
      )
    case 'itself':
      if (control.type !== way.type) return at('type', `must be ${way.type} for ${title}`)
      return (
        named(control, `must be left out: ${title} needs no ControlNet`) ??
        weighed(control, `cannot be set for ${title}, which always follows its picture`)
      )
    case 'reference': {
      const why = `${title} sees a control picture as a reference`
      if (control.type === 'inpaint') return at('type', `cannot be inpaint: ${why}`)
      return named(control, `must be left out: ${why}`) ?? weighed(control, `cannot be set: ${why}`)
    }
  }
}

const named = ({ model }: Control, message: string): Problem | undefined =>
  model === undefined ? undefined : at('model', message)

/** The first of the numbers that is not as it is unless said. */
function weighed({ strength, start, end }: Control, message: string): Problem | undefined {
  if (strength !== 1) return at('strength', message)
  if (start !== 0) return at('start', message)
  return end === 1 ? undefined : at('end', message)
}
