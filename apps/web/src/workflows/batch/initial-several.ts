import type { FieldControl, FormField } from '../form/form-field.ts'
import { numberOf } from '../form/number-of.ts'
import { toPicture } from '../form/picture-value.ts'
import type { Several } from './several.ts'

/** Above every seed that is drawn here: enough to never meet one twice. */
const seedsBelow = 2 ** 32

export const drawSeeds = (count: number, seeds: readonly number[] = []): readonly number[] => {
  const drawn = crypto.getRandomValues(new Uint32Array(Math.max(0, count - seeds.length)))
  return [...seeds.slice(0, count), ...drawn].map((seed) => seed % seedsBelow)
}

/** Whether several values of it make sense. */
export const canVary = (control: FieldControl): boolean =>
  control.kind === 'file'
    ? control.takes === 'image' || control.takes === 'mask'
    : !['loras', 'names', 'files'].includes(control.kind)

const usualSeeds = 4

/** Where several values of a field begin: with the one that it has. */
export function initialSeveral({ control, saved }: FormField, value: unknown): Several {
  const current = value === undefined ? saved : value
  switch (control.kind) {
    case 'number': {
      const from = numberOf(current) ?? control.min ?? 0
      const coarse = control.isWhole ? Math.max(1, control.step) : control.step
      return { kind: 'range', from, to: null, step: coarse }
    }
    case 'seed':
      return { kind: 'seeds', seeds: drawSeeds(usualSeeds) }
    case 'switch':
      return { kind: 'chosen', values: [true, false] }
    case 'file': {
      const picture = toPicture(value)
      return { kind: 'chosen', values: picture === undefined ? [] : [picture] }
    }
    case 'text':
      return {
        kind: 'lines',
        text: typeof current === 'string' ? current.replaceAll('\n', ' ') : '',
      }
    default:
      return { kind: 'chosen', values: current === undefined || current === null ? [] : [current] }
  }
}
