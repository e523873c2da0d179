import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Check } from 'lucide-react'
import { useState } from 'react'
import type { Workflow } from '../../api/types.ts'
import { Button } from '../../ui/button.tsx'
import { problemOf } from '../../ui/problem.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { Section } from '../../ui/section.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { keepAs, removeWorkflow } from '../add/keep-workflow.ts'
import { workflowQuery } from '../workflow-queries.ts'
import styles from './detail.module.css'
import { Understood } from './understood.tsx'

export interface AddedNoteProps {
  readonly workflow: Workflow
  /** What was sent: it is kept under another name by sending it again. */
  readonly file: Blob
  readonly onRenamed: (name: string) => void
  readonly onDone: () => void
}

/** What was understood of a file that was just added, and the name that it gets. */
export const AddedNote = ({ workflow, file, onRenamed, onDone }: AddedNoteProps) => {
  const client = useQueryClient()
  const [name, setName] = useState(workflow.name)
  const rename = useMutation({
    mutationFn: async (wanted: string) => {
      const kept = await keepAs(file, wanted)
      await removeWorkflow(workflow.name)
      return kept
    },
    onSuccess: async (kept) => {
      onRenamed(kept.name)
      client.removeQueries({ queryKey: workflowQuery(workflow.name).queryKey })
      await client.invalidateQueries({ queryKey: ['workflows'] })
    },
  })
  const wanted = name.trim()
  const submit = () => {
    if (wanted === '' || wanted === workflow.name) onDone()
    else rename.mutate(wanted)
  }
  return (
    <section aria-label="What was understood" className={styles.added}>
      <div className={styles.addedTop}>
        <TextField
          label="Name"
          value={name}
          onChange={setName}
          onKeyDown={(event) => {
            if (event.key === 'Enter') submit()
          }}
          className={styles.addedName}
        />
        <Button
          variant="primary"
          icon={<Check aria-hidden />}
          busy={rename.isPending}
          onClick={submit}
        >
          {wanted === workflow.name || wanted === '' ? 'Done' : 'Rename'}
        </Button>
      </div>
      {rename.error !== null && <ProblemNote problem={problemOf(rename.error)} />}
      <Section title="What was understood" defaultOpen>
        <Understood workflow={workflow} />
      </Section>
    </section>
  )
}
