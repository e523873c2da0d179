import { useLive } from '../api/live.ts'
import { useAnnounce } from '../ui/announce.tsx'
import { ownJobs } from './own-jobs.ts'

const isOwn = (requestId: string): boolean => ownJobs.get().some(({ id }) => id === requestId)

/** Says to those who do not see it that a picture is there, or will not come. */
export function useEnds(): void {
  const announce = useAnnounce()
  useLive('completed', ({ request_id }) => {
    if (isOwn(request_id)) announce('The picture is finished.')
  })
  useLive('error', ({ request_id, error }) => {
    if (isOwn(request_id)) announce(`The picture failed. ${error ?? ''}`)
  })
}
