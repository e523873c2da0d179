import type { JobStage } from '../job/job-view.ts'
import type { ServerStatus } from '../servers/server-state.ts'
import { count, listed, sentence } from './words.ts'

/**
 * What a job waits for. `turn`: other prompts run first; `paused`: the queue or its group is; `previous`: the frame
 * before it; `retry`: a moment after a fault; `comfyui`: no server answers, or not the one that has the job; `model`:
 * only servers that do not answer have its files; `server`: those that have them take no work; `disk`: the gallery's
 * disk takes no pictures.
 */
export type WaitingReason =
  | 'turn'
  | 'paused'
  | 'previous'
  | 'retry'
  | 'comfyui'
  | 'model'
  | 'server'
  | 'disk'

export interface WaitingFor {
  readonly reason: WaitingReason
  /** One sentence for a person. */
  readonly text: string
}

/** A server, as far as a waiting job is concerned. */
export interface WaitingServer {
  readonly name: string
  readonly url: string
  readonly status: ServerStatus
  /** The server answers, as far as is known just now. */
  readonly answers: boolean
  /** What answers in the server's place, or how, as a sentence; undefined for one that just does not answer. */
  readonly problem?: string | undefined
  /** The server has the files of the job, as far as is known. */
  readonly hasFiles: boolean
  /** Those of the job's files that the server is known to lack. */
  readonly lacks: readonly string[]
}

export interface WaitingFacts {
  /** `blocked` and `delayed` as the queue means them; `running`: a server has the job. */
  readonly state: 'queued' | 'blocked' | 'delayed' | 'running'
  readonly stage: JobStage | undefined
  readonly paused: 'queue' | 'group' | undefined
  /** Jobs ahead, while known. */
  readonly position: number | undefined
  /** The server that has, or may still have, a prompt of the job. */
  readonly placedOn: string | undefined
  /** The files that the job needs. */
  readonly files: readonly string[]
  /** A sentence when the gallery's disk takes no pictures. */
  readonly disk: string | undefined
  readonly servers: readonly WaitingServer[]
}

/** What the job waits for; undefined while a server works on it. The first that holds it up counts. */
export function waitingFor(facts: WaitingFacts): WaitingFor | undefined {
  return facts.state === 'running' ? whileRunning(facts) : whileQueued(facts)
}

function whileRunning({ placedOn, stage, disk, servers }: WaitingFacts): WaitingFor | undefined {
  if (stage === 'waiting-for-space' || stage === 'waiting-for-gallery') return noDisk(disk)
  const server = servers.find(({ name }) => name === placedOn)
  if (server !== undefined && (!server.answers || stage === 'server-unreachable')) {
    return because('comfyui', awayText(server, 'goes on'))
  }
  if (stage !== 'pending') return undefined
  return because('turn', `Prompts of others run before it on ${server?.url ?? 'its server'}`)
}

function whileQueued(facts: WaitingFacts): WaitingFor {
  const { state, paused, disk } = facts
  if (paused !== undefined) {
    return because('paused', `Its ${paused === 'group' ? 'batch or sequence' : 'queue'} is paused`)
  }
  if (disk !== undefined) return noDisk(disk)
  const held = heldUp(facts)
  if (held !== undefined) return held
  if (state === 'blocked') return because('previous', 'The frame before it is not finished')
  if (state === 'delayed') return because('retry', 'A server failed at it; it is tried again soon')
  return because('turn', turnText(facts.position))
}

/** What keeps the servers from taking the job at all. */
function heldUp({ placedOn, files, servers }: WaitingFacts): WaitingFor | undefined {
  const answering = servers.filter(({ answers }) => answers)
  if (answering.length === 0) return because('comfyui', nobodyAnswers(servers))
  const holder = servers.find(({ name }) => name === placedOn)
  if (holder?.answers === false) {
    return because('comfyui', `It may still run on ComfyUI at ${holder.url}, which does not answer`)
  }
  const able = servers.filter(({ hasFiles }) => hasFiles)
  const ableAndThere = able.filter(({ answers }) => answers)
  if (able.length > 0 && ableAndThere.length === 0) {
    const where = listed(able.map(({ url }) => url))
    const away = able.length === 1 ? 'which does not answer' : 'which do not answer'
    return because('model', `${whatIsMissing(files, answering)} only on ${where}, ${away}`)
  }
  const willing = ableAndThere.length > 0 ? ableAndThere : answering
  if (willing.some(({ status }) => takesWork(status))) return undefined
  return because(
    'server',
    willing
      .map(({ url, status }) => `ComfyUI at ${url} ${idleReason[status] ?? 'takes no work'}`)
      .join('; '),
  )
}

/** The files that no answering server has; where each is on one of them, what none of them has together. */
const whatIsMissing = (files: readonly string[], answering: readonly WaitingServer[]): string => {
  const gone = files.filter((file) => answering.every(({ lacks }) => lacks.includes(file)))
  if (gone.length > 0) return `${listed(gone)} ${gone.length === 1 ? 'is' : 'are'}`
  // A server with all files can lack a node.
  return answering.some(({ lacks }) => lacks.length === 0)
    ? 'What it needs is'
    : `${listed(files)} are together`
}

const takesWork = (status: ServerStatus): boolean => status === 'ready' || status === 'busy'

const idleReason: Partial<Record<ServerStatus, string>> = {
  draining: 'is drained and takes no work until it is resumed',
  suspect: 'failed at several jobs in a row and gets none for a while',
  stuck: 'does not stop a prompt that it was told to stop',
}

const nobodyAnswers = (servers: readonly WaitingServer[]): string =>
  servers.length === 1
    ? awayText(servers[0], 'begins')
    : `None of the ComfyUI servers answers (${servers.map(({ url }) => url).join(', ')}); the job begins as soon as one does`

const awayText = (server: WaitingServer | undefined, goesOn: string): string =>
  server?.problem === undefined
    ? `ComfyUI at ${server?.url} does not answer; the job ${goesOn} as soon as it does`
    : `${server.problem.replace(/\.$/, '')}; the job ${goesOn} as soon as ComfyUI answers there`

const turnText = (position: number | undefined): string => {
  if (position === undefined) return 'It waits for its turn'
  return position === 0 ? 'It is next' : `${count(position, 'job runs', 'jobs run')} before it`
}

const noDisk = (disk = "The gallery's disk is full"): WaitingFor =>
  because('disk', `${disk}; the job goes on by itself when that is over`)

const because = (reason: WaitingReason, text: string): WaitingFor => ({
  reason,
  text: sentence(text),
})
