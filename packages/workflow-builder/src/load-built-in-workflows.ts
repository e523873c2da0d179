import { readdir } from 'node:fs/promises'
import type { WorkflowEntry } from './workflow-entry.ts'

const folder = new URL('./workflows/', import.meta.url)

interface WorkflowModule {
  readonly workflow?: WorkflowEntry
  readonly workflows?: readonly WorkflowEntry[]
}

/**
 * Loads every workflow of the folder `workflows`: each file exports one as `workflow`, or one for each family as
 * `workflows`, and a new workflow needs nothing but its file.
 */
export async function loadBuiltInWorkflows(): Promise<readonly WorkflowEntry[]> {
  const files = (await readdir(folder))
    .filter((file) => /^[a-z0-9-]+\.[jt]s$/.test(file))
    .toSorted()
  const modules: readonly WorkflowModule[] = await Promise.all(
    files.map((file) => import(/* @vite-ignore */ new URL(file, folder).href)),
  )
  return modules.flatMap(({ workflow, workflows = [] }) =>
    workflow === undefined ? workflows : [workflow, ...workflows],
  )
}
