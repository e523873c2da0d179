import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cpuOf } from '../suite/process-usage.ts'
import { startChild } from '../suite/start-child.ts'
import { ensure, find, run } from './ensure.ts'
import { freePort } from './free-port.ts'

export interface Peer extends AsyncDisposable {
  readonly url: string
  readonly startMs: number
  cpu(): Promise<number>
}

async function start(
  command: readonly [string, ...string[]],
  ready: string,
  port: number,
): Promise<Peer> {
  const began = performance.now()
  const child = await startChild(command, ready, { env: process.env })
  return {
    url: `http://127.0.0.1:${port}`,
    startMs: performance.now() - began,
    cpu: () => cpuOf(child.pid),
    [Symbol.asyncDispose]: () => child[Symbol.asyncDispose](),
  }
}

/** Python with what base.py needs, in an environment of its own that is kept for the next time. */
async function python(): Promise<string | undefined> {
  const environment = join(tmpdir(), 'darkroom-bench-base')
  const own = join(environment, 'bin', 'python')
  const check = ['-c', 'import fastapi, uvicorn, requests, PIL']
  const isThere = await run(own, check).then(
    () => true,
    () => false,
  )
  if (isThere) return own
  const python3 = await find('python3')
  try {
    if (python3 === undefined) throw new Error('no python3')
    await run(python3, ['-m', 'venv', environment])
    const packages = ['fastapi', 'uvicorn', 'requests', 'pillow']
    await run(own, ['-m', 'pip', 'install', '--quiet', ...packages])
    return own
  } catch {
    console.log('Python or PyPI is not there: FastAPI is skipped.')
    return undefined
  }
}

/** The baseline: FastAPI without an index or a store. */
export async function startBase(gallery: string, comfy: string): Promise<Peer | undefined> {
  const program = await python()
  if (program === undefined) return undefined
  const port = await freePort()
  const file = fileURLToPath(new URL('base.py', import.meta.url))
  return start([program, file, String(port), gallery, comfy], 'Uvicorn running', port)
}

/** nginx with one worker, which serves a folder. */
export async function startNginx(root: string): Promise<Peer | undefined> {
  const program = await ensure('nginx', 'nginx-light')
  if (program === undefined) return undefined
  const port = await freePort()
  const own = join(root, 'nginx')
  await mkdir(own, { recursive: true })
  // Its workers are another user where it is started by root.
  await chmod(root, 0o755)
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
    .map((name) => `${name}_temp_path ${own}/${name};`)
    .join(' ')
  const configuration = `daemon off; pid ${own}/pid; error_log stderr notice; worker_processes 1;
    events {} http { access_log off; ${temporary} keepalive_requests 1000000;
    server { listen 127.0.0.1:${port}; root ${root}/static; } }`
  const file = join(own, 'nginx.conf')
  await writeFile(file, configuration)
  return start([program, '-c', file], 'start worker process ', port)
}

/** Redis that has each write on the disk before it answers, as Darkroom has. */
export async function startRedis(root: string): Promise<(Peer & { port: number }) | undefined> {
  const program = await ensure('redis-server', 'redis-server')
  if (program === undefined) return undefined
  const port = await freePort()
  const options = `--port ${port} --bind 127.0.0.1 --dir ${root} --appendonly yes --appendfsync always`
  const peer = await start([program, ...options.split(' ')], 'Ready to accept connections', port)
  return { ...peer, port }
}
