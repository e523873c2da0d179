import type { House } from '@darkroom/door-ports'
import { Hono } from 'hono'
import { z } from 'zod'
import { enlarge, enlargeAll, extrasBatchSchema, extrasSchema } from './extras.ts'
import { type GenerateParts, generate } from './generate.ts'
import { toBase64 } from './made-pictures.ts'
import { pictureBytes } from './picture-text.ts'
import { toPngInfo } from './png-info.ts'
import { imageToImageSchema, textToImageSchema } from './processing-schema.ts'
import { readBody } from './read-body.ts'
import { runningJobs, runningRequest, toInterrupt, waitingRequest } from './running.ts'
import { idle, toProgress } from './to-progress.ts'
import { wrongField } from './wrong-field.ts'

const pngInfoSchema = z.object({ image: z.string() })

type JobHouse = GenerateParts['house'] & Pick<House, 'callerOf'>

/** Making pictures, and what becomes of it. */
export function jobRoutes(
  parts: Omit<GenerateParts, 'house'> & { readonly house: JobHouse },
): Hono {
  const { house, runs } = parts
  const cancelAll = async (ids: readonly string[]): Promise<void> => {
    runs.interrupt(ids)
    for (const id of ids) await house.jobs.cancel(id)
  }

  const progressOf = (client: string, isImageSkipped: boolean) => {
    const running = runningRequest(house, runs, client)
    if (running === undefined) {
      const waits = waitingRequest(runs, client)?.ids.flatMap((id) => house.jobs.get(id) ?? [])
      const position = waits?.find(({ status }) => status === 'queued')?.position
      return idle(position === undefined ? null : `Waiting, ${position} before it`)
    }
    const { job, jobs, run } = running
    const preview = isImageSkipped ? undefined : run?.preview
    const isInterrupted = run?.isInterrupted === true
    return toProgress(job, jobs, {
      task: run?.task,
      image: preview && toBase64(preview.bytes),
      isInterrupted,
    })
  }

  return new Hono()
    .post('/txt2img', async (c) =>
      c.json(await generate(await readBody(c, textToImageSchema), house.callerOf(c), parts)),
    )
    .post('/img2img', async (c) => {
      const asked = await readBody(c, imageToImageSchema)
      if (asked.init_images === undefined) throw wrongField('init_images', 'is missing')
      return c.json(await generate(asked, house.callerOf(c), parts))
    })
    .post('/extra-single-image', async (c) =>
      c.json(await enlarge(await readBody(c, extrasSchema), house.callerOf(c), parts)),
    )
    .post('/extra-batch-images', async (c) =>
      c.json(await enlargeAll(await readBody(c, extrasBatchSchema), house.callerOf(c), parts)),
    )
    .post('/png-info', async (c) => {
      const { image } = await readBody(c, pngInfoSchema)
      return c.json(toPngInfo(await house.pictures.texts(pictureBytes(image, 'image'))))
    })
    .get('/progress', (c) => {
      const isImageSkipped = /^(?:true|1)$/i.test(c.req.query('skip_current_image') ?? '')
      return c.json(progressOf(house.callerOf(c).client, isImageSkipped))
    })
    .post('/interrupt', async (c) => {
      await cancelAll(toInterrupt(house, runs, house.callerOf(c).client))
      return c.json({})
    })
    .post('/skip', async (c) => {
      await cancelAll(runningJobs(house, house.callerOf(c).client).map(({ id }) => id))
      return c.json({})
    })
}
