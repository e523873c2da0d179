import { Play } from 'lucide-react'
import { useState } from 'react'
import type { Workflow } from '../../api/types.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Kbd } from '../../ui/kbd.tsx'
import { problemOf } from '../../ui/problem.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { lackingInputs } from '../detail/lacking-inputs.ts'
import { useChecks } from '../detail/use-checks.ts'
import { besideFields } from '../form/field-problems.ts'
import { missingOf, toInputs, type Values } from '../form/values.ts'
import { WorkflowForm } from '../form/workflow-form.tsx'
import { JobResult } from './job-result.tsx'
import { RecentRuns } from './recent-runs.tsx'
import styles from './run-panel.module.css'
import { useLastSeed } from './use-last-seed.ts'
import { useRun } from './use-run.ts'
import type { Runs } from './use-runs.ts'

export interface RunPanelProps {
  readonly workflow: Workflow
  readonly values: Values
  readonly onChange: (values: Values) => void
  readonly runs: Runs
}

/** The form of a workflow, and beside it what its runs make. */
export const RunPanel = ({ workflow, values, onChange, runs }: RunPanelProps) => {
  const { name, inputs, hidden_inputs: hidden, missing } = workflow
  const [asked, setAsked] = useState(false)
  const { data: checks = [] } = useChecks(workflow)
  const { run, isSending, problem, forget } = useRun(name, runs.add)
  const lastSeed = useLastSeed(runs.ids[0])
  const all = [...inputs, ...hidden]
  const refused = problem === undefined ? undefined : problemOf(problem)
  const problems = [
    ...lackingInputs({ inputs: all, values, lacks: missing.models, checks }),
    ...(asked ? missingOf(values, all) : []),
    ...(refused?.errors ?? []),
  ]
  const change = (next: Values) => {
    if (refused !== undefined) forget()
    onChange(next)
  }
  const press = () => {
    setAsked(true)
    if (missingOf(values, all).length === 0) run(toInputs(values))
  }
  const note =
    refused &&
    besideFields(
      refused,
      all.map(({ key }) => key),
    )
  return (
    <div className={styles.panel}>
      <form
        aria-label={`Values of ${workflow.title}`}
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault()
          press()
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Enter') return
          const isChord = event.ctrlKey || event.metaKey
          // Enter chooses in lists and ends numbers: a run is asked for by its own keys.
          if (!isChord && event.target instanceof HTMLInputElement) event.preventDefault()
          if (isChord) press()
        }}
      >
        <WorkflowForm {...{ inputs, hidden, values, problems, lastSeed }} onChange={change} />
        <div className={styles.actions}>
          {note !== undefined && <ProblemNote problem={note} />}
          <Button
            type="submit"
            variant="primary"
            size="large"
            wide
            icon={<Play aria-hidden />}
            trailing={<Kbd keys="Ctrl+Enter" className={styles.keys} />}
            busy={isSending}
          >
            Run
          </Button>
        </div>
      </form>
      <section aria-label="Result" className={styles.result}>
        {runs.shown === undefined ? (
          <EmptyState
            icon={<Play />}
            title="What it makes will be here."
            detail="Every value stays as the workflow was saved until you change it."
          />
        ) : (
          <JobResult key={runs.shown} id={runs.shown} onFollow={runs.add} />
        )}
        <RecentRuns ids={runs.ids} shown={runs.shown} onShow={runs.show} />
      </section>
    </div>
  )
}
