/** A node of a graph in the API format, as it is read by people. */
export interface GraphNode {
  readonly id: string
  readonly type: string
  readonly title: string
  readonly values: readonly { readonly name: string; readonly value: string }[]
  readonly links: readonly { readonly name: string; readonly from: string }[]
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const show = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value))

/** A link is the id of a node and the number of one of its outputs. */
const linkOf = (value: unknown, ids: ReadonlySet<string>): string | undefined => {
  if (!Array.isArray(value) || value.length !== 2 || typeof value[1] !== 'number') return undefined
  const id = String(value[0])
  return ids.has(id) ? id : undefined
}

/** The nodes of a graph with what is set in each, and which feed it. */
export function graphNodes(graph: Readonly<Record<string, unknown>>): readonly GraphNode[] {
  const ids = new Set(Object.keys(graph))
  return Object.entries(graph).flatMap(([id, node]) => {
    if (!isRecord(node)) return []
    const type = typeof node.class_type === 'string' ? node.class_type : 'unknown'
    const { title } = isRecord(node._meta) ? node._meta : {}
    const inputs = Object.entries(isRecord(node.inputs) ? node.inputs : {}).map(
      ([name, value]) => ({ name, value, from: linkOf(value, ids) }),
    )
    return [
      {
        id,
        type,
        title: typeof title === 'string' && title !== '' ? title : type,
        values: inputs.flatMap(({ name, value, from }) =>
          from === undefined ? [{ name, value: show(value) }] : [],
        ),
        links: inputs.flatMap(({ name, from }) => (from === undefined ? [] : [{ name, from }])),
      },
    ]
  })
}
