import type { JobQueue } from '@darkroom/job-queue'
import { liveJobs } from '../job/jobs-in.ts'
import type { ReadJob } from '../job/read-job.ts'

/** Those of the uploads that waiting and running jobs need. Jobs are read once, however often is asked. */
export function uploadsInUse(
  ids: readonly string[],
  { queue, readJob }: { readonly queue: JobQueue; readonly readJob: ReadJob },
): ReadonlySet<string> {
  const asked = new Set(ids)
  const found = new Set<string>()
  for (const record of liveJobs(queue)) {
    for (const file of readJob(record)?.files ?? []) {
      if ('upload' in file && asked.has(file.upload)) found.add(file.upload)
    }
    if (found.size === asked.size) break
  }
  return found
}
