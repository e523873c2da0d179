import { createStore, type Store } from '../api/store.ts'
import { isRecord } from './draft.ts'
import type { Size } from './sizes.ts'

/** A job of this tab, with the size that was asked for. */
export interface OwnJob {
  readonly id: string
  readonly size: Size
}

const key = 'darkroom.create.jobs'
const most = 60

const own = (found: unknown): readonly OwnJob[] => {
  if (!(isRecord(found) && isRecord(found.size)) || typeof found.id !== 'string') return []
  const { width, height } = found.size
  return typeof width === 'number' && typeof height === 'number'
    ? [{ id: found.id, size: { width, height } }]
    : []
}

function kept(): readonly OwnJob[] {
  try {
    const found: unknown = JSON.parse(sessionStorage.getItem(key) ?? '')
    return Array.isArray(found) ? found.flatMap(own) : []
  } catch (error) {
    if (error instanceof SyntaxError) return []
    throw error
  }
}

/** The jobs that this tab asked for, newest first; a reload keeps them. */
export const ownJobs: Store<readonly OwnJob[]> = createStore(kept())

export function addOwnJobs(ids: readonly string[], size: Size): void {
  const added = ids.toReversed().map((id) => ({ id, size }))
  const jobs = [...added, ...ownJobs.get()].slice(0, most)
  ownJobs.set(jobs)
  sessionStorage.setItem(key, JSON.stringify(jobs))
}
