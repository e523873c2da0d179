import { once } from 'node:events'
import { access } from 'node:fs/promises'
import { ConfigError } from './config/config-error.ts'
import { loadConfig } from './config/load-config.ts'
import { createLog } from './log.ts'
import { isLoopback } from './security/ip-range.ts'
import { startDarkroom } from './start-darkroom.ts'
import { StartError } from './start-error.ts'

/** Where the page is built, beside us: from `src` and from `dist`. */
const page = new URL('../../web/dist/', import.meta.url)

const isPageBuilt = (): Promise<boolean> =>
  access(new URL('index.html', page)).then(
    () => true,
    () => false,
  )

/**
 * Reads the settings and serves until it is told to stop.
 * @throws ConfigError, StartError
 */
async function serve(): Promise<void> {
  const { config, sources, warnings } = await loadConfig()
  const log = await createLog(config.LOG_LEVEL)
  log.info({ sources }, 'configuration loaded')
  for (const warning of warnings) log.warn(warning)
  const stop = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')])
  await using darkroom = await startDarkroom({ config, log, page })
  const hasPage = await isPageBuilt()
  log.info(
    {
      url: darkroom.url,
      page: hasPage ? `${darkroom.url}/` : undefined,
      docs: `${darkroom.url}/docs`,
      comfyui_door: darkroom.comfyuiUrl,
      gallery: config.GALLERY_STORAGE_PATH,
      comfyui: config.COMFYUI_API_URL,
    },
    'ready',
  )
  if (!hasPage) {
    log.warn(
      'The page is not built, so there is nothing at /; npm run build makes it, also while this runs.',
    )
  }
  if (!isLoopback(config.BACKEND_HOST) && config.API_TOKEN === undefined) {
    log.warn(
      'Every machine on this network can use this server; set API_TOKEN or BACKEND_HOST=127.0.0.1 to change that.',
    )
  }
  const failure = await Promise.race([stop.then(() => undefined), darkroom.failed])
  // In files, restarting may lead to the same; of those that share a queue, others go on, and this one begins anew.
  if (failure !== undefined && config.QUEUE === 'files') await stop
  else if (failure !== undefined) {
    log.fatal({ err: failure }, 'the queue cannot be used any more: start this process again')
    process.exitCode = 1
  }
  log.info('stopping')
  process.once('SIGINT', () => process.exit(130))
}

/** The program: what cannot be started is told in one line, and the exit status. */
export async function runProgram(): Promise<void> {
  try {
    await serve()
  } catch (error) {
    if (!(error instanceof ConfigError || error instanceof StartError)) throw error
    console.error(error.message)
    process.exitCode = 1
  }
}
