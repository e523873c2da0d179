import { ApiProblem } from '../../api/api-problem.ts'
import { problemOf } from '../../ui/problem.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import type { Added } from '../add/use-add-workflow.ts'
import { useWorkflow } from '../workflow-queries.ts'
import styles from './detail.module.css'
import { OpenedWorkflow } from './opened-workflow.tsx'

export interface WorkflowDetailProps {
  readonly name: string
  /** What was just added under this name. */
  readonly added: Added | undefined
  readonly onOpen: (name: string | undefined) => void
  readonly onAddedDone: () => void
}

/** One workflow: what it is, its form, and what it makes. */
export const WorkflowDetail = ({ name, added, onOpen, onAddedDone }: WorkflowDetailProps) => {
  const { data: workflow, error, refetch } = useWorkflow(name)
  if (workflow !== undefined) {
    return <OpenedWorkflow {...{ workflow, added, onOpen, onAddedDone }} />
  }
  if (error === null) return <Skeleton shape="block" height={320} />
  const isGone = error instanceof ApiProblem && error.status === 404
  return (
    <div className={styles.detail}>
      <ProblemNote problem={problemOf(error)} retry={isGone ? undefined : () => void refetch()} />
    </div>
  )
}
