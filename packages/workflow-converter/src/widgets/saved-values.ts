import type { Json } from '@darkroom/foundation'
import type { NodeDefinition } from '../definitions/node-definition.ts'
import type { EditorNode } from '../editor/editor-workflow.ts'
import { type RestoredWidgets, type RestoreOptions, restoreWidgets } from './restore-widgets.ts'
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
  const byName = node.valuesByName ?? (node.values === undefined ? node.namedValues : undefined)
  if (byName !== undefined) return restoreWidgets(prepared, { names: byName }, options)
  const list = withoutForced(node.values ?? [], prepared)
  const restored = restoreWidgets(prepared, { list }, options)
  return node.namedValues === undefined || restored.places === list.length
    ? restored
    : restoreWidgets(prepared, { names: node.namedValues }, options)
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
