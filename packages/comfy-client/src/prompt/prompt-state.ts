import type { ComfyError } from '../errors.ts'
import type { HistoryEntry } from '../history-entry.ts'

/** The result of polling for a prompt. */
export type PromptState =
  /** `copies`: more than one means that the prompt was submitted twice. */
  | { readonly state: 'pending' | 'running'; readonly copies: number }
  | { readonly state: 'success' | 'failed' | 'interrupted'; readonly entry: HistoryEntry }
  /** `settled`: whether it was missing long enough, in enough polls, to count as lost. */
  | { readonly state: 'absent'; readonly settled: boolean }
  /** The server gave no answer or an invalid one; `forMs`: milliseconds since the last poll with a valid one. */
  | { readonly state: 'unreachable'; readonly error: ComfyError; readonly forMs: number }
