import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { createSimulator } from '@darkroom/comfy-simulator'
import { printSpread } from './table.ts'
import { temporaryFolder } from './temporary-folder.ts'

const main = fileURLToPath(new URL('../../apps/api/dist/main.js', import.meta.url))

async function startOnce(comfyUrl: string): Promise<number> {
  await using folder = await temporaryFolder()
  const started = performance.now()
  const child = spawn(process.execPath, [main], {
    cwd: folder.path,
    env: {
      BACKEND_HOST: '127.0.0.1',
      BACKEND_PORT: '0',
      COMFYUI_API_URL: comfyUrl,
      GALLERY_STORAGE_PATH: `${folder.path}/gallery`,
      STATE_PATH: `${folder.path}/state`,
    },
  })
  for await (const line of createInterface(child.stdout)) if (line.includes('"msg":"ready"')) break
  const ms = performance.now() - started
  const exit = once(child, 'exit')
  child.kill()
  await exit
  return ms
}

/** Measures from the start of the process to "ready", with an empty gallery. Aim: 500 ms. */
export async function measureStart(): Promise<void> {
  await using simulator = await createSimulator({})
  const times: number[] = []
  for (let run = 0; run < 10; run += 1) times.push(await startOnce(simulator.url))
  printSpread('process start to ready', times, 'ms')
}
