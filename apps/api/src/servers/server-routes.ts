import type { Generation, ServerState } from '@darkroom/generation'
import { z } from '@hono/zod-openapi'
import { json } from '../http/content.ts'
import { defineRoute } from '../http/define-route.ts'
import { timeSchema, toOptionalTime, uuidSchema } from '../http/fields.ts'
import { notFound } from '../http/problem.ts'
import { invalid, missing } from '../http/responses.ts'

const serverExample = {
  name: 'localhost:8188',
  url: 'http://localhost:8188',
  status: 'ready',
  version: '0.8.0',
  queue_remaining: 0,
  last_seen_at: '2026-11-22T15:30:12.000+00:00',
  devices: [
    {
      name: 'cuda:0 NVIDIA GeForce RTX 4090 : cudaMallocAsync',
      type: 'cuda',
      vram_total: 25_757_220_864,
      vram_free: 23_622_320_128,
    },
  ],
}

const serverSchema = z
  .object({
    name: z.string(),
    url: z.string(),
    status: z.enum([
      'starting',
      'ready',
      'busy',
      'draining',
      'unreachable',
      'stuck',
      'suspect',
      'duplicate',
    ]),
    same_as: z.string().optional().openapi({
      description: 'Name of the server that this one is too, when it is a `duplicate`.',
    }),
    driven_by: z.string().optional().openapi({
      description:
        'The process that gives it jobs, where several share the queue: one at a time, and another when that one is gone.',
    }),
    version: z.string(),
    queue_remaining: z.int().nullable(),
    request_id: uuidSchema.optional(),
    last_seen_at: timeSchema.optional(),
    problem: z.string().optional(),
    devices: z.array(
      z.object({
        name: z.string(),
        type: z.string(),
        vram_total: z.number(),
        vram_free: z.number(),
      }),
    ),
  })
  .openapi('Server', { example: serverExample })

export const toServer = (server: ServerState): z.infer<typeof serverSchema> => ({
  name: server.name,
  url: server.url,
  status: server.status,
  same_as: server.sameAs,
  driven_by: server.drivenBy,
  version: server.version,
  queue_remaining: server.queueRemaining ?? null,
  request_id: server.requestId,
  last_seen_at: toOptionalTime(server.lastSeenAt),
  problem: server.problem,
  devices: server.devices.map(({ name, type, vramTotal, vramFree }) => ({
    name,
    type,
    vram_total: vramTotal,
    vram_free: vramFree,
  })),
})

const nameParam = z.object({
  name: z.string().min(1).max(500).openapi({ example: serverExample.name }),
})

export const serverRoutes = ({ generation }: { readonly generation: Generation }) => {
  const tags = ['Servers']
  const one = (name: string) => {
    const server = generation.servers().find((candidate) => candidate.name === name)
    if (server === undefined) throw notFound(`server ${JSON.stringify(name)}`)
    return toServer(server)
  }
  const answer = {
    200: json(serverSchema, 'The server'),
    ...invalid,
    ...missing,
  }
  return [
    defineRoute({
      method: 'get',
      path: '/api/servers',
      operationId: 'listServers',
      tags,
      summary: 'The ComfyUI servers',
      responses: { 200: json(z.object({ servers: z.array(serverSchema) }), 'All of them') },
    }).handle((c) => c.json({ servers: generation.servers().map(toServer) }, 200)),
    defineRoute({
      method: 'post',
      path: '/api/servers/{name}/drain',
      operationId: 'drainServer',
      tags,
      summary: 'Give it no further job; what it runs is finished',
      request: { params: nameParam },
      responses: answer,
    }).handle(async (c) => {
      const { name } = c.req.valid('param')
      one(name)
      await generation.drainServer(name)
      return c.json(one(name), 200)
    }),
    defineRoute({
      method: 'post',
      path: '/api/servers/{name}/resume',
      operationId: 'resumeServer',
      tags,
      summary: 'Give it jobs again',
      request: { params: nameParam },
      responses: answer,
    }).handle(async (c) => {
      const { name } = c.req.valid('param')
      one(name)
      await generation.resumeServer(name)
      return c.json(one(name), 200)
    }),
  ] as const
}
