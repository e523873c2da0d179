import type { Server } from '@darkroom/door-ports'

/**
 * All servers as one machine. What is known of none is empty or 0: clients read the release and the memory of the cards, and
 * some the first device without looking whether there is one.
 */
export function systemStats(
  servers: readonly Server[],
  { version }: { readonly version: string },
): Readonly<Record<string, unknown>> {
  const up = servers.filter(({ isUp }) => isUp)
  const devices = up.flatMap(({ name, devices: own }) =>
    own.map((device) => ({ ...device, name: `${device.name} (${name})` })),
  )
  const none = { name: 'none', type: 'cpu', vramTotal: 0, vramFree: 0 }
  return {
    system: {
      os: 'linux',
      ram_total: 0,
      ram_free: 0,
      comfyui_version: oldest(up),
      required_frontend_version: null,
      python_version: '',
      pytorch_version: '',
      embedded_python: false,
      argv: ['darkroom', version],
    },
    devices: (devices.length === 0 ? [none] : devices).map((device, index) => ({
      name: device.name,
      type: device.type,
      index,
      vram_total: device.vramTotal,
      vram_free: device.vramFree,
      torch_vram_total: device.vramTotal,
      torch_vram_free: device.vramFree,
    })),
  }
}

/** The oldest release in the pool: what it can do, all can. */
const oldest = (servers: readonly Server[]): string =>
  servers
    .map(({ version }) => version)
    .filter((version) => version !== '')
    .toSorted((a, b) => a.localeCompare(b, 'en', { numeric: true }))[0] ?? ''
