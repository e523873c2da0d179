import type { ComfyError } from '../errors.ts'
import type { HistoryEntry } from '../history-entry.ts'

/** What looking for a prompt showed. */
export type PromptState =
  /** `copies`: more than one means that it was submitted twice. */
  | { readonly state: 'pending' | 'running'; readonly copies: number }
  | { readonly state: 'success' | 'failed' | 'interrupted'; readonly entry: HistoryEntry }
  /** `settled`: missing for long enough, in enough looks, to count as lost. */
  | { readonly state: 'absent'; readonly settled: boolean }
  /** The server gave no answer, or none that makes sense; `forMs`, in milliseconds, since the last look that had one. */
  | { readonly state: 'unreachable'; readonly error: ComfyError; readonly forMs: number }
