import { useMutation } from '@tanstack/react-query'
import { RotateCw, X } from 'lucide-react'
import { useState } from 'react'
import { answer } from '../api/answer.ts'
import { api } from '../api/client.ts'
import type { GalleryImage, Job } from '../api/types.ts'
import { usePictureActions } from '../pictures/use-picture-actions.ts'
import { Button } from '../ui/button.tsx'
import { problemOf } from '../ui/problem.ts'
import { ProblemNote } from '../ui/problem-note.tsx'
import { isEnded } from './job-list.ts'
import { addOwnJobs } from './own-jobs.ts'
import { PictureBar } from './picture-bar.tsx'
import { RecentStrip, type Shown } from './recent-strip.tsx'
import { type Size, usualSize } from './sizes.ts'
import { Stage } from './stage.tsx'
import styles from './stage-panel.module.css'
import { usePreviews } from './use-previews.ts'
import type { OnStage } from './use-shown-job.ts'

const sizeOf = ({ width, height }: GalleryImage): Size =>
  width === null || height === null ? usualSize : { width, height }

interface StagePanelProps {
  readonly jobs: readonly Job[]
  readonly onStage: OnStage
  readonly onShow: (shown: Shown) => void
  /** Shows what goes on again. */
  readonly onFollow: () => void
  readonly onUseAsInput: (id: string) => void
}

/** The picture with what can be done, and the ones before it. */
export const StagePanel = ({ jobs, onStage, onShow, onFollow, onUseAsInput }: StagePanelProps) => {
  const { job, picture, before, size, shown } = onStage
  const previews = usePreviews()
  const actions = usePictureActions({
    onAccepted: (requestId, made) => {
      addOwnJobs([requestId], sizeOf(made))
      onFollow()
    },
  })
  const [compares, setCompares] = useState(false)
  const cancelling = useMutation({
    mutationFn: (request_id: string) =>
      answer(api.generate[':request_id'].$delete({ param: { request_id } })),
  })
  const retrying = useMutation({
    mutationFn: (request_id: string) =>
      answer(api.generate[':request_id'].retry.$post({ param: { request_id } })),
    onSuccess: ({ request_id }) => {
      addOwnJobs([request_id], size)
      onFollow()
    },
  })
  const problem = cancelling.error ?? retrying.error
  const isComparing = compares && picture !== undefined && before !== undefined
  return (
    <section className={styles.panel} aria-label="The picture">
      <Stage
        job={job}
        picture={picture}
        preview={job && previews.get(job.request_id)}
        before={isComparing ? before : undefined}
        size={size}
      />
      {problem !== null && <ProblemNote problem={problemOf(problem)} />}
      <div className={styles.actions}>
        {job !== undefined && !isEnded(job) && (
          <Button
            size="small"
            icon={<X aria-hidden />}
            busy={cancelling.isPending}
            onClick={() => cancelling.mutate(job.request_id)}
          >
            Cancel
          </Button>
        )}
        {(job?.status === 'error' || job?.status === 'cancelled') && (
          <Button
            size="small"
            icon={<RotateCw aria-hidden />}
            busy={retrying.isPending}
            onClick={() => retrying.mutate(job.request_id)}
          >
            Run it again
          </Button>
        )}
        {picture !== undefined && (
          <PictureBar
            picture={picture}
            actions={actions}
            compares={before === undefined ? undefined : compares}
            onCompare={setCompares}
            onUseAsInput={onUseAsInput}
          />
        )}
      </div>
      {jobs.length > 0 && (
        <RecentStrip jobs={jobs} previews={previews} shown={shown} onShow={onShow} />
      )}
    </section>
  )
}
