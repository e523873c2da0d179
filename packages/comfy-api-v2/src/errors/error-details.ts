import type { DoorError, WrongPart } from '@darkroom/door-ports'
import type { Json, JsonObject } from '@darkroom/foundation'
import { ApiV2Error } from './api-v2-error.ts'

const nodePath = /^(\d+(?::\d+)*)(?:\.(.+))?$/s

/** Node and input that a part is about; undefined where it is about a field of the request. */
function nodeOf({ path, nodeClass, code }: WrongPart): { node: string; field: string } | undefined {
  const byNumber = nodePath.exec(path)
  if (byNumber !== null) return { node: byNumber[1] ?? '', field: byNumber[2] ?? '' }
  if (nodeClass === undefined && code === undefined) return undefined
  const dot = path.indexOf('.')
  return dot < 0
    ? { node: path, field: '' }
    : { node: path.slice(0, dot), field: path.slice(dot + 1) }
}

const toReason = ({ code, message, nodeClass, nearest }: WrongPart, field: string): JsonObject => ({
  ...(field === '' ? {} : { field }),
  reason: code ?? 'invalid',
  message,
  ...(nodeClass === undefined ? {} : { class_type: nodeClass }),
  ...(nearest === undefined || nearest.length === 0 ? {} : { nearest }),
})

/** `details` of an error: `node_errors` by node, as the specification shows them, `errors` of other fields, and what to do. */
export function errorDetails(error: DoorError): JsonObject | null {
  const nodes = new Map<string, Json[]>()
  const others: Json[] = []
  for (const part of error.parts) {
    const at = nodeOf(part)
    if (at === undefined) others.push({ path: part.path, ...toReason(part, '') })
    else nodes.set(at.node, [...(nodes.get(at.node) ?? []), toReason(part, at.field)])
  }
  const details: JsonObject = {
    ...(error instanceof ApiV2Error ? error.details : {}),
    ...(error.hint === undefined ? {} : { hint: error.hint }),
    ...(nodes.size === 0 ? {} : { node_errors: Object.fromEntries(nodes) }),
    ...(others.length === 0 ? {} : { errors: others }),
  }
  return Object.keys(details).length === 0 ? null : details
}
