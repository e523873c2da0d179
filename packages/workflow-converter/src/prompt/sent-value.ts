import { isRecord, type Json } from '@darkroom/foundation'
import { customCombo } from '../widgets/class-widgets.ts'
import type { Widget } from '../widgets/widget-spec.ts'

/** A value as the prompt has it: a bare list would read as a link. */
export const wrapped = (value: Json, type?: string): Json =>
  Array.isArray(value)
    ? { ...(type === 'CURVE' && { __type__: 'CURVE' }), __value__: value }
    : value

/** Whether the editor draws from the choices in a widget's text. */
export const isDrawn = ({ spec: { input } }: Widget): boolean =>
  input?.type === 'STRING' && input.options.dynamicPrompts === true

/** The place of a custom combo's choice among the options that its author wrote. */
export function choiceIndex(type: string, widgets: readonly Widget[]): number | undefined {
  if (type !== customCombo) return undefined
  const choice = widgets.find(({ spec }) => spec.name === 'choice')?.value
  return widgets
    .filter(({ spec }) => spec.name.startsWith('option'))
    .findIndex(({ value }) => value === choice)
}

/** Whether a value says nothing, as a camera's or canvas' does before a browser was there. */
export const isEmpty = (value: Json | undefined): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  (isRecord(value) && Object.keys(value).length === 0)
