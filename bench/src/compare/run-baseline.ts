import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runCommand } from './run-command.ts'
import { type Peer, runPeer } from './run-peer.ts'

const source = fileURLToPath(new URL('.', import.meta.url))

/** Starts the FastAPI baseline in a Python environment of its own. */
export async function runBaseline({
  folder,
  gallery,
  comfyui,
}: {
  readonly folder: string
  readonly gallery: string
  readonly comfyui: string
}): Promise<Peer> {
  const python = join(folder, 'venv', 'bin', 'python')
  await runCommand('python3', ['-m', 'venv', join(folder, 'venv')])
  await runCommand(python, [
    '-m',
    'pip',
    'install',
    '-q',
    'fastapi',
    'uvicorn',
    'requests',
    'Pillow',
  ])
  return await runPeer({
    command: python,
    args: (port) => [
      '-m',
      'uvicorn',
      'baseline:app',
      '--app-dir',
      source,
      '--port',
      String(port),
      '--log-level',
      'error',
    ],
    env: { GALLERY: gallery, COMFYUI: comfyui },
    isReady: (port) => fetch(`http://127.0.0.1:${port}/gallery?limit=0`),
  })
}
