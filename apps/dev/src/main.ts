import { once } from 'node:events'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { ConfigError, loadConfig } from '@darkroom/api'
import { chooseComfyui } from './choose-comfyui.ts'
import { type DevProgram, runDev } from './run-dev.ts'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const simulatorFolder = 'packages/comfy-simulator/'

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
  const { port, environment } = await chooseComfyui(loadConfig({ directory: root }), root)
  if (port !== undefined) {
    print(
      `No ComfyUI answers at http://localhost:8188: a simulated one takes its place, and its pictures stay in .dev.`,
    )
  }
  await using _running = await runDev({
    root,
    folders: ['apps', 'packages'],
    programs: [...(port === undefined ? [] : [simulator(port)]), api(environment)],
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
