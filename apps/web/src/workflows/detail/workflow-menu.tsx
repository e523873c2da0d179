import { useMutation, useQueryClient } from '@tanstack/react-query'
import { EllipsisVertical, Replace, Trash2 } from 'lucide-react'
import { useRef, useState } from 'react'
import type { Workflow } from '../../api/types.ts'
import { Confirm } from '../../ui/confirm.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { Menu } from '../../ui/menu.tsx'
import { problemOf } from '../../ui/problem.ts'
import { useToasts } from '../../ui/use-toasts.ts'
import { fileKinds } from '../add/add-button.tsx'
import { removeWorkflow, replaceWorkflow } from '../add/keep-workflow.ts'

export interface WorkflowMenuProps {
  readonly workflow: Workflow
  readonly onGone: () => void
}

/** What can be done with the file of a workflow. */
export const WorkflowMenu = ({ workflow: { name, title }, onGone }: WorkflowMenuProps) => {
  const client = useQueryClient()
  const toasts = useToasts()
  const chooser = useRef<HTMLInputElement>(null)
  const [isDeleting, setDeleting] = useState(false)
  const refresh = () => client.invalidateQueries({ queryKey: ['workflows'] })
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
    onError: (cause) => {
      const { detail, hint } = problemOf(cause)
      toasts.show({ title: detail, detail: hint, tone: 'danger' })
    },
  })
  const remove = async () => {
    const { trash } = await removeWorkflow(name)
    onGone()
    toasts.show({
      title: `${title} was moved to the trash.`,
      detail: `Its files lie in workflows/${trash} of the gallery; moved back, it is there again.`,
    })
    await refresh()
  }
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
            busy={replace.isPending}
          />
        }
        items={[
          {
            label: 'Replace the file…',
            icon: <Replace aria-hidden />,
            onSelect: () => chooser.current?.click(),
          },
          {
            label: 'Delete…',
            icon: <Trash2 aria-hidden />,
            danger: true,
            separated: true,
            onSelect: () => setDeleting(true),
          },
        ]}
      />
      <Confirm
        open={isDeleting}
        onClose={() => setDeleting(false)}
        title={`Delete ${title}?`}
        detail="Its file goes to the trash of the folder of workflows. Pictures that it made stay."
        confirmLabel="Delete the workflow"
        danger
        onConfirm={remove}
      />
    </>
  )
}
