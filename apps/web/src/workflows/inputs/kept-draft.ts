import { isRecord, useKeptState } from '../kept-state.ts'
import type { Draft } from './draft.ts'

const isDraft = (value: unknown): value is Draft =>
  isRecord(value) &&
  isRecord(value.inputs) &&
  Object.values(value.inputs).every(isRecord) &&
  (value.order === undefined || Array.isArray(value.order))

const asDraft = (value: unknown): Draft | undefined => (isDraft(value) ? value : undefined)

/** What is said and not saved of a workflow's inputs: leaving the page, or reloading it, loses nothing of it. */
export function useKeptDraft(name: string) {
  const [draft, keep] = useKeptState<Draft | null>(`darkroom.workflow.inputs.${name}`, {
    parse: asDraft,
    initial: null,
  })
  return {
    draft: draft ?? undefined,
    keep: (next: Draft | undefined) => keep(next ?? null),
  }
}
