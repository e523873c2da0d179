import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ConfigError, loadConfig } from '@darkroom/api'
import { chooseApi } from './choose-api.ts'
import { chooseComfyui } from './choose-comfyui.ts'
import { type DevProgram, runDev } from './run-dev.ts'
import { startPage } from './start-page.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const simulatorFolder = 'packages/comfy-simulator/'

/** Vite's own, which CORS_ORIGINS has by default. */
const pagePort = 5173

const fromSource = (file: string, args: readonly string[] = []): readonly string[] => [
  '--conditions=@darkroom/source',
  join(root, file),
  ...args,
]

const api = (environment: Readonly<Record<string, string>>): DevProgram => ({
  name: 'API',
  args: fromSource('apps/api/src/main.ts'),
  environment: { ...process.env, ...environment },
  uses: (path) => !path.startsWith(simulatorFolder) && !/^apps\/(?!api\/)/.test(path),
})

const simulator = (port: number): DevProgram => ({
  name: 'simulated ComfyUI',
  args: fromSource(`${simulatorFolder}src/main.ts`, [
    '--port',
    String(port),
    '--output-directory',
    join(root, '.dev', 'comfyui-output'),
  ]),
  environment: process.env,
  uses: (path) => path.startsWith(simulatorFolder) || path.startsWith('packages/foundation/'),
})

const print = (line: string): void => console.log(`[dev] ${line}`)

async function main(): Promise<void> {
  const stop = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
  const loaded = await loadConfig({ directory: root })
  const { url, environment: ofApi } = await chooseApi(loaded.config)
  await using page = await startPage({ root: join(root, 'apps/web'), api: url, port: pagePort })
  print(`The page: ${page.url}`)
  if (page.port !== pagePort) print(`Port ${pagePort} is taken, so it is on the next that is free.`)
  const { port, environment } = await chooseComfyui(loaded, root)
  if (port !== undefined) {
    print(
      `No ComfyUI answers at http://localhost:8188: a simulated one takes its place, and its pictures stay in .dev.`,
    )
  }
  await using _running = await runDev({
    root,
    folders: ['apps', 'packages'],
    programs: [...(port === undefined ? [] : [simulator(port)]), api({ ...environment, ...ofApi })],
    print,
  })
  await stop
}

try {
  await main()
} catch (error) {
  if (!(error instanceof ConfigError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
