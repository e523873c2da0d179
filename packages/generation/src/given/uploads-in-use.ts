import type { JobQueue } from '@darkroom/job-queue'
import { tryReadPayload } from '../job/job-payload.ts'
import { liveJobs } from '../job/jobs-in.ts'

/** Those of the uploads that waiting and running jobs need. Payloads are parsed once, whatever is asked how often. */
export function uploadsInUse(queue: JobQueue, ids: readonly string[]): ReadonlySet<string> {
  const asked = new Set(ids)
  const found = new Set<string>()
  for (const { payload } of liveJobs(queue)) {
    for (const file of tryReadPayload(payload)?.files ?? []) {
      if ('upload' in file && asked.has(file.upload)) found.add(file.upload)
    }
    if (found.size === asked.size) break
  }
  return found
}
