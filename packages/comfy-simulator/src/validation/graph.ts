import { PyError } from '../python/convert.ts'
import { getDict, getString, isDict, isList, type PyDict, type PyValue } from '../python/value.ts'

/** Whether a value is a link to another node's output, `["4", 0]`; every list of two counts as one. */
export const isLink = (value: PyValue | undefined): value is [PyValue, PyValue] =>
  isList(value) && value.length === 2

/** The node that a link leads to; raises as Python does when it is missing. */
export const nodeAt = (graph: PyDict, id: PyValue): PyDict => {
  const node = typeof id === 'string' ? graph.get(id) : undefined
  if (isDict(node)) return node
  throw new PyError('KeyError', typeof id === 'string' ? `'${id}'` : String(id))
}

export const classNameOf = (node: PyDict): string => getString(node, 'class_type') ?? ''

/** The inputs of a node; raises as `node['inputs']` does when there are none. */
export const inputsOf = (node: PyDict): PyDict => {
  const inputs = getDict(node, 'inputs')
  if (inputs === undefined) throw new PyError('KeyError', "'inputs'")
  return inputs
}

/** `_meta.title`, if the client sent one. */
export const titleOf = (node: PyDict): string | undefined =>
  getString(getDict(node, '_meta'), 'title')
