import type { Generation, RunNews } from '@darkroom/generation'
import type { JobQueue, QueueEvent } from '@darkroom/job-queue'
import { Gauge, Registry } from 'prom-client'
import { BoundedNames } from './bounded-names.ts'
import { type AnsweredRequest, httpMetrics } from './http-metrics.ts'
import { outboxMetrics } from './outbox-metrics.ts'
import { processMetrics } from './process-metrics.ts'
import { queueMetrics } from './queue-metrics.ts'
import { runMetrics } from './run-metrics.ts'
import { ofProcess } from './scopes.ts'
import { serverMetrics } from './server-metrics.ts'
import { type StorageSources, storageMetrics } from './storage-metrics.ts'
import { storeMetrics } from './store-metrics.ts'

/** Clients that have series of their own, and how long one keeps them that asks for nothing. */
const clientNames = { most: 50, idleMs: 24 * 3_600_000 }

export interface MetricsSources extends StorageSources {
  readonly queue: JobQueue
  readonly generation: Pick<Generation, 'servers' | 'isReady'>
  readonly version: string
  readonly limits: { readonly jobs: number; readonly bytes: number }
}

export interface Metrics {
  request(answered: AnsweredRequest): void
  streams(change: 1 | -1): void
  run(news: RunNews): void
  event(event: QueueEvent): void
  /** All of it, in the text format of Prometheus. */
  text(): Promise<string>
  readonly contentType: string
}

/** Counts what it is told, and reads the rest when it is asked. */
export function createMetrics(sources: MetricsSources): Metrics {
  const { queue, generation, version, limits } = sources
  const registry = new Registry()
  const registers = [registry]
  const info = new Gauge({
    name: 'darkroom_build_info',
    help: 'Always 1; the version is a label.',
    labelNames: ['version'],
    registers,
  })
  info.set({ version }, 1)
  const ready = new Gauge({
    name: 'darkroom_ready',
    help: `1 once recovery is done and jobs are taken. ${ofProcess}`,
    registers,
  })
  const clients = new BoundedNames({
    ...clientNames,
    onGone: (client) => ofRuns.forgetClient(client),
  })
  const ofQueue = queueMetrics(registry, { queue, clients, limits })
  const ofOutbox = outboxMetrics(registry, queue)
  const ofStore = storeMetrics(registry, queue)
  const ofRuns = runMetrics(registry, { clients })
  const ofServers = serverMetrics(registry, () => generation.servers())
  const ofStorage = storageMetrics(registry, sources)
  const ofHttp = httpMetrics(registry)
  return {
    ...ofHttp,
    run: ofRuns.run,
    event(event) {
      ofQueue.event(event)
      ofOutbox.event(event)
    },
    contentType: registry.contentType,
    async text() {
      ready.set(generation.isReady() ? 1 : 0)
      ofQueue.read(Date.now())
      ofOutbox.read()
      ofStore.read()
      ofServers.read()
      await ofStorage.read()
      return `${await registry.metrics()}\n${await processMetrics()}`
    },
  }
}
