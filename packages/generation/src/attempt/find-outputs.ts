import type { HistoryEntry } from '@darkroom/comfy-client'
import type { Workflow } from '@darkroom/workflow-builder'
import { foresee } from './graph-of.ts'
import { type FoundOutput, outputsOf } from './outputs-of.ts'

export interface FoundOutputs {
  /** All that the prompt made; undefined when nobody can tell. */
  readonly found: readonly FoundOutput[] | undefined
  /** Files that must not be there, where their number was guessed. */
  readonly next: readonly FoundOutput[]
}

/**
 * What a prompt made, by what is known of its end. The history tells all of it. What a socket heard that was cut in
 * between, and a prompt of which nothing was heard, tell it only where every file is known by name beforehand: half of
 * what was made is nothing.
 */
export function findOutputs({
  workflow,
  entry,
  pictures,
}: {
  readonly workflow: Workflow
  readonly entry: HistoryEntry | undefined
  /** Number of pictures of one run, as far as the inputs tell. */
  readonly pictures: number
}): FoundOutputs {
  const foreseen = foresee(workflow, pictures)
  if (entry !== undefined) {
    const told = outputsOf(entry, workflow)
    const isWhole = entry.partial !== true || isToldOfAll(entry, workflow)
    // A history that names no file of a graph that saves some may have been cleared just then.
    const isTold = told.length > 0 || workflow.outputNodeIds.length === 0
    if (isWhole && isTold) return { found: told, next: [] }
  }
  return { found: foreseen?.pictures, next: foreseen?.next ?? [] }
}

/** Whether every node that was to save something has told what. */
const isToldOfAll = ({ outputs }: HistoryEntry, workflow: Workflow): boolean =>
  foresee(workflow, 1) !== undefined &&
  workflow.outputNodeIds.every((id) => Object.hasOwn(outputs, id))
