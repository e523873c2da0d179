import type { ComfyTrouble } from '@darkroom/comfy-client'
import type { JobQueue, JobRecord } from '@darkroom/job-queue'
import { readAttempt } from '../job/attempt-record.ts'
import { isEnded, statusOf } from '../job/job-status.ts'
import type { JobStage } from '../job/job-view.ts'
import type { ReadJob } from '../job/read-job.ts'
import { canRun, missingModels } from '../servers/server-catalog.ts'
import type { ServerLink } from '../servers/server-link.ts'
import type { WorkflowRegistry } from '../workflows/workflow-registry.ts'
import {
  type WaitingFacts,
  type WaitingFor,
  type WaitingServer,
  waitingFor,
} from './waiting-for.ts'

export interface WaitingRoomParts {
  readonly queue: JobQueue
  readonly readJob: ReadJob
  readonly workflows: WorkflowRegistry
  readonly links: readonly ServerLink[]
  /** A sentence while the gallery's disk takes no pictures. */
  readonly disk: () => string | undefined
}

/** Knows what each job waits for: by the queue, the servers and the disk, as they are now. */
export class WaitingRoom {
  readonly #parts: WaitingRoomParts

  constructor(parts: WaitingRoomParts) {
    this.#parts = parts
  }

  /** What the job waits for. `moment`: what is known of it while it runs. */
  of(
    record: JobRecord,
    moment: { readonly stage: JobStage; readonly server: string } | undefined,
  ): WaitingFor | undefined {
    if (isEnded(statusOf(record.state))) return undefined
    const place = this.#place(record, moment)
    return waitingFor({
      ...place,
      paused: this.#paused(record),
      position: this.#parts.queue.position(record.id),
      disk: this.#parts.disk(),
      ...this.#needs(record, place.placedOn),
    })
  }

  /** What the queue as a whole waits for, whatever its jobs are; undefined when they can be run. */
  ofAll(): WaitingFor | undefined {
    const { queue, links, disk } = this.#parts
    const found = waitingFor({
      state: 'queued',
      stage: undefined,
      paused: queue.isPaused() ? 'queue' : undefined,
      position: undefined,
      placedOn: undefined,
      files: [],
      disk: disk(),
      servers: links.filter(isItself).map((link) => toServer(link)),
    })
    return found?.reason === 'turn' ? undefined : found
  }

  #place(
    record: JobRecord,
    moment: { readonly stage: JobStage; readonly server: string } | undefined,
  ): Pick<WaitingFacts, 'state' | 'stage' | 'placedOn'> {
    const attempt = readAttempt(record.checkpoint)
    const placedOn = moment?.server ?? (attempt?.open === true ? attempt.server : undefined)
    switch (record.state) {
      case 'queued':
      case 'blocked':
      case 'delayed':
        return { state: record.state, stage: undefined, placedOn }
      default:
        return { state: 'running', stage: moment?.stage, placedOn }
    }
  }

  #paused({ groupId }: JobRecord): WaitingFacts['paused'] {
    const { queue } = this.#parts
    if (queue.isPaused()) return 'queue'
    return groupId !== undefined && queue.getGroup(groupId)?.paused === true ? 'group' : undefined
  }

  #needs(record: JobRecord, placedOn: string | undefined): Pick<WaitingFacts, 'files' | 'servers'> {
    const { links, workflows } = this.#parts
    const payload = this.#parts.readJob(record)
    const run = payload === undefined ? undefined : workflows.open(payload)
    const models = run?.needs.flatMap(({ kind, name }) => (kind === 'model' ? [name] : [])) ?? []
    // A graph needs nodes as well.
    const files = models.length > 0 ? models : [run?.model ?? 'What it needs']
    return {
      files,
      // A job can still be where it was begun before its server was found to be another one too.
      servers: links
        .filter((link) => isItself(link) || link.name === placedOn)
        .map((link) => {
          const catalog = link.knownCatalog
          const isUnknown =
            catalog === undefined || run === undefined || !link.definitions.knows(run.nodeClasses)
          if (isUnknown) return toServer(link)
          return toServer(link, {
            hasFiles: canRun(catalog, run, payload?.files),
            lacks: missingModels(catalog, run).map(({ name }) => name),
          })
        }),
    }
  }
}

/** Not another server under a second name. */
const isItself = ({ twinOf }: ServerLink): boolean => twinOf === undefined

/** Faults that are told as silence: nobody listens there, or nobody has answered in time. */
const silences: readonly (ComfyTrouble | undefined)[] = [
  undefined,
  'refused',
  'unreachable',
  'silent',
  'broken',
]

const problemOf = ({ pulse: { health } }: ServerLink): string | undefined =>
  silences.includes(health.trouble) ? undefined : health.problem

const toServer = (
  link: ServerLink,
  files: Pick<WaitingServer, 'hasFiles' | 'lacks'> = { hasFiles: true, lacks: [] },
): WaitingServer => ({
  name: link.name,
  url: link.client.baseUrl,
  status: link.status,
  answers: !link.pulse.isSilent,
  problem: problemOf(link),
  ...files,
})
