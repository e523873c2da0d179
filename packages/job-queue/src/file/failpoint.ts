/** Moments at which a test can kill the process or make it fail. */
export type FailpointName =
  | 'journal.before-write'
  | 'journal.mid-write'
  | 'journal.after-write'
  | 'journal.after-sync'
  | 'snapshot.mid'
  | 'snapshot.after-rename'

export type Failpoint = (name: FailpointName) => void | Promise<void>
