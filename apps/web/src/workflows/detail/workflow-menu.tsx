import { useMutation, useQueryClient } from '@tanstack/react-query'
import { EllipsisVertical, Replace, Trash2 } from 'lucide-react'
import { useRef } from 'react'
import type { Workflow } from '../../api/types.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu } from '../../ui/menu.tsx'
import { problemOf } from '../../ui/problem.ts'
import { useToasts } from '../../ui/use-toasts.ts'
import { fileKinds } from '../add/add-button.tsx'
import { removeWorkflow, replaceWorkflow, restoreWorkflow } from '../add/keep-workflow.ts'
import { workflowQuery } from '../workflow-queries.ts'

export interface WorkflowMenuProps {
  readonly workflow: Workflow
  readonly onGone: () => void
  /** After it was brought back. */
  readonly onBack: () => void
}

/** What can be done with the file of a workflow. */
export const WorkflowMenu = ({ workflow: { name, title }, onGone, onBack }: WorkflowMenuProps) => {
  const client = useQueryClient()
  const toasts = useToasts()
  const chooser = useRef<HTMLInputElement>(null)
  const refresh = () => client.invalidateQueries({ queryKey: ['workflows'] })
  const tell = (cause: unknown) => {
    const { detail, hint } = problemOf(cause)
    toasts.show({ title: detail, detail: hint, tone: 'danger' })
  }
  const replace = useMutation({
    mutationFn: (file: Blob) => replaceWorkflow(file, name),
    onSuccess: async () => {
      await refresh()
      toasts.show({
        title: `${title} was replaced.`,
        detail: 'What was there lies in workflows/.trash of the gallery.',
        tone: 'success',
      })
    },
    onError: tell,
  })
  const restore = useMutation({
    mutationFn: (trash: string) => restoreWorkflow(name, trash),
    onSuccess: async (workflow) => {
      client.setQueryData(workflowQuery(name).queryKey, workflow)
      onBack()
      await refresh()
    },
    onError: tell,
  })
  const remove = useMutation({
    mutationFn: () => removeWorkflow(name),
    onSuccess: async ({ trash }) => {
      onGone()
      toasts.show({
        title: `${title} was deleted.`,
        detail: 'Pictures that it made stay.',
        action: { label: 'Undo', run: () => restore.mutate(trash) },
      })
      client.removeQueries({ queryKey: workflowQuery(name).queryKey })
      await refresh()
    },
    onError: tell,
  })
  return (
    <>
      <input
        ref={chooser}
        type="file"
        accept={fileKinds}
        hidden
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? []
          if (file !== undefined) replace.mutate(file)
          currentTarget.value = ''
        }}
      />
      <Menu
        align="end"
        trigger={
          <IconButton
            label={`More of ${title}`}
            icon={<EllipsisVertical aria-hidden />}
            busy={replace.isPending || remove.isPending}
          />
        }
        items={[
          {
            label: 'Replace the file…',
            icon: <Replace aria-hidden />,
            onSelect: () => chooser.current?.click(),
          },
          {
            label: 'Delete',
            icon: <Trash2 aria-hidden />,
            danger: true,
            separated: true,
            onSelect: () => remove.mutate(),
          },
        ]}
      />
    </>
  )
}
