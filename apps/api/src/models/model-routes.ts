import type { Generation, ModelDetails, ModelEntry } from '@darkroom/generation'
import { z } from '@hono/zod-openapi'
import { json } from '../http/content.ts'
import { defineRoute } from '../http/define-route.ts'
import { flagQuery, isYes } from '../http/fields.ts'
import { badAnswer, invalid, missing, unavailable } from '../http/responses.ts'
import {
  modelCategorySchema,
  modelDetailsSchema,
  modelsSchema,
  samplersSchema,
} from './model-schemas.ts'

const toModel = ({ filename, displayName, category, path }: ModelEntry) => ({
  filename,
  display_name: displayName,
  category,
  path,
})

const toModelDetails = ({
  metadata,
  family,
  variant,
  about,
  recommended,
  companions,
  ...entry
}: ModelDetails): z.infer<typeof modelDetailsSchema> => ({
  ...toModel(entry),
  servers: [...entry.servers],
  metadata: { ...metadata },
  family,
  variant,
  title: about?.title,
  multiple: about?.multiple,
  refuses: about && { ...about.refuses },
  cannot: about && { ...about.cannot },
  recommended,
  companions: companions?.map(({ missingOn, found, ...companion }) => ({
    ...companion,
    found: [...found],
    missing_on: [...missingOn],
  })),
})

export const modelRoutes = ({ generation }: { readonly generation: Generation }) => {
  const tags = ['Models']
  return [
    defineRoute({
      method: 'get',
      path: '/api/models',
      operationId: 'listModels',
      tags,
      summary: 'Checkpoints, LoRAs and all other model files of all servers',
      description: 'Cached for a minute; `refresh=true` asks the servers now.',
      request: { query: z.object({ refresh: flagQuery }) },
      responses: {
        200: json(modelsSchema, 'The models'),
        ...invalid,
        ...badAnswer,
        ...unavailable,
      },
    }).handle(async (c) => {
      const lists = await generation.models({ refresh: isYes(c.req.valid('query').refresh) })
      return c.json(
        {
          base: lists.base.map(toModel),
          merged: lists.merged.map(toModel),
          lora: lists.lora.map(toModel),
          diffusion: lists.diffusion.map(toModel),
          vae: lists.vae.map(toModel),
          text_encoder: lists.text_encoder.map(toModel),
          controlnet: lists.controlnet.map(toModel),
          upscale: lists.upscale.map(toModel),
          embedding: lists.embedding.map(toModel),
          total_count: lists.totalCount,
          hint: lists.hint,
        },
        200,
      )
    }),
    defineRoute({
      method: 'get',
      path: '/api/models/{category}/{filename}',
      operationId: 'getModel',
      tags,
      summary: 'What is known of one model',
      request: {
        params: z.object({
          category: modelCategorySchema,
          filename: z.string().min(1).max(500).openapi({
            description: '`filename`, with slashes as %2F.',
            example: 'base/dreamscape_xl.safetensors',
          }),
        }),
      },
      responses: {
        200: json(modelDetailsSchema, 'The model'),
        ...invalid,
        ...missing,
        ...badAnswer,
        ...unavailable,
      },
    }).handle(async (c) => {
      const { category, filename } = c.req.valid('param')
      return c.json(toModelDetails(await generation.modelDetails(category, filename)), 200)
    }),
    defineRoute({
      method: 'get',
      path: '/api/samplers',
      operationId: 'listSamplers',
      tags,
      summary: 'Samplers and schedulers',
      responses: { 200: json(samplersSchema, 'The names'), ...badAnswer, ...unavailable },
    }).handle(async (c) => {
      const { samplers, schedulers } = await generation.samplers()
      return c.json({ samplers: [...samplers], schedulers: [...schedulers] }, 200)
    }),
  ] as const
}
