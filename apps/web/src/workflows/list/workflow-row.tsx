import { Link } from 'wouter'
import type { Workflow } from '../../api/types.ts'
import { lackText, titled } from './group-workflows.ts'
import { KindIcons } from './kind-icons.tsx'
import styles from './list.module.css'

export interface WorkflowRowProps {
  readonly workflow: Workflow
  readonly isOpen: boolean
}

/** The address of a workflow of the page. */
export const workflowAddress = (name: string): string =>
  `/workflows?name=${encodeURIComponent(name)}`

/** One workflow of the list: what it is called, does and makes, or what it lacks. */
export const WorkflowRow = ({ workflow, isOpen }: WorkflowRowProps) => {
  const { name, title, task, family, source } = workflow
  const lack = lackText(workflow)
  // Those of one task differ by the family of their models.
  const isBuiltIn = source === 'built_in'
  const about = !isBuiltIn
    ? [titled(task), family].filter(Boolean).join(' · ')
    : family === undefined
      ? 'any family of models'
      : name
  return (
    <li>
      <Link
        href={workflowAddress(name)}
        className={styles.row}
        aria-current={isOpen ? 'page' : undefined}
      >
        <span className={styles.rowTop}>
          <span className={styles.rowTitle}>{isBuiltIn ? (family ?? title) : title}</span>
          <KindIcons workflow={workflow} />
        </span>
        {lack === undefined ? (
          <span className={styles.rowAbout}>{about === '' ? name : about}</span>
        ) : (
          <span className={styles.rowLack}>{lack}</span>
        )}
      </Link>
    </li>
  )
}
