import { Wake } from '@darkroom/foundation'
import type { Workflow, WorkflowRun } from '@darkroom/workflow-builder'
import type { AttemptRecord } from '../job/attempt-record.ts'
import type { ServerLink } from '../servers/server-link.ts'
import { workflowOf } from './graph-of.ts'
import { ProgressTracker } from './progress-tracker.ts'
import { type Look, PromptPoller } from './prompt-poller.ts'
import type { RunServices } from './run-services.ts'

/** The first wait when the end of a prompt is near; it doubles. */
const shortest = 20

/** One prompt id on its server: what the socket tells of it, what looking shows, and when to look again. */
export class Attempt implements Disposable {
  readonly promptId: string
  readonly workflow: Workflow
  readonly follow: ProgressTracker
  readonly lookout: PromptPoller
  readonly #link: ServerLink
  readonly #services: RunServices
  readonly #wake = new Wake()
  readonly #unsubscribe: () => void
  readonly #hearsEvents: boolean
  #shortWait = shortest

  constructor(
    {
      jobId,
      note,
      link,
      run,
    }: { jobId: string; note: AttemptRecord; link: ServerLink; run: WorkflowRun },
    services: RunServices,
  ) {
    const { promptId } = note
    this.promptId = promptId
    this.#link = link
    this.#services = services
    this.#hearsEvents = note.clientId === link.clientId
    this.workflow = workflowOf(run, { promptId, catalog: link.knownCatalog })
    this.follow = new ProgressTracker({
      jobId,
      promptId,
      server: link.name,
      graph: this.workflow.toPrompt(),
      live: services.live,
      onNews: () => this.wake(),
    })
    this.lookout = new PromptPoller({
      link,
      promptId,
      timings: services.timings,
      clock: services.clock,
      failpoint: services.failpoint,
    })
    this.#unsubscribe = link.subscribe((event) => {
      this.follow.hear(event)
      if (this.follow.started) this.lookout.started()
    })
  }

  /** Look again now. */
  wake(): void {
    this.#wake.wake()
  }

  look(signal: AbortSignal): Promise<Look> {
    return this.lookout.look({ inHistory: this.follow.inHistory, signal })
  }

  /** Until it is worth looking again. `hurry`: something is about to change. */
  async pause({ hurry, signal }: { hurry: boolean; signal: AbortSignal }): Promise<void> {
    this.#watchSilence()
    await this.#wake.wait(this.#interval(hurry), signal)
  }

  [Symbol.dispose](): void {
    this.#unsubscribe()
  }

  #interval(hurry: boolean): number {
    const { poll, settle } = this.#services.timings
    if (hurry || this.follow.outcomeKnown) {
      const wait = this.#shortWait
      this.#shortWait = Math.min(wait * 2, poll)
      return wait
    }
    this.#shortWait = shortest
    // While the socket tells what happens, looking is only for what it might have missed.
    const flowing = this.#hearsEvents && this.follow.started && this.#link.silentFor < 2 * poll
    const wait = flowing ? 5 * poll : Math.min(poll, this.lookout.isMissing ? settle / 4 : poll)
    return Math.max(1, Math.min(wait, this.lookout.timeLeft ?? wait))
  }

  /** A socket can be open and yet be told nothing any more (ComfyUI issue 16010). */
  #watchSilence(): void {
    const { silence } = this.#services.timings
    if (!(this.follow.started && this.#hearsEvents) || this.#link.silentFor < silence) return
    this.follow.stale = true
    this.#link.reconnect('It says nothing although a prompt of ours runs')
  }
}
