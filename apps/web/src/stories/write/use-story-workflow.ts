import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Workflow, WorkflowInput } from '../../api/types.ts'
import { workflowQuery } from '../../workflows/workflow-queries.ts'
import { otherInputs, pictureInputs, promptInput } from './story-workflow.ts'

/** A workflow that makes frames, and which of its inputs are for what. */
export interface StoryWorkflow {
  readonly workflow: Workflow
  readonly inputs: readonly WorkflowInput[]
  readonly hidden: readonly WorkflowInput[]
  /** What can be given: all but the prompt; undefined where it has no input for the prompt. */
  readonly all: readonly WorkflowInput[] | undefined
  /** Those for the picture before. */
  readonly pictures: readonly WorkflowInput[]
}

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
