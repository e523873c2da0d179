import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Workflow } from '../../api/types.ts'
import { workflowQuery } from '../../workflows/workflow-queries.ts'
import { otherInputs, pictureInputs, promptInput, type StoryWorkflow } from './story-workflow.ts'

export interface FoundWorkflow {
  /** Undefined while none is chosen, or it is on its way. */
  readonly known: StoryWorkflow | undefined
  readonly error: Error | null
  readonly retry: () => void
}

function toStoryWorkflow(workflow: Workflow): StoryWorkflow {
  const { inputs, hidden } = otherInputs(workflow)
  const hasPrompt = promptInput(workflow) !== undefined
  return {
    workflow,
    inputs,
    hidden,
    all: hasPrompt ? [...inputs, ...hidden] : undefined,
    pictures: pictureInputs(workflow),
  }
}

/** The workflow of that name, if one is chosen. */
export function useStoryWorkflow(name: string | undefined): FoundWorkflow {
  const isNamed = name !== undefined && name !== ''
  const { data, error, refetch } = useQuery({ ...workflowQuery(name ?? ''), enabled: isNamed })
  const found = isNamed ? data : undefined
  const known = useMemo(() => found && toStoryWorkflow(found), [found])
  return {
    known,
    error: isNamed && found === undefined ? error : null,
    retry: () => void refetch(),
  }
}
