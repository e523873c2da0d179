import type { Json } from '@darkroom/foundation'
import type { InputDefinition } from '../definitions/node-definition.ts'
import type { Following, Widget, WidgetSpec } from './widget-spec.ts'

/** Where values come from: a list in the order of the widgets, or an object by their names. */
export type SavedValues =
  | { readonly list: readonly Json[] }
  | { readonly names: Readonly<Record<string, Json>> }

export interface RestoredWidgets {
  readonly widgets: readonly Widget[]
  /** The sockets that the chosen options brought. */
  readonly sockets: readonly InputDefinition[]
  /** How many places of `widgets_values` these widgets have. */
  readonly places: number
}

export interface RestoreOptions {
  /** A value that comes from elsewhere: what a primitive or the caller says; undefined leaves the saved one. */
  readonly override: (spec: WidgetSpec) => Json | undefined
}

/** How a widget gets its value: from the file; as the file, but not kept; or as a new node has it. */
type Manner = 'saved' | 'passed-over' | 'new'

/**
 * Gives the widgets of a class their values, one after the other, since what an option brings comes right behind it. Too
 * few values leave what a new node has, too many are ignored, and no value is checked: all as the editor does.
 */
export function restoreWidgets(
  start: Following,
  values: SavedValues,
  { override }: RestoreOptions,
): RestoredWidgets {
  const take = createTake(values)
  const found: { readonly widget: Widget; readonly manner: Manner }[] = []
  const sockets: InputDefinition[] = []
  const waiting: { readonly spec: WidgetSpec; readonly manner: Manner }[] = start.widgets
    .map((spec) => ({ spec, manner: 'saved' as const }))
    .reverse()
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { spec, manner } = next
    const saved = manner === 'new' ? spec.initial : take(spec)
    const own = mended(spec, saved)
    const value = manner === 'passed-over' ? own : (override(spec) ?? own)
    found.push({ widget: { spec, value }, manner })
    for (const following of followingsOf(spec, { manner, saved, own, value })) {
      if (following.manner !== 'passed-over') sockets.push(...following.sockets)
      for (const child of following.widgets.toReversed()) {
        waiting.push({ spec: child, manner: following.manner })
      }
    }
  }
  return {
    widgets: found.filter(({ manner }) => manner !== 'passed-over').map(({ widget }) => widget),
    sockets,
    places: found.filter(({ widget, manner }) => widget.spec.saved && manner !== 'new').length,
  }
}

/** What comes behind a widget; what the saved choice brought has values in the list, whatever stands there now. */
function followingsOf(
  { next }: WidgetSpec,
  {
    manner,
    saved,
    own,
    value,
  }: { manner: Manner } & Record<'saved' | 'own' | 'value', Json | undefined>,
): readonly (Following & { readonly manner: Manner })[] {
  if (next === undefined) return []
  // A choice that was null is made when everything is in its place.
  if (saved === null) return [{ ...next(value), manner: 'new' }]
  if (value === own) return [{ ...next(value), manner }]
  return [
    { ...next(value), manner: 'new' },
    { ...next(own), manner: 'passed-over' },
  ]
}

function mended({ firstChoice, mend }: WidgetSpec, saved: Json | undefined): Json | undefined {
  const value = saved ?? firstChoice ?? saved
  return mend !== undefined && typeof value === 'string' ? mend(value) : value
}

function createTake(values: SavedValues): (spec: WidgetSpec) => Json | undefined {
  if ('names' in values) {
    const { names } = values
    return ({ name, initial }) => (Object.hasOwn(names, name) ? names[name] : initial)
  }
  const { list } = values
  let at = 0
  return ({ saved, initial }) => (saved && at < list.length ? list[at++] : initial)
}
