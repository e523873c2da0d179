import { randomUUID } from 'node:crypto'
import { createTimeLimit, untilAborted } from '@darkroom/foundation'
import type { ComfyClient, Submitted } from '../comfy-client.ts'
import {
  ComfyConnectionError,
  ComfyExecutionError,
  ComfyInterruptedError,
  ComfyTimeoutError,
  ComfyValidationError,
} from '../errors.ts'
import type { HistoryEntry } from '../history-entry.ts'
import { initialProgress, reduceProgress } from '../progress/progress.ts'
import type { ProgressState } from '../progress-state.ts'
import { PromptWatch } from '../prompt/prompt-watch.ts'
import type { PromptGraph } from '../prompt-graph.ts'
import { describeErrors } from '../read/read-node-errors.ts'
import type { RunOptions, RunResult } from '../run-options.ts'
import { followPrompt } from './follow-prompt.ts'

/** The time that a submission waits for the socket; without it a run has less progress but still works. */
const contactMs = 3_000
/** The time that a cancelled run waits for the server to stop. */
const cancelWaitMs = 5_000

type Needed = Pick<ComfyClient, 'connect' | 'submit' | 'locate' | 'cancel' | 'history'>

export function createRun(client: Needed): ComfyClient['run'] {
  return async (graph, options = {}) => {
    const { signal, timeoutMs = Number.POSITIVE_INFINITY } = options
    signal?.throwIfAborted()
    const broken = new AbortController()
    using limit = createTimeLimit(timeoutMs, signal, broken.signal)
    try {
      return await runWith(client, {
        graph,
        options,
        signal: limit.signal,
        fail: (error) => broken.abort(error),
      })
    } catch (error) {
      signal?.throwIfAborted()
      if (!limit.isExpired) throw error
      throw new ComfyTimeoutError(`The run took longer than ${timeoutMs} ms`, {
        timeoutMs,
        sent: true,
        cause: error,
      })
    }
  }
}

interface Run {
  readonly graph: PromptGraph
  readonly options: RunOptions
  readonly signal: AbortSignal
  /** Aborts the signal. */
  readonly fail: (error: unknown) => void
}

async function runWith(client: Needed, { graph, options, signal, fail }: Run): Promise<RunResult> {
  const { promptId = randomUUID(), extraData, onEvent, onProgress, allowPartial = false } = options
  const clientId = randomUUID()
  const report = createReporter(initialProgress(graph, { promptId }), onProgress)
  const socket = client.connect({ clientId })
  const watch = new PromptWatch({
    promptId,
    locate: (inner) => client.locate(promptId, { signal: inner }),
    history: (inner) => client.history(promptId, { signal: inner }),
    reconnect: (reason) => socket.reconnect(reason),
    pollMs: options.pollMs,
    silentMs: options.silentMs,
  })
  const contact = Promise.withResolvers<void>()
  const listen = async (): Promise<void> => {
    for await (const event of socket) {
      contact.resolve()
      if (!watch.hear(event)) continue
      report.hear(event)
      onEvent?.(event)
    }
  }
  // An exception in a callback ends the run.
  const listening = listen().catch(fail)
  await using _closing = {
    [Symbol.asyncDispose]: async () => {
      await socket.close()
      await listening
    },
  }
  await waitForContact(contact.promise, signal)

  let entry: HistoryEntry
  try {
    const prompt = { graph, promptId, clientId, extraData }
    const outcome = await watch.submit((inner) => client.submit(prompt, { signal: inner }), {
      signal,
    })
    if (outcome.state === 'refused' || outcome.state === 'unsent') throw outcome.error
    if (outcome.state === 'accepted' && !allowPartial) refusePartial(outcome.submitted)
    const doubt = outcome.state === 'doubt' ? outcome.error : undefined
    entry = await followPrompt(watch, { ...options, doubt, signal })
  } catch (error) {
    await release(client, promptId, error)
    throw error
  }
  const { outcome, outputs, files } = entry
  if (outcome.state === 'error') throw new ComfyExecutionError(outcome.error)
  if (outcome.state === 'interrupted') throw new ComfyInterruptedError({ promptId, ...outcome })
  report.hear({ type: 'execution-success', promptId })
  return { promptId: entry.promptId, outputs, files, entry }
}

/** Creates a function that reports only changes, and nothing after the end. */
function createReporter(
  first: ProgressState,
  onProgress: RunOptions['onProgress'],
): { readonly hear: (event: Parameters<typeof reduceProgress>[1]) => void } {
  let progress = first
  onProgress?.(progress)
  return {
    hear(event) {
      const next = reduceProgress(progress, event)
      if (next === progress) return
      progress = next
      onProgress?.(progress)
    },
  }
}

async function waitForContact(contact: Promise<void>, signal: AbortSignal): Promise<void> {
  using limit = createTimeLimit(contactMs, signal)
  try {
    await untilAborted(contact, limit.signal)
  } catch {
    signal.throwIfAborted()
  }
}

function refusePartial({ nodeErrors = {} }: Partial<Submitted> = {}): void {
  if (Object.keys(nodeErrors).length === 0) return
  const error = { type: 'partly_invalid', message: '', details: '', extraInfo: {} }
  throw new ComfyValidationError(describeErrors(error, nodeErrors), { error, nodeErrors })
}

/** Releases the server from an abandoned run. A failure does not change the reason for giving up. */
async function release(client: Needed, promptId: string, reason: unknown): Promise<void> {
  if (isNowhere(reason)) return
  try {
    await client.cancel(promptId, {
      signal: AbortSignal.timeout(cancelWaitMs),
      waitMs: cancelWaitMs,
    })
  } catch {
    // The server is probably unreachable; the caller gets the reason for giving up.
  }
}

const isNowhere = (reason: unknown): boolean =>
  (reason instanceof ComfyValidationError && reason.error.type !== 'partly_invalid') ||
  (reason instanceof ComfyConnectionError && !reason.sent)
