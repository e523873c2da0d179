import { useState } from 'react'
import { isRecord, useKeptState } from '../kept-state.ts'

/** A run, or a batch of them. */
export interface KeptRun {
  readonly kind: 'job' | 'batch'
  readonly id: string
}

/** The runs of a workflow that this browser asked for. */
export interface Runs {
  /** Newest first. */
  readonly all: readonly KeptRun[]
  readonly shown: KeptRun | undefined
  readonly add: (run: KeptRun) => void
  readonly show: (run: KeptRun) => void
}

const most = 24

const toRun = (value: unknown): readonly KeptRun[] => {
  if (!isRecord(value) || typeof value.id !== 'string') return []
  return value.kind === 'job' || value.kind === 'batch' ? [{ kind: value.kind, id: value.id }] : []
}

const toRuns = (value: unknown): readonly KeptRun[] | undefined =>
  Array.isArray(value) ? value.flatMap(toRun) : undefined

export function useRuns(name: string): Runs {
  const [all, setAll] = useKeptState<readonly KeptRun[]>(`darkroom.workflow.runs.${name}`, {
    parse: toRuns,
    initial: [],
    storage: localStorage,
  })
  const [chosen, show] = useState<KeptRun>()
  return {
    all,
    shown: chosen ?? all[0],
    add: (run) => {
      setAll([run, ...all.filter(({ id }) => id !== run.id)].slice(0, most))
      show(run)
    },
    show,
  }
}
