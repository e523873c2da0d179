import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { InputsToEdit } from '../../api/types.ts'
import { type Problem, problemOf } from '../../ui/problem.ts'
import { useToasts } from '../../ui/use-toasts.ts'
import { workflowQuery } from '../workflow-queries.ts'
import { type Draft, isSame, toDraft, toEdits } from './draft.ts'
import { editedQuery, saveEdits } from './edit-queries.ts'
import { useDebounced } from './use-debounced.ts'

export interface InputsEditorState {
  readonly name: string
  readonly toEdit: InputsToEdit
  /** Undefined while nothing differs from what is saved. */
  readonly kept: Draft | undefined
  readonly onKeep: (draft: Draft | undefined) => void
  readonly onSaved: () => void
}

/** Typing is not asked about at each letter. */
const pauseMs = 150

/** What is said of the inputs, what it makes of them, and how it is saved. */
export function useInputsEditor({ name, toEdit, kept, onKeep, onSaved }: InputsEditorState) {
  const client = useQueryClient()
  const toasts = useToasts()
  const saved = toDraft(toEdit)
  const draft = kept ?? saved
  const isChanged = !isSame(draft, saved)
  const [refused, setRefused] = useState<Problem>()
  const edits = useDebounced(JSON.stringify(toEdits(draft)), pauseMs)
  const edited = useQuery(editedQuery(name, JSON.parse(edits)))
  const keys = [...toEdit.inputs, ...toEdit.hidden_inputs].map(({ key }) => key)
  const save = useMutation({
    mutationFn: () => saveEdits(name, toEdits(draft), keys),
    onError: (cause) => setRefused(problemOf(cause)),
    onSuccess: async (workflow) => {
      client.setQueryData(workflowQuery(name).queryKey, workflow)
      onKeep(undefined)
      toasts.show({ title: 'The inputs were saved.', tone: 'success' })
      onSaved()
      await client.invalidateQueries({ queryKey: ['workflows'] })
    },
  })
  const live = edited.error === null ? undefined : problemOf(edited.error)
  return {
    draft,
    isChanged,
    edited: edited.data,
    /** What stood against saving it as it is. */
    refused,
    /** The same, or what stands against it while it is written. */
    problem: refused ?? live,
    problems: [
      ...(edited.data?.left_out ?? []),
      ...(live?.errors ?? []),
      ...(refused?.errors ?? []),
    ],
    isSaving: save.isPending,
    save: () => {
      setRefused(undefined)
      if (!save.isPending) save.mutate()
    },
    change: (next: Draft) => {
      setRefused(undefined)
      onKeep(isSame(next, saved) ? undefined : next)
    },
    discard: () => {
      setRefused(undefined)
      onKeep(undefined)
    },
  }
}
