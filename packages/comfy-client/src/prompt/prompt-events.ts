import type { ComfyEvent } from '../comfy-event.ts'

/**
 * Whether an event is about this prompt. A server runs one prompt at a time, so an event without id is about ours
 * exactly while ours runs: previews and progress of prompts submitted without a client id reach everybody, and a late
 * socket gets the running node again.
 */
export function isAbout(
  event: ComfyEvent,
  { promptId, isRunning }: { readonly promptId: string; readonly isRunning: boolean },
): boolean {
  switch (event.type) {
    case 'socket-open':
    case 'socket-lost':
    case 'status':
    case 'feature-flags':
    case 'logs':
    case 'unknown':
      return false
    case 'text':
      return isRunning
    default:
      return event.promptId === promptId || (event.promptId === undefined && isRunning)
  }
}

/** The phase of a prompt after an event. After `ended`, the history entry may still be a moment away. */
export function phaseOf(event: ComfyEvent): 'running' | 'ended' | 'in-history' {
  switch (event.type) {
    case 'execution-success':
    case 'execution-interrupted':
      return 'ended'
    case 'execution-error':
      return event.isTerminal ? 'ended' : 'running'
    case 'executing':
      return event.nodeId === undefined && event.promptId !== undefined ? 'in-history' : 'running'
    default:
      return 'running'
  }
}
