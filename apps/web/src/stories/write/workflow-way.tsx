import { useMemo } from 'react'
import { Button } from '../../ui/button.tsx'
import { ComboboxField } from '../../ui/combobox-field.tsx'
import { type FieldRefusal, problemOf } from '../../ui/problem.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { SwitchField } from '../../ui/switch-field.tsx'
import { WorkflowForm } from '../../workflows/form/workflow-form.tsx'
import { lackText, titled } from '../../workflows/list/group-workflows.ts'
import { useWorkflows } from '../../workflows/workflow-queries.ts'
import { PreviousInputField } from './previous-field.tsx'
import { SeedsField } from './seeds-field.tsx'
import type { StoryDraft } from './story-draft.ts'
import { sentencesOf } from './story-problems.ts'
import { canTell } from './story-workflow.ts'
import type { FoundWorkflow } from './use-story-workflow.ts'

interface WorkflowWayProps {
  readonly draft: StoryDraft
  readonly onChange: (change: Partial<StoryDraft>) => void
  readonly workflow: FoundWorkflow
  readonly problems: readonly FieldRefusal[]
  /** Whether it was pressed already: then what is missing is said. */
  readonly isAsked: boolean
}

/** The workflow that makes the frames, and its inputs for all of them. */
export const WorkflowWay = ({
  draft,
  onChange,
  workflow: found,
  problems,
  isAsked,
}: WorkflowWayProps) => {
  const { files, builtIn } = useWorkflows()
  const { known } = found
  const options = useMemo(
    () =>
      [...(files.data ?? []), ...(builtIn.data ?? [])].filter(canTell).map((one) => ({
        value: one.name,
        label: one.source === 'file' ? one.title : one.name,
        detail: lackText(one),
        group: one.source === 'file' ? 'Your files' : titled(one.task),
      })),
    [files.data, builtIn.data],
  )
  const errors = sentencesOf(problems)
  const isUnchosen = isAsked && draft.workflow === ''
  const hasNoPrompt = known !== undefined && known.all === undefined
  return (
    <>
      <ComboboxField
        label="Workflow"
        value={draft.workflow === '' ? null : (draft.workflow ?? null)}
        options={options}
        placeholder="Search workflows…"
        empty="No workflow that takes a prompt is called that."
        error={
          errors.workflow ?? (isUnchosen ? 'Choose the workflow that makes the frames.' : undefined)
        }
        onChange={(name) => {
          if (name !== null) onChange({ workflow: name, previous_frame_as: undefined })
        }}
      />
      {found.error !== null && <ProblemNote problem={problemOf(found.error)} retry={found.retry} />}
      {hasNoPrompt && (
        <>
          <ProblemNote
            problem={{
              detail: 'This workflow has no input for the prompt of a frame.',
              hint: 'Call the one that has it “prompt”.',
            }}
          />
          <Button to={`/workflows?name=${encodeURIComponent(known.workflow.name)}`}>
            Open the workflow
          </Button>
        </>
      )}
      {known?.all !== undefined && (
        <>
          {known.pictures.length > 0 && (
            <PreviousInputField
              value={draft.previous_frame_as}
              inputs={known.pictures}
              error={errors.previous_frame_as}
              onChange={(previous_frame_as) => onChange({ previous_frame_as })}
            />
          )}
          <SeedsField
            value={draft.seed_mode}
            onChange={(seed_mode) => onChange({ seed_mode })}
            error={errors.seed_mode}
          />
          <WorkflowForm
            inputs={known.inputs}
            hidden={known.hidden}
            values={draft.inputs}
            problems={problems}
            onChange={(inputs) => onChange({ inputs })}
          />
          {draft.previous_frame_as === undefined && (
            <SwitchField
              label="One after the other"
              help="When a frame fails, those after it are not made."
              checked={draft.chain}
              onChange={(chain) => onChange({ chain })}
            />
          )}
        </>
      )}
    </>
  )
}
