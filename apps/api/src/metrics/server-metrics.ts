import type { ServerState, ServerStatus } from '@darkroom/generation'
import { Gauge, type Registry } from 'prom-client'
import { ofProcess } from './scopes.ts'

/** In the order of the API; the type says when one is missing. */
const statuses: Readonly<Record<ServerStatus, true>> = {
  starting: true,
  ready: true,
  busy: true,
  draining: true,
  unreachable: true,
  stuck: true,
  suspect: true,
  duplicate: true,
}

const as01 = (is: boolean): 0 | 1 => (is ? 1 : 0)

const isUp = ({ status }: ServerState): boolean => status !== 'starting' && status !== 'unreachable'

/** How the ComfyUI servers are, as this process sees them. */
export function serverMetrics(registry: Registry, servers: () => readonly ServerState[]) {
  const gauge = (name: string, help: string, labels: readonly string[] = []) =>
    new Gauge({
      name: `darkroom_server_${name}`,
      help: `${help} ${ofProcess}`,
      labelNames: ['server', ...labels],
      registers: [registry],
    })
  const up = gauge('up', '1 while the server answers.')
  const drained = gauge('drained', '1 while the server is to be given no further job.')
  const running = gauge('running', '1 while the server works at a job of ours.')
  const status = gauge('status', '1 for the present status of the server.', ['status'])
  const remaining = gauge('queue_remaining', 'Prompts on the server, other people’s too.')
  const seen = gauge('last_seen_timestamp_seconds', 'Time of the last answer of the server.')
  const free = gauge('vram_free_bytes', 'Free memory of a device of the server.', ['device'])
  const total = gauge('vram_total_bytes', 'Memory of a device of the server.', ['device'])
  const all = [up, drained, running, status, remaining, seen, free, total]

  const read = (state: ServerState): void => {
    const server = state.name
    up.set({ server }, as01(isUp(state)))
    drained.set({ server }, as01(state.status === 'draining'))
    running.set({ server }, as01(state.requestId !== undefined))
    for (const name of Object.keys(statuses)) {
      status.set({ server, status: name }, as01(state.status === name))
    }
    if (state.queueRemaining !== undefined) remaining.set({ server }, state.queueRemaining)
    if (state.lastSeenAt !== undefined) seen.set({ server }, state.lastSeenAt / 1000)
    for (const { name: device, vramFree, vramTotal } of state.devices) {
      free.set({ server, device }, vramFree)
      total.set({ server, device }, vramTotal)
    }
  }

  return {
    read(): void {
      for (const each of all) each.reset()
      for (const state of servers()) read(state)
    },
  }
}
