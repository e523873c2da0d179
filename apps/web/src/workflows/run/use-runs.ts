import { useState } from 'react'
import { useKeptState } from '../kept-state.ts'

/** The runs of a workflow that this browser asked for. */
export interface Runs {
  /** Newest first. */
  readonly ids: readonly string[]
  readonly shown: string | undefined
  readonly add: (id: string) => void
  readonly show: (id: string) => void
}

const most = 24

const toIds = (value: unknown): readonly string[] | undefined =>
  Array.isArray(value) ? value.filter((id) => typeof id === 'string') : undefined

export function useRuns(name: string): Runs {
  const [ids, setIds] = useKeptState<readonly string[]>(`darkroom.workflow.runs.${name}`, {
    parse: toIds,
    initial: [],
    storage: localStorage,
  })
  const [chosen, show] = useState<string>()
  return {
    ids,
    shown: chosen ?? ids[0],
    add: (id) => {
      setIds([id, ...ids.filter((one) => one !== id)].slice(0, most))
      show(id)
    },
    show,
  }
}
