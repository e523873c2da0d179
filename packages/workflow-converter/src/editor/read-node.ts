import { isRecord } from '@darkroom/foundation'
import {
  listAt,
  member,
  recordAt,
  recordsAt,
  textAt,
  toId,
  toJson,
  toJsonObject,
  type UnknownRecord,
} from '../json-values.ts'
import type { EditorInput, EditorNode, EditorOutput, ProxyWidget } from './editor-workflow.ts'

/** Reads one entry of `nodes`; undefined without an id and a class. What is not as expected in it counts as absent. */
export function readNode(saved: UnknownRecord): EditorNode | undefined {
  const id = toId(member(saved, 'id'))
  const type = textAt(saved, 'type')
  if (id === undefined || type === undefined) return undefined
  const title = textAt(saved, 'title')
  const mode = member(saved, 'mode')
  const properties = toJsonObject(member(saved, 'properties')) ?? {}
  const proxyWidgets = readProxyWidgets(member(properties, 'proxyWidgets'))
  return {
    id,
    savedId: id,
    type,
    ...(title !== undefined && title !== '' && { title }),
    mode: typeof mode === 'number' ? mode : 0,
    inputs: recordsAt(saved, 'inputs').map(readInput),
    outputs: recordsAt(saved, 'outputs').map(readOutput),
    ...readValues(saved),
    ...(proxyWidgets !== undefined && { proxyWidgets }),
    properties,
  }
}

function readValues(
  saved: UnknownRecord,
): Pick<EditorNode, 'values' | 'valuesByName' | 'namedValues'> {
  const values = member(saved, 'widgets_values')
  const byName = Array.isArray(values) ? undefined : toJsonObject(values)
  const named = toJsonObject(member(saved, 'widgets_values_named'))
  return {
    ...(Array.isArray(values) && { values: values.map((value) => toJson(value) ?? null) }),
    ...(byName !== undefined && { valuesByName: byName }),
    ...(named !== undefined && { namedValues: named }),
  }
}

function readInput(saved: UnknownRecord): EditorInput {
  const link = toId(member(saved, 'link'))
  const widget = textAt(recordAt(saved, 'widget'), 'name')
  const label = textAt(saved, 'label')
  return {
    name: textAt(saved, 'name') ?? '',
    type: readType(member(saved, 'type')),
    ...(link !== undefined && { link }),
    ...(widget !== undefined && { widget }),
    ...(label !== undefined && { label }),
  }
}

const readOutput = (saved: UnknownRecord): EditorOutput => ({
  name: textAt(saved, 'name') ?? '',
  type: readType(member(saved, 'type')),
  links: readIds(listAt(saved, 'links')),
})

/** A slot's type: a name; a list of choices is a combo, and 0 or nothing fits everything. */
export function readType(type: unknown): string {
  if (typeof type === 'string') return type
  return Array.isArray(type) ? 'COMBO' : '*'
}

export const readIds = (list: readonly unknown[]): readonly string[] =>
  list.map(toId).filter((id) => id !== undefined)

/** `[[id, widget], …]`, also as text of JSON; undefined when the instance has none. */
function readProxyWidgets(saved: unknown): readonly ProxyWidget[] | undefined {
  const list = typeof saved === 'string' ? parseList(saved) : saved
  if (!Array.isArray(list)) return undefined
  return list.flatMap((entry: unknown) => {
    const [source, widget] = Array.isArray(entry) ? entry : []
    const sourceId = toId(source)
    return sourceId !== undefined && typeof widget === 'string' ? [{ sourceId, widget }] : []
  })
}

function parseList(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return isRecord(value) ? undefined : value
  } catch {
    return undefined
  }
}
