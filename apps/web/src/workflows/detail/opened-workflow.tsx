import { SlidersHorizontal } from 'lucide-react'
import { lazy, Suspense } from 'react'
import { useLocation, useSearchParams } from 'wouter'
import type { Workflow } from '../../api/types.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Section } from '../../ui/section.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import type { Added } from '../add/use-add-workflow.ts'
import { knownValues, toInputs, type Values } from '../form/values.ts'
import { useKeptDraft } from '../inputs/kept-draft.ts'
import { asRecord, useKeptState } from '../kept-state.ts'
import { titled } from '../list/group-workflows.ts'
import { KindIcons } from '../list/kind-icons.tsx'
import { workflowAddress } from '../list/workflow-row.tsx'
import { ProgramPanel } from '../program/program-panel.tsx'
import { RunPanel } from '../run/run-panel.tsx'
import { useRuns } from '../run/use-runs.ts'
import { AddedNote } from './added-note.tsx'
import styles from './detail.module.css'
import { Standing } from './standing.tsx'
import { Understood } from './understood.tsx'
import { WorkflowMenu } from './workflow-menu.tsx'

export interface OpenedWorkflowProps {
  readonly workflow: Workflow
  readonly added: Added | undefined
  readonly onOpen: (name: string | undefined) => void
  readonly onAddedDone: () => void
}

const noValues: Values = {}

const InputsEditor = lazy(async () => ({
  default: (await import('../inputs/inputs-editor.tsx')).InputsEditor,
}))

export const OpenedWorkflow = ({ workflow, added, onOpen, onAddedDone }: OpenedWorkflowProps) => {
  const { name, title, description, task, family, source, inputs, hidden_inputs } = workflow
  const [kept, setValues] = useKeptState<Values>(`darkroom.workflow.values.${name}`, {
    parse: asRecord,
    initial: noValues,
  })
  const runs = useRuns(name)
  const edits = useKeptDraft(name)
  const [search] = useSearchParams()
  const [, navigate] = useLocation()
  const values = knownValues(kept, [...inputs, ...hidden_inputs])
  const canOpen = inputs.length + hidden_inputs.length > 0 || workflow.runnable
  const canEdit = source === 'file' && inputs.length + hidden_inputs.length > 0
  const isEditing = canEdit && search.get('edit') === 'inputs'
  return (
    <article aria-label={title} className={styles.detail}>
      <header className={styles.header}>
        <div className={styles.titleLine}>
          <h2 className={styles.title}>{title}</h2>
          <KindIcons workflow={workflow} />
          {source === 'file' && (
            <WorkflowMenu
              workflow={workflow}
              onGone={() => onOpen(undefined)}
              onBack={() => onOpen(name)}
            />
          )}
        </div>
        <p className={styles.badges}>
          {task !== '' && <Badge>{titled(task)}</Badge>}
          {family !== undefined && <Badge>{family}</Badge>}
          {title !== name && <span className={styles.quiet}>{name}</span>}
        </p>
        {description !== '' && <p className={styles.description}>{description}</p>}
        <Standing workflow={workflow} />
        {canEdit && !isEditing && (
          <div className={styles.tools}>
            <Button
              size="small"
              icon={<SlidersHorizontal aria-hidden />}
              to={`${workflowAddress(name)}&edit=inputs`}
            >
              Edit inputs
            </Button>
            {edits.draft !== undefined && <Badge tone="warning">changes not saved</Badge>}
          </div>
        )}
      </header>
      {added !== undefined && (
        <AddedNote {...{ workflow }} file={added.file} onRenamed={onOpen} onDone={onAddedDone} />
      )}
      {isEditing && (
        <Suspense fallback={<Skeleton shape="block" height={320} />}>
          <InputsEditor
            name={name}
            kept={edits.draft}
            onKeep={edits.keep}
            onSaved={() => navigate(workflowAddress(name))}
          />
        </Suspense>
      )}
      {canOpen && !isEditing && <RunPanel {...{ workflow, values, runs }} onChange={setValues} />}
      {canOpen && !isEditing && (
        <div>
          {added === undefined && (
            <Section title="What was understood">
              <Understood workflow={workflow} />
            </Section>
          )}
          <Section title="For programs" summary="request, schema, graph">
            <ProgramPanel workflow={workflow} inputs={toInputs(values)} />
          </Section>
        </div>
      )}
    </article>
  )
}
