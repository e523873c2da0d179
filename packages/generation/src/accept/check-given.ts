import { ComfyError } from '@darkroom/comfy-client'
import { WrongStateError } from '../errors.ts'
import type { JobRequest } from '../job/job-request.ts'
import type { InputFiles } from '../options.ts'
import type { Pool } from '../servers/pool.ts'

/**
 * Makes sure that the uploads which jobs are to be given are kept, or still on a server. Pictures of other jobs are not looked
 * at: those may be still to be made.
 * @throws WrongStateError
 */
export async function checkGiven(
  jobs: readonly JobRequest[],
  { inputFiles, pool }: { readonly inputFiles: InputFiles; readonly pool: Pool },
): Promise<void> {
  const uploads = new Map(
    jobs.flatMap(({ files = [] }) =>
      files.flatMap((file) => ('upload' in file ? [[file.upload, file.name] as const] : [])),
    ),
  )
  for (const [upload, name] of uploads) {
    if (await isKept(inputFiles, upload)) continue
    if (await isOnServer(pool, name)) continue
    throw new WrongStateError(
      `A file that it was given is kept no longer (upload ${upload}), and no server has it: send it again, and start anew`,
    )
  }
}

async function isKept(inputFiles: InputFiles, upload: string): Promise<boolean> {
  const opened = await inputFiles.open(upload)
  await opened?.handle.close()
  return opened !== undefined
}

async function isOnServer({ reachable }: Pool, filename: string): Promise<boolean> {
  const file = { filename, subfolder: '', type: 'input' }
  const found = await Promise.all(
    reachable.map(async (link) => {
      try {
        return await link.ask((client) => client.hasFile(file))
      } catch (error) {
        if (error instanceof ComfyError) return false
        throw error
      }
    }),
  )
  return found.includes(true)
}
