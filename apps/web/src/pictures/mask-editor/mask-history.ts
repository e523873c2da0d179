import type { MaskStep } from './mask-step.ts'

/** Steps that can be undone; what is older stays painted. */
export const mostSteps = 200

/** What was done to a mask, and what was undone and can be done again. */
export interface MaskHistory {
  readonly done: readonly MaskStep[]
  /** The one undone last is the last. */
  readonly undone: readonly MaskStep[]
}

export const emptyHistory: MaskHistory = { done: [], undone: [] }

/** With one more step; `settled` are those that are too old to be undone now, to be painted for good. */
export function withStep(
  { done }: MaskHistory,
  step: MaskStep,
): { readonly history: MaskHistory; readonly settled: readonly MaskStep[] } {
  const all = [...done, step]
  const surplus = Math.max(0, all.length - mostSteps)
  return {
    history: { done: all.slice(surplus), undone: [] },
    settled: all.slice(0, surplus),
  }
}

export function undone(history: MaskHistory): MaskHistory {
  const last = history.done.at(-1)
  if (last === undefined) return history
  return { done: history.done.slice(0, -1), undone: [...history.undone, last] }
}

export function redone(history: MaskHistory): MaskHistory {
  const next = history.undone.at(-1)
  if (next === undefined) return history
  return { done: [...history.done, next], undone: history.undone.slice(0, -1) }
}

/** The steps that can still be seen: what was painted before the mask was cleared cannot. */
export const visibleSteps = (done: readonly MaskStep[]): readonly MaskStep[] => {
  const cleared = done.findLastIndex(({ kind }) => kind === 'clear')
  return cleared === -1 ? done : done.slice(cleared)
}
