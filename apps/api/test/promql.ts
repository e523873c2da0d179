import { parser } from '@prometheus-io/lezer-promql'

/** A metric that an expression reads. */
export interface Selector {
  readonly name: string
  /** The operators of the aggregations round it, the innermost first. */
  readonly within: readonly string[]
}

export interface ReadExpression {
  readonly selectors: readonly Selector[]
  /** The labels that are matched, grouped by and joined on. */
  readonly labels: ReadonlySet<string>
  /** What is no PromQL. */
  readonly errors: readonly string[]
}

/** Reads an expression with the grammar of Prometheus itself. */
export function readExpression(expression: string): ReadExpression {
  const selectors: Selector[] = []
  const labels = new Set<string>()
  const errors: string[] = []
  parser.parse(expression).iterate({
    enter({ name, node, type }) {
      const text = expression.slice(node.from, node.to)
      if (type.isError) errors.push(`${expression} at ${node.from}`)
      if (name === 'LabelName') labels.add(text)
      if (name !== 'VectorSelector') return
      const metric = node.getChild('Identifier')
      const within: string[] = []
      for (let outer = node.parent; outer !== null; outer = outer.parent) {
        const operator = outer.getChild('AggregateOp')
        if (operator !== null) within.push(expression.slice(operator.from, operator.to))
      }
      selectors.push({ name: expression.slice(metric?.from, metric?.to), within })
    },
  })
  return { selectors, labels, errors }
}
