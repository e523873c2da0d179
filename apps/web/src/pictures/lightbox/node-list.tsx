import { useMemo } from 'react'
import { graphNodes } from './graph-nodes.ts'
import styles from './node-list.module.css'

/** The nodes of a workflow, to be read. */
export const NodeList = ({ graph }: { readonly graph: Readonly<Record<string, unknown>> }) => {
  const nodes = useMemo(() => graphNodes(graph), [graph])
  const titles = useMemo(() => new Map(nodes.map(({ id, title }) => [id, title])), [nodes])
  return (
    <ol className={styles.nodes} aria-label={`${nodes.length} nodes`}>
      {nodes.map(({ id, type, title, values, links }) => (
        <li key={id} className={styles.node}>
          <p className={styles.title}>
            {title}{' '}
            <span className={styles.quiet}>{title === type ? `#${id}` : `${type} #${id}`}</span>
          </p>
          <dl className={styles.inputs}>
            {values.map(({ name, value }) => (
              <div key={name} className={styles.input}>
                <dt className={styles.quiet}>{name}</dt>
                <dd className={styles.value}>{value}</dd>
              </div>
            ))}
            {links.map(({ name, from }) => (
              <div key={name} className={styles.input}>
                <dt className={styles.quiet}>{name}</dt>
                <dd className={styles.quiet}>{`← ${titles.get(from) ?? ''} #${from}`}</dd>
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ol>
  )
}
