import { useQuery } from '@tanstack/react-query'
import type { Workflow } from '../../api/types.ts'
import { titled } from '../list/group-workflows.ts'
import { graphQuery, nodeCountOf } from '../program/graph-query.ts'
import styles from './detail.module.css'
import { originText, savedText } from './origins.ts'

const counted = (count: number, one: string, many: string): string =>
  `${count} ${count === 1 ? one : many}`

/** What was found in a workflow: what it is about, and each input with why it is one. */
export const Understood = ({ workflow }: { readonly workflow: Workflow }) => {
  const { name, task, family, inputs, hidden_inputs: hidden, outputs, updated_at } = workflow
  const { data: graph } = useQuery(graphQuery({ name, version: updated_at }))
  const facts = [
    task === '' ? 'What it is for was not clear' : titled(task),
    family,
    graph && counted(nodeCountOf(graph), 'node', 'nodes'),
    counted(inputs.length, 'input', 'inputs'),
    counted(outputs.length, 'output', 'outputs'),
  ]
  return (
    <div className={styles.understood}>
      <p className={styles.facts}>{facts.filter(Boolean).join(' · ')}</p>
      <ul className={styles.found}>
        {[...inputs, ...hidden].map((input) => (
          <li key={input.key}>
            <span className={styles.foundName}>{input.label}</span>
            <span className={styles.foundWhy}>
              {input.type}, {originText(input)}
            </span>
            <span className={styles.foundValue}>{savedText(input.default)}</span>
          </li>
        ))}
        {outputs.map((output) => (
          <li key={`${output.node} ${output.class}`}>
            <span className={styles.foundName}>{output.label}</span>
            <span className={styles.foundWhy}>
              {output.type} made by {output.class}
              {output.node === '' ? '' : ` (${output.node})`}
              {output.preview ? ', only shown' : ''}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
