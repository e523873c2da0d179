import { useState } from 'react'
import { useStore } from '../api/store.ts'
import type { GalleryImage, Job } from '../api/types.ts'
import { jobToFollow, pictureBefore } from './job-list.ts'
import { ownJobs } from './own-jobs.ts'
import type { Shown } from './recent-strip.tsx'
import { type Size, usualSize } from './sizes.ts'

export interface OnStage {
  readonly job: Job | undefined
  readonly picture: GalleryImage | undefined
  readonly before: GalleryImage | undefined
  readonly size: Size
  readonly shown: Shown | undefined
}

const sizeOfPicture = (picture: GalleryImage | undefined): Size | undefined =>
  typeof picture?.width === 'number' && typeof picture.height === 'number'
    ? { width: picture.width, height: picture.height }
    : undefined

/** What the stage shows: what somebody chose, else what goes on. */
export function useShownJob(jobs: readonly Job[]) {
  const own = useStore(ownJobs)
  const [chosen, setChosen] = useState<Shown>()
  const chosenJob = jobs.find(({ request_id }) => request_id === chosen?.id)
  const job = chosenJob ?? jobToFollow(jobs, own)
  const index = chosenJob === undefined ? 0 : (chosen?.index ?? 0)
  const picture = job?.images?.[index] ?? job?.images?.[0]
  const asked = own.find(({ id }) => id === job?.request_id)?.size
  const onStage: OnStage = {
    job,
    picture,
    before: job === undefined ? undefined : (job.images?.[index - 1] ?? pictureBefore(jobs, job)),
    size: sizeOfPicture(picture) ?? asked ?? usualSize,
    shown: job && { id: job.request_id, index },
  }
  return { onStage, show: setChosen, follow: () => setChosen(undefined) }
}
