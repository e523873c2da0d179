import type { Json, JsonObject } from '@darkroom/foundation'
import type { NodeDefinition } from '../definitions/node-definition.ts'
import type { EditorNode } from '../editor/editor-workflow.ts'
import { type RestoredWidgets, type RestoreOptions, restoreWidgets } from './restore-widgets.ts'
import { namedWidgets } from './unknown-widgets.ts'
import type { Following } from './widget-spec.ts'

/** A class with the widgets of a new node, prepared once. */
export interface PreparedClass extends Following {
  readonly definition: NodeDefinition
}

/**
 * The widgets of a node of a known class. By position, as the editor; by name where the file has nothing else, or where
 * the list does not fit the class and the names stand beside it.
 */
export function readWidgets(
  node: EditorNode,
  prepared: PreparedClass,
  options: RestoreOptions,
): RestoredWidgets {
  if (node.valuesByName !== undefined) return byName(node.valuesByName, { prepared, options })
  if (node.values === undefined && node.namedValues !== undefined) {
    return restoreWidgets(prepared, { names: node.namedValues }, options)
  }
  const list = withoutForced(node.values ?? [], prepared)
  const restored = restoreWidgets(prepared, { list }, options)
  return node.namedValues === undefined || restored.places === list.length
    ? restored
    : restoreWidgets(prepared, { names: node.namedValues }, options)
}

/** Extensions that save an object also make widgets that the class does not tell of: for the format of a video, say. */
function byName(
  names: JsonObject,
  { prepared, options }: { prepared: PreparedClass; options: RestoreOptions },
): RestoredWidgets {
  const restored = restoreWidgets(prepared, { names }, options)
  const known = new Set(restored.widgets.map(({ spec }) => spec.name))
  return { ...restored, widgets: [...restored.widgets, ...namedWidgets(names, known)] }
}

/** Values of inputs that were widgets once and are sockets now, left out when the list has exactly these too many. */
function withoutForced(
  list: readonly Json[],
  { definition, widgets }: PreparedClass,
): readonly Json[] {
  const names = new Set(widgets.map(({ name }) => name))
  const forced = definition.inputs
    .filter(({ name, options }) => names.has(name) || options.forceInput)
    .flatMap(({ options }) => {
      const isForced = Boolean(options.forceInput)
      return options.control_after_generate ? [isForced, false] : [isForced]
    })
  return forced.length === list.length ? list.filter((_, index) => !forced[index]) : list
}
