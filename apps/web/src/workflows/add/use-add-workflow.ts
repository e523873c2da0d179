import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Workflow } from '../../api/types.ts'
import { useAnnounce } from '../../ui/announce.tsx'
import { type Problem, problemOf } from '../../ui/problem.ts'
import { workflowQuery } from '../workflow-queries.ts'
import { nameOfFile } from './file-name.ts'
import { keepUnderFreeName } from './keep-workflow.ts'

export interface Sent {
  readonly file: Blob
  /** What it was called where it came from. */
  readonly fileName: string
}

export interface Refused {
  readonly fileName: string
  readonly problem: Problem
}

export interface Added {
  readonly workflow: Workflow
  readonly file: Blob
}

interface Outcome {
  readonly added: readonly Added[]
  readonly refused: readonly Refused[]
}

/** One after the other: a file that is none leaves the others. */
async function keepAll(files: readonly Sent[]): Promise<Outcome> {
  const added: Added[] = []
  const refused: Refused[] = []
  for (const { file, fileName } of files) {
    try {
      added.push({ workflow: await keepUnderFreeName(file, nameOfFile(fileName)), file })
    } catch (cause) {
      refused.push({ fileName, problem: problemOf(cause) })
    }
  }
  return { added, refused }
}

/** Keeps files as workflows. */
export function useAddWorkflow(onAdded: (added: Added) => void) {
  const client = useQueryClient()
  const announce = useAnnounce()
  const { mutate, isPending, data, reset } = useMutation({
    mutationFn: keepAll,
    onSuccess: async ({ added, refused }) => {
      const last = added.at(-1)
      if (last !== undefined) {
        client.setQueryData(workflowQuery(last.workflow.name).queryKey, last.workflow)
        announce(`${last.workflow.title} was added.`)
        onAdded(last)
      }
      for (const { fileName, problem } of refused) announce(`${fileName}: ${problem.detail}`)
      await client.invalidateQueries({ queryKey: ['workflows'] })
    },
  })
  return {
    add: (files: readonly Sent[]) => {
      if (files.length > 0) mutate(files)
    },
    isAdding: isPending,
    refused: data?.refused ?? [],
    forget: reset,
  }
}
