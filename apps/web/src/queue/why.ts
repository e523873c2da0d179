import type { Job } from '../api/types.ts'

type Waiting = Pick<Job, 'waiting_for' | 'waiting_detail' | 'position'>

/** Why something waits, in words; its turn needs no sentence, for its place says it. */
export function whyOf({ waiting_for, waiting_detail, position }: Waiting): string {
  if (waiting_for === undefined || waiting_for === 'turn') {
    return position === 0 ? 'is next' : 'waits for its turn'
  }
  return waiting_detail ?? `waits for ${waiting_for}`
}
