import { Play } from 'lucide-react'
import { useState } from 'react'
import type { Workflow } from '../../api/types.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { problemOf } from '../../ui/problem.ts'
import { BatchResult } from '../batch/batch-result.tsx'
import { axesProblem, toBatchBody } from '../batch/several.ts'
import { useSendBatch } from '../batch/use-batch.ts'
import { lackingInputs } from '../detail/lacking-inputs.ts'
import { useChecks } from '../detail/use-checks.ts'
import { besideFields } from '../form/field-problems.ts'
import { missingOf, toInputs, type Values } from '../form/values.ts'
import { WorkflowForm } from '../form/workflow-form.tsx'
import { JobResult } from './job-result.tsx'
import { RecentRuns } from './recent-runs.tsx'
import { RunActions } from './run-actions.tsx'
import styles from './run-panel.module.css'
import { useLastSeed } from './use-last-seed.ts'
import { useRun } from './use-run.ts'
import type { Runs } from './use-runs.ts'
import { useSeveral } from './use-several.tsx'

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
  const [sameSeed, setSameSeed] = useState(true)
  const { axes, severalOf, renderSeveral } = useSeveral(workflow, values)
  const { data: checks = [] } = useChecks(workflow)
  const one = useRun(name, (id) => runs.add({ kind: 'job', id }))
  const many = useSendBatch((id) => runs.add({ kind: 'batch', id }))
  const lastSeed = useLastSeed(runs.all.find(({ kind }) => kind === 'job')?.id)
  const all = [...inputs, ...hidden]
  const varied = new Set(axes.map(({ key }) => key))
  // What is hidden may be needed only beside other words: the API knows.
  const missed = missingOf(values, inputs).filter(({ path }) => !varied.has(path))
  const failure = one.problem ?? many.problem
  const refused = failure === undefined ? undefined : problemOf(failure)
  const problems = [
    ...lackingInputs({ inputs: all, values, lacks: missing.models, checks }),
    ...(asked ? missed : []),
    ...(refused?.errors ?? []),
  ]
  const forget = () => {
    one.forget()
    many.forget()
  }
  const press = () => {
    setAsked(true)
    if (missed.length > 0) return
    forget()
    if (axes.length === 0) one.run(toInputs(values))
    else if (axesProblem(axes) === undefined) {
      many.send(toBatchBody({ workflow: name, values: toInputs(values), axes, sameSeed }))
    }
  }
  const keys = all.map(({ key }) => key)
  const hasSeed = all.some(({ type }) => type === 'seed')
  // A seed that is said is that of all.
  const isSeedSaid = typeof values.seed === 'number' && values.seed >= 0
  return (
    <div className={styles.panel}>
      <form
        aria-label={`Values of ${workflow.title}`}
        className={styles.form}
        // The API says what is wrong, at its field; a browser's own bubbles know less.
        noValidate
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
        <WorkflowForm
          {...{ inputs, hidden, values, problems, lastSeed, severalOf }}
          renderSeveral={(field) => renderSeveral(field, problems)}
          onChange={(next) => {
            if (refused !== undefined) forget()
            onChange(next)
          }}
        />
        <RunActions
          axes={axes}
          seedChoice={
            hasSeed && !isSeedSaid && !varied.has('seed')
              ? { isSame: sameSeed, choose: setSameSeed }
              : undefined
          }
          problem={refused && besideFields(refused, keys)}
          isSending={one.isSending || many.isSending}
        />
      </form>
      <section aria-label="Result" className={styles.result}>
        {runs.shown === undefined && (
          <EmptyState
            icon={<Play />}
            title="What it makes will be here."
            detail="Every value stays as the workflow was saved until you change it."
          />
        )}
        {runs.shown?.kind === 'job' && (
          <JobResult
            key={runs.shown.id}
            id={runs.shown.id}
            onFollow={(id) => runs.add({ kind: 'job', id })}
          />
        )}
        {runs.shown?.kind === 'batch' && (
          <BatchResult
            key={runs.shown.id}
            id={runs.shown.id}
            labels={new Map(all.map(({ key, label }) => [key, label]))}
          />
        )}
        <RecentRuns {...runs} />
      </section>
    </div>
  )
}
