import { hasEnded, type Job, type JobNews } from '@darkroom/door-ports'
import type { Report } from '../tool.ts'

/** Less is not worth a message. */
const smallestStep = 0.01

/** Makes of the news of some jobs how far all of them are. It only grows, as the protocol demands, though a job may begin anew. */
export function createProgress(ids: readonly string[], report: Report): (news: JobNews) => void {
  const shares = new Map<string, number>(ids.map((id) => [id, 0]))
  let told = -1
  return (news) => {
    const heard = heardIn(news)
    if (heard === undefined || !shares.has(heard.id)) return
    shares.set(heard.id, heard.share)
    const whole = shares.values().reduce((sum, share) => sum + share, 0) / shares.size
    const isWorthIt = whole >= told + smallestStep || (whole === 1 && told < 1)
    if (!isWorthIt) return
    told = whole
    report(whole, heard.message)
  }
}

interface Heard {
  readonly id: string
  readonly share: number
  readonly message: string
}

function heardIn(news: JobNews): Heard | undefined {
  switch (news.type) {
    case 'job':
      return ofJob(news.job)
    case 'progress': {
      const { value, step, steps, stage } = news.progress
      const steady = steps > 0 ? `${stage} ${step}/${steps}` : stage
      return { id: news.id, share: value, message: steady }
    }
    case 'preview':
    case 'message':
      return undefined
  }
}

function ofJob(job: Job): Heard {
  const share = hasEnded(job) ? 1 : (job.progress?.value ?? 0)
  const ahead = job.status === 'queued' ? `queued, ${job.position ?? 0} ahead` : job.status
  return { id: job.id, share, message: ahead }
}
