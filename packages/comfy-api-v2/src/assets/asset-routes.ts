import { DoorError, type PictureSource } from '@darkroom/door-ports'
import type { Hono } from 'hono'
import { z } from 'zod'
import { ApiV2Error, invalidRequest, missing } from '../errors/api-v2-error.ts'
import { limitedText } from '../limited-text.ts'
import type { Services } from '../services.ts'
import { type FoundAsset, findAsset, findByHash } from './find-asset.ts'
import { receiveAsset } from './receive-asset.ts'
import { sendContent } from './send-content.ts'
import { toAsset } from './to-asset.ts'

const fromHashSchema = z.object({
  hash: z.string().max(200),
  file_path: z.string().max(255).nullish(),
})

const blobNotFound = (hash: string): ApiV2Error =>
  new ApiV2Error(404, 'blob_not_found', `There are no bytes with the hash ${hash.slice(0, 80)}.`, {
    hint: 'Send the file to POST /api/v2/assets.',
  })

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw invalidRequest('The body is not JSON.', { cause })
  }
}

const sourceOf = (found: FoundAsset): PictureSource =>
  found.kind === 'output'
    ? { job: found.job.id, index: found.output.index }
    : { upload: found.upload.id }

const inUse = (message: string, hint: string | undefined, cause?: unknown): ApiV2Error =>
  new ApiV2Error(409, 'asset_in_use', message, { hint, cause })

const isConflict = (error: unknown): error is DoorError =>
  error instanceof DoorError && error.status === 409

export function addAssetRoutes(app: Hono, services: Services): void {
  const { house, index } = services

  const theAsset = async (id: string): Promise<FoundAsset> => {
    const found = await findAsset(id, services)
    if (found === undefined) throw missing(`asset ${JSON.stringify(id.slice(0, 80))}`)
    return found
  }

  app.post('/api/v2/assets', async (c) => {
    const caller = house.callerOf(c)
    const { found, isNew } = await receiveAsset(c, caller, services)
    const asset = { ...toAsset(found, caller.origin), created_new: isNew }
    return c.json(asset, isNew ? 201 : 200, { location: `/api/v2/assets/${asset.id}` })
  })

  app.post('/api/v2/assets/from-hash', async (c) => {
    const { data, error } = fromHashSchema.safeParse(parseJson(await limitedText(c, 16_384)))
    if (data === undefined) {
      throw invalidRequest('hash must be blake3: with 64 hexadecimal digits.', { cause: error })
    }
    const found = await findByHash(data.hash, services)
    if (found?.kind !== 'upload' || found.record === undefined) throw blobNotFound(data.hash)
    // The same bytes are one asset, which is called as it was called last.
    const record = { ...found.record, file_path: data.file_path ?? found.record.file_path }
    if (record.file_path !== found.record.file_path) await index.set(found.upload.id, record)
    const asset = toAsset({ ...found, record }, house.callerOf(c).origin)
    return c.json({ ...asset, created_new: false }, 200)
  })

  // Asked for with HEAD, which Hono answers as GET without its body.
  app.get('/api/v2/assets/by-hash/:hash', async (c) => {
    const hash = c.req.param('hash')
    const found = await findByHash(hash, services)
    if (found === undefined) throw blobNotFound(hash)
    return c.json(toAsset(found, house.callerOf(c).origin))
  })

  app.get('/api/v2/assets/:id', async (c) =>
    c.json(toAsset(await theAsset(c.req.param('id')), house.callerOf(c).origin)),
  )

  app.get('/api/v2/assets/:id/content', async (c) => {
    const id = c.req.param('id')
    const file = await house.pictures.open(sourceOf(await theAsset(id)))
    if (file === undefined) throw missing(`file of asset ${id} any more`)
    return sendContent(c, file)
  })

  app.delete('/api/v2/assets/:id', async (c) => {
    const found = await theAsset(c.req.param('id'))
    if (found.kind === 'output') {
      throw inUse(
        `The asset ${c.req.param('id')} is what a job made.`,
        'Delete the picture in the gallery.',
      )
    }
    const { id } = found.upload
    const isRemoved = await house.pictures.removeUpload(id).catch((error: unknown) => {
      throw isConflict(error) ? inUse(error.message, error.hint, error) : error
    })
    if (!isRemoved) throw missing(`asset ${id}`)
    await index.delete(id)
    return c.body(null, 204)
  })
}
