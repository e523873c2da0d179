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
  const widgets: Widget[] = []
  const sockets: InputDefinition[] = []
  const take = createTake(values)
  const waiting: { spec: WidgetSpec; manner: Manner }[] = []
  const enqueue = (specs: readonly WidgetSpec[], manner: Manner): void => {
    for (const spec of specs.toReversed()) waiting.push({ spec, manner })
  }
  let places = 0
  enqueue(start.widgets, 'saved')
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { spec, manner } = next
    if (spec.saved && manner !== 'new') places += 1
    const saved = manner === 'new' ? spec.initial : take(spec)
    const own = mended(spec, saved)
    const value = manner === 'passed-over' ? own : (override(spec) ?? own)
    if (manner !== 'passed-over') widgets.push({ spec, value })
    if (spec.next === undefined) continue
    const kept = value === own ? manner : 'new'
    const following = spec.next(value)
    if (manner !== 'passed-over') sockets.push(...following.sockets)
    enqueue(following.widgets, kept)
    // What the saved choice brought has its values in the list, whatever stands there now.
    if (kept !== manner) enqueue(spec.next(own).widgets, 'passed-over')
  }
  return { widgets, sockets, places }
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
