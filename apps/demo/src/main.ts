import { once } from 'node:events'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { ConfigError, createLog, parseConfig, StartError, startDarkroom } from '@darkroom/api'
import { createSimulator } from '@darkroom/comfy-simulator'
import { errorCode } from '@darkroom/foundation'
import { generateOne } from './generate-one.ts'

const help = `npm run demo: Darkroom with a simulated ComfyUI, in the folder .demo

  -- --once   stop after the first picture
  -- --help

BACKEND_HOST, BACKEND_PORT, CORS_ORIGINS, LOG_LEVEL, GALLERY_STORAGE_PATH and STATE_PATH of the environment count; a .env file does not.`

const readArguments = () =>
  parseArgs({
    options: {
      once: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  }).values

const folder = resolve('.demo')

/** Built beside us, by whoever starts us with npm. */
const page = new URL('../../web/dist/', import.meta.url)

/** Simulated pictures stay in a folder of their own unless the environment names another; the `.env` file of real use is not read. */
const demoConfig = (comfyUrl: string) =>
  parseConfig({
    BACKEND_HOST: process.env.BACKEND_HOST ?? '127.0.0.1',
    BACKEND_PORT: process.env.BACKEND_PORT,
    CORS_ORIGINS: process.env.CORS_ORIGINS,
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'warn',
    COMFYUI_API_URL: comfyUrl,
    GALLERY_STORAGE_PATH: process.env.GALLERY_STORAGE_PATH || resolve(folder, 'gallery'),
    STATE_PATH: process.env.STATE_PATH || resolve(folder, 'state'),
  }).config

async function main({ once: isOnce }: { readonly once: boolean }): Promise<void> {
  const stopping = new AbortController()
  const { signal } = stopping
  for (const name of ['SIGINT', 'SIGTERM']) process.once(name, () => stopping.abort())
  await using simulator = await createSimulator({
    stepsPerSecond: 12,
    previewMethod: 'latent2rgb',
    outputDirectory: resolve(folder, 'comfyui-output'),
  })
  const config = demoConfig(simulator.url)
  await using darkroom = await startDarkroom({
    config,
    log: await createLog(config.LOG_LEVEL),
    page,
  })
  if (!isOnce) console.log(`Open ${darkroom.url}/\n`)
  console.log(`A simulated ComfyUI answers at ${simulator.url}`)
  console.log(`Darkroom answers at       ${darkroom.url}/api`)

  const { seed, path, imageUrl, thumbnailUrl } = await generateOne(darkroom.url, {
    print: (line) => console.log(line),
    signal,
  })
  console.log(`The picture (seed ${seed}):`)
  console.log(`  file           ${resolve(config.GALLERY_STORAGE_PATH, path)}`)
  if (isOnce) return
  console.log(`  address        ${darkroom.url}${imageUrl}`)
  console.log(`  thumbnail      ${darkroom.url}${thumbnailUrl}`)
  console.log(`  documentation  ${darkroom.url}/docs`)
  console.log('Serving until Ctrl-C.')
  if (!signal.aborted) await once(signal, 'abort')
}

try {
  const values = readArguments()
  if (values.help) console.log(help)
  else await main(values)
} catch (error) {
  const isArgument = errorCode(error)?.startsWith('ERR_PARSE_ARGS') === true
  const known = error instanceof ConfigError || error instanceof StartError || isArgument
  const isInterrupted = error instanceof Error && error.name === 'AbortError'
  if (isInterrupted) console.error('Stopped before the picture was finished.')
  else console.error(known && error instanceof Error ? error.message : error)
  process.exitCode = isInterrupted ? 130 : 1
}
