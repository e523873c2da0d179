import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { type Cpu, cpuOf, residentMb } from './cpu.ts'

const main = fileURLToPath(new URL('../../apps/api/dist/main.js', import.meta.url))

export interface Product extends AsyncDisposable, Cpu {
  /** Without a slash at the end. */
  readonly url: string
  readonly hasPage: boolean
  /** Milliseconds from the start of the process until it was ready. */
  readonly readyMs: number
  residentMb(): number
}

export interface ProductOptions {
  /** Holds gallery and state. */
  readonly folder: string
  /** Addresses of ComfyUI servers. */
  readonly comfyui: string
  readonly env?: Readonly<Record<string, string>>
}

/** Runs the built product in a process of its own, on a free port of loopback. */
export async function runProduct({ folder, comfyui, env = {} }: ProductOptions): Promise<Product> {
  const started = performance.now()
  const child = spawn(process.execPath, [main], {
    cwd: folder,
    env: {
      BACKEND_HOST: '127.0.0.1',
      BACKEND_PORT: '0',
      COMFYUI_API_URL: comfyui,
      GALLERY_STORAGE_PATH: `${folder}/gallery`,
      STATE_PATH: `${folder}/state`,
      LOG_LEVEL: 'info',
      ...env,
    },
  })
  let ready: { readonly url?: unknown; readonly page?: unknown } | undefined
  for await (const line of createInterface(child.stdout)) {
    if (!line.includes('"msg":"ready"')) continue
    ready = JSON.parse(line)
    break
  }
  const readyMs = performance.now() - started
  child.stdout.resume()
  const { pid } = child
  if (ready === undefined || pid === undefined) {
    throw new Error('The product does not start: run npm run build first.')
  }
  return {
    ...cpuOf(pid),
    url: String(ready.url),
    hasPage: ready.page !== undefined,
    readyMs,
    residentMb: () => residentMb(pid),
    async [Symbol.asyncDispose]() {
      const exit = once(child, 'exit')
      child.kill()
      await exit
    },
  }
}
