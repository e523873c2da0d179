import { answer } from '../../api/answer.ts'
import { ApiProblem } from '../../api/api-problem.ts'
import { api } from '../../api/client.ts'
import type { Workflow } from '../../api/types.ts'
import { inPath } from '../workflow-queries.ts'
import { nextName } from './file-name.ts'

/** The bytes as they are; no program may take them for a form, whatever they are. */
const bytes = (file: Blob) => ({
  init: { body: file },
  headers: { 'content-type': 'application/octet-stream' },
})

export const keepAs = (file: Blob, name: string): Promise<Workflow> =>
  answer(api.workflows.$post({ query: { name } }, bytes(file)))

/** As many names as are tried. */
const mostNames = 50

/** Keeps a file under its name, or with a number where that is taken. */
export async function keepUnderFreeName(file: Blob, name: string): Promise<Workflow> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await keepAs(file, nextName(name, attempt))
    } catch (error) {
      const isTaken = error instanceof ApiProblem && error.code === 'workflow_exists'
      if (!isTaken || attempt === mostNames) throw error
    }
  }
}

/** Keeps it in place of what there is; that goes to the trash. */
export const replaceWorkflow = (file: Blob, name: string): Promise<Workflow> =>
  answer(api.workflows[':name'].$put(inPath(name), bytes(file)))

export const removeWorkflow = (name: string) => answer(api.workflows[':name'].$delete(inPath(name)))

/** Brings back what lies in a folder of the trash, as its removal told it. */
export const restoreWorkflow = (name: string, trash: string): Promise<Workflow> =>
  answer(api.workflows[':name'].restore.$post({ ...inPath(name), query: { trash } }))

/** What each server lacks for what is in a file. */
export const checkWorkflow = (file: Blob) => answer(api.workflows.check.$post({}, bytes(file)))
