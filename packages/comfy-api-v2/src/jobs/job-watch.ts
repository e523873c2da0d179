import { type House, hasEnded, type Job } from '@darkroom/door-ports'
import { isRecord } from '@darkroom/foundation'
import { advance, type LiveState, nothingYet } from './live-state.ts'
import type { GraphNodes } from './to-progress.ts'

/** Graphs whose classes are kept at hand: more than run at a time. */
const mostGraphs = 200

const noNodes: GraphNodes = new Map()

function readNodes(graph: string | undefined): GraphNodes {
  if (graph === undefined) return noNodes
  const nodes: unknown = JSON.parse(graph)
  if (!isRecord(nodes)) return noNodes
  return new Map(
    Object.entries(nodes).flatMap(([id, node]) =>
      isRecord(node) && typeof node.class_type === 'string' ? [[id, node.class_type]] : [],
    ),
  )
}

/** What is known of jobs while they run, for those who ask now and then and those who begin to listen in the middle. */
export interface JobWatch {
  live(id: string): LiveState
  /** The graph's nodes, for a job that runs. */
  nodes(job: Job): Promise<GraphNodes>
}

/** Listens from the first question on, so that a door that nobody uses costs nothing. */
export function createJobWatch(house: Pick<House, 'jobs' | 'stopping' | 'toDoorError'>): JobWatch {
  const states = new Map<string, LiveState>()
  const graphs = new Map<string, Promise<GraphNodes>>()
  let isListening = false

  const listen = async (): Promise<void> => {
    for await (const news of house.jobs.news({ signal: house.stopping })) {
      const id = news.type === 'job' ? news.job.id : news.id
      // What is heard of a job after its end must not stay.
      if (house.jobs.get(id)?.status !== 'processing') states.delete(id)
      else states.set(id, advance(states.get(id) ?? nothingYet, news))
    }
  }

  const begin = (): void => {
    if (isListening || house.stopping.aborted) return
    isListening = true
    listen()
      // It is logged there, and the next question begins anew.
      .catch((error: unknown) => void house.toDoorError(error))
      .finally(() => {
        isListening = false
        states.clear()
      })
  }

  return {
    live: (id) => {
      begin()
      return states.get(id) ?? nothingYet
    },
    nodes: async (job) => {
      if (job.status === 'queued' || hasEnded(job)) return noNodes
      const found =
        graphs.get(job.id) ??
        house.jobs
          .graph(job.id)
          .then(readNodes)
          .catch(() => noNodes)
      graphs.set(job.id, found)
      const [oldest] = graphs.keys()
      if (graphs.size > mostGraphs && oldest !== undefined) graphs.delete(oldest)
      return found
    },
  }
}
