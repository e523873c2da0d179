import { useState } from 'react'
import { Section } from '../../ui/section.tsx'
import type { WorkflowGroup } from './group-workflows.ts'
import { WorkflowRow } from './workflow-row.tsx'

export interface TaskSectionProps {
  readonly group: WorkflowGroup
  /** The name of the workflow that is shown. */
  readonly open: string | undefined
  readonly isUnfolded: boolean
}

/** The built-in workflows of one task; begins unfolded where the one that is shown is among them. */
export const TaskSection = ({ group, open, isUnfolded }: TaskSectionProps) => {
  const { title, workflows } = group
  const [isOpen, setOpen] = useState(isUnfolded || workflows.some(({ name }) => name === open))
  return (
    <Section {...{ title }} summary={String(workflows.length)} open={isOpen} onOpenChange={setOpen}>
      <ul>
        {workflows.map((workflow) => (
          <WorkflowRow key={workflow.name} {...{ workflow }} isOpen={workflow.name === open} />
        ))}
      </ul>
    </Section>
  )
}
