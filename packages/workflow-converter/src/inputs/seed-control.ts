import { nodeAt, type ValuePlace } from '../editor/set-values.ts'
import type { InputSource } from './input-source.ts'
import { type SeedControl, seedControls } from './workflow-input.ts'

/** What the editor does with a seed after each run: the word that its file has behind the seed. */
export function seedControlAt(place: ValuePlace, { editor }: InputSource): SeedControl | undefined {
  const value = editor?.values.find(({ path, name }) => path === place.path && name === place.name)
  if (editor === undefined || value === undefined) return undefined
  const inside = value.source === undefined ? undefined : nodeAt(editor.workflow, value.source.path)
  const { values = [], namedValues } = inside?.node ?? value.node
  const named = namedValues?.control_after_generate
  return [named, ...values].find(isControl)
}

const isControl = (value: unknown): value is SeedControl =>
  seedControls.some((one) => one === value)
