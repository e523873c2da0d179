import { readdir } from 'node:fs/promises'
import type { WorkflowEntry } from './workflow-entry.ts'

const folder = new URL('./workflows/', import.meta.url)

/**
 * Loads every workflow of the folder `workflows`, by name: each file exports one as `workflow`, and a new workflow
 * needs nothing but its file.
 */
export async function loadBuiltInWorkflows(): Promise<readonly WorkflowEntry[]> {
  const files = (await readdir(folder))
    .filter((file) => /^[a-z0-9-]+\.[jt]s$/.test(file))
    .toSorted()
  const modules: readonly { readonly workflow: WorkflowEntry }[] = await Promise.all(
    files.map((file) => import(/* @vite-ignore */ new URL(file, folder).href)),
  )
  return modules.map(({ workflow }) => workflow)
}
