import { useMutation, useQuery } from '@tanstack/react-query'
import { Download, FolderPlus } from 'lucide-react'
import { useState } from 'react'
import { useLocation } from 'wouter'
import { pictureQuery } from '../../api/gallery-picture.ts'
import type { GalleryImage } from '../../api/types.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { problemOf } from '../../ui/problem.ts'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { Spinner } from '../../ui/spinner.tsx'
import { TextField } from '../../ui/text-field.tsx'
import { useToasts } from '../../ui/use-toasts.ts'
import { fileName } from '../name-of-picture.ts'
import { saveFile } from '../save-file.ts'
import { graphFile } from './graph-file.ts'
import { keepWorkflow } from './keep-workflow.ts'
import { NodeList } from './node-list.tsx'
import styles from './workflow-dialog.module.css'

interface WorkflowDialogProps {
  readonly open: boolean
  readonly onClose: () => void
  readonly picture: GalleryImage
}

/** The name of a file without its ending. */
const stem = (path: string): string => fileName(path).replace(/\.[^.]*$/, '')

/** The workflow that a picture carries: to look at, to download, to keep. */
export const WorkflowDialog = ({ open, onClose, picture }: WorkflowDialogProps) => {
  const { data, error, refetch } = useQuery({ ...pictureQuery(picture.id), enabled: open })
  const [name, setName] = useState(stem(picture.filepath))
  const toasts = useToasts()
  const [, navigate] = useLocation()
  const keeping = useMutation({
    mutationFn: () => keepWorkflow(picture.image_url, name.trim()),
    onSuccess: (kept) => {
      onClose()
      toasts.show({
        title: `Kept as the workflow “${kept.name}”`,
        tone: 'success',
        action: {
          label: 'Open it',
          run: () => navigate(`/workflows?${new URLSearchParams({ name: kept.name })}`),
        },
      })
    },
  })
  const saving = useMutation({
    mutationFn: async () => saveFile(await graphFile(picture.id), `${stem(picture.filepath)}.json`),
  })
  const graph = data?.graph ?? undefined
  const problem = error ?? keeping.error ?? saving.error
  return (
    <Dialog
      {...{ open, onClose }}
      size="large"
      title="Workflow"
      description={
        data?.workflow == null ? undefined : `Made with the workflow “${data.workflow.name}”.`
      }
      actions={
        graph === undefined ? undefined : (
          <>
            <Button
              icon={<Download aria-hidden />}
              busy={saving.isPending}
              onClick={() => saving.mutate()}
            >
              Download
            </Button>
            <Button
              variant="primary"
              icon={<FolderPlus aria-hidden />}
              busy={keeping.isPending}
              disabled={name.trim() === ''}
              onClick={() => keeping.mutate()}
            >
              Keep as a workflow
            </Button>
          </>
        )
      }
    >
      <div className={styles.content}>
        {problem !== null && (
          <ProblemNote
            problem={problemOf(problem)}
            retry={error ? () => void refetch() : undefined}
          />
        )}
        {data === undefined && error === null && <Spinner label="Loading the workflow" />}
        {data !== undefined && graph === undefined && (
          <EmptyState
            title="This picture carries no workflow."
            detail="Pictures that ComfyUI or Darkroom made carry the one that made them."
          />
        )}
        {graph !== undefined && (
          <>
            <TextField label="Name to keep it by" value={name} onChange={setName} />
            <NodeList graph={graph} />
          </>
        )}
      </div>
    </Dialog>
  )
}
