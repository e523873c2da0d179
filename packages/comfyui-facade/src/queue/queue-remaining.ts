import type { Servers } from '@darkroom/door-ports'

/** What ComfyUI counts: what waits and what runs, of everybody. */
export function queueRemaining(servers: Pick<Servers, 'queue'>): number {
  const { waiting, running } = servers.queue()
  return waiting + running.length
}
