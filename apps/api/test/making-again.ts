import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect } from 'vitest'
import { z } from 'zod'
import { type GalleryImage, galleryImageSchema } from '../src/gallery/gallery-image.ts'
import type * as graphs from './picture-graphs.ts'
import { pngWithText } from './png-with-text.ts'
import { ended, type RunningDarkroom } from './running-darkroom.ts'

const answerSchema = z.object({
  request_id: z.string(),
  seed: z.int(),
  changes: z.array(z.object({ field: z.string(), from: z.unknown(), to: z.unknown() })).default([]),
})

const detailsSchema = z.object({
  raw: z.object({
    prompt: z.record(
      z.string(),
      z.object({ class_type: z.string(), inputs: z.record(z.string(), z.unknown()) }),
    ),
  }),
})

const metadataSchema = z.object({
  workflow: z.object({ name: z.string(), inputs: z.record(z.string(), z.unknown()) }).nullable(),
  graph: z.record(z.string(), z.unknown()).nullable(),
})

/** The graph with other values in some inputs. */
export const changed = (
  graph: graphs.PictureGraph,
  changes: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): graphs.PictureGraph =>
  Object.fromEntries(
    Object.entries(graph).map(([id, node]) => [
      id,
      { ...node, inputs: { ...node.inputs, ...changes[id] } },
    ]),
  )

/** Makes pictures of a running Darkroom again. */
export function makingAgain(running: RunningDarkroom) {
  const { url } = running
  const post = (path: string, body: object): Promise<Response> =>
    fetch(`${url}${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const ask = (id: string, body: object): Promise<Response> =>
    post(`/api/gallery/image/${id}/regenerate`, body)

  async function pictureNamed(name: string): Promise<GalleryImage | undefined> {
    const answer = await fetch(`${url}/api/gallery?limit=200`)
    const images = z.array(galleryImageSchema).parse(await answer.json())
    return images.find(({ filepath }) => filepath === name)
  }

  /** Adds a file that carries this graph to the gallery, and returns its id. */
  async function added(
    name: string,
    graph: graphs.PictureGraph | string,
    key = 'prompt',
  ): Promise<string> {
    const text = typeof graph === 'string' ? graph : JSON.stringify(graph)
    await mkdir(running.gallery, { recursive: true })
    await writeFile(join(running.gallery, name), await pngWithText(key, text))
    await expect.poll(() => pictureNamed(name)).toBeDefined()
    return (await pictureNamed(name))?.id ?? ''
  }

  /** The graph that ComfyUI was sent, which it wrote into the picture; the prefix is ours, and put back. */
  async function graphOf(id: string): Promise<graphs.PictureGraph> {
    const answer = await fetch(`${url}/api/gallery/image/${id}/metadata`)
    const { prompt } = detailsSchema.parse(await answer.json()).raw
    return Object.fromEntries(
      Object.entries(prompt).map(([key, { class_type, inputs }]) => {
        const { filename_prefix: prefix } = inputs
        if (prefix !== undefined) expect(prefix).toMatch(/^darkroom\/[\da-f-]{36}(?:-\d+)?$/)
        const own = prefix === undefined ? {} : { filename_prefix: 'ComfyUI' }
        return [key, { class_type, inputs: { ...inputs, ...own } }]
      }),
    )
  }

  /** The job of an accepted answer, with its first picture and the graph that it carries. */
  async function made(answer: Response) {
    const text = await answer.text()
    expect(answer.status, text).toBe(202)
    const accepted = answerSchema.parse(JSON.parse(text))
    const job = await ended(running, accepted.request_id)
    expect(job.error).toBeUndefined()
    const [picture] = job.images ?? []
    if (picture === undefined) throw new Error('There is no picture')
    return { ...accepted, job, picture, graph: await graphOf(picture.id) }
  }

  return {
    post,
    ask,
    pictureNamed,
    added,
    made,
    /** Makes the picture again and returns the answer, with the new picture and the graph that it carries. */
    again: async (id: string, body: object = {}) => made(await ask(id, body)),
    metadataOf: async (id: string) =>
      metadataSchema.parse(await (await fetch(`${url}/api/gallery/image/${id}/metadata`)).json()),
    pixelsOf: async ({ image_url }: GalleryImage): Promise<string> => {
      const answer = await fetch(`${url}${image_url}`)
      const pixels = await sharp(await answer.arrayBuffer())
        .raw()
        .toBuffer()
      return pixels.toString('base64')
    },
  }
}
