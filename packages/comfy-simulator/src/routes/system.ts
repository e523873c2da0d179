import { freemem, totalmem } from 'node:os'
import type { Boot } from '../boot.ts'
import { json } from '../http/reply.ts'
import type { Route } from '../http/router.ts'
import type { Profile } from '../profiles.ts'
import type { Encodable } from '../python/value.ts'
import { features } from './features.ts'

const packageVersions = ({ packages }: Profile): Encodable =>
  Object.entries(packages).map(([name, required]) => ({ name, installed: null, required }))

const systemStats = (boot: Boot, port: number): Encodable => {
  const { profile, options } = boot.machine
  const [posix, platform] = options.windowsPaths ? ['nt', 'win32'] : ['posix', 'linux']
  const memory = { total: totalmem(), free: freemem() }
  return {
    system: {
      os: profile.hasPlatformNames ? platform : posix,
      ram_total: memory.total,
      ram_free: memory.free,
      comfyui_version: profile.version,
      required_frontend_version: profile.packages['comfyui-frontend-package'] ?? null,
      installed_templates_version: null,
      required_templates_version: profile.packages['comfyui-workflow-templates'] ?? null,
      ...(profile.tellsPackages ? { comfy_package_versions: packageVersions(profile) } : {}),
      python_version: '3.11.7 (main, May  9 2026, 07:35:25) [GCC 12.2.0]',
      pytorch_version: '2.13.0+cpu',
      embedded_python: false,
      ...(profile.tellsPackages ? { deploy_environment: 'local-git' } : {}),
      argv: ['main.py', '--cpu', '--listen', options.host, '--port', String(port)],
    },
    devices: [
      {
        name: 'cpu',
        type: 'cpu',
        index: null,
        vram_total: memory.total,
        vram_free: memory.free,
        torch_vram_total: memory.total,
        torch_vram_free: memory.free,
      },
    ],
  }
}

export const systemRoutes = (boot: () => Boot, port: () => number): readonly Route[] => [
  { method: 'GET', path: '/system_stats', handle: () => json(systemStats(boot(), port())) },
  { method: 'GET', path: '/features', handle: () => json(features(boot().machine.profile)) },
]
