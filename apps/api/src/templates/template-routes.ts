import type { StoredTemplate } from '@darkroom/prompt-templates'
import { createRoute, z } from '@hono/zod-openapi'
import { defineRoute } from '../http/define-route.ts'
import { notFound } from '../http/problem.ts'
import { badMedia, conflict, diskFull, invalid, missing } from '../http/responses.ts'
import { toTime } from '../http/to-time.ts'
import type { Services } from '../services.ts'
import {
  namedTemplateBodySchema,
  templateBodySchema,
  templateListSchema,
  templateNameParam,
  templateSchema,
} from './template-schemas.ts'

const tags = ['Templates']
const stored = (description: string) => ({
  description,
  content: { 'application/json': { schema: templateSchema } },
})

const toTemplate = ({
  loras,
  updated_at,
  ...same
}: StoredTemplate): z.infer<typeof templateSchema> => ({
  ...same,
  loras: loras && [...loras],
  updated_at: toTime(Date.parse(updated_at)),
})

export const templateRoutes = ({ templates, wildcards }: Services) =>
  [
    defineRoute({
      route: createRoute({
        method: 'get',
        path: '/api/templates',
        tags,
        summary: 'All prompt templates',
        description:
          'They are files in the folder `templates` of the gallery, to be edited by hand too.',
        responses: {
          200: {
            description: 'The templates',
            content: { 'application/json': { schema: templateListSchema } },
          },
        },
      }),
      handler: async (c) => {
        const list = await templates.list()
        const broken = [...list.broken]
        return c.json({ templates: list.templates.map(toTemplate), broken }, 200)
      },
    }),
    defineRoute({
      route: createRoute({
        method: 'post',
        path: '/api/templates',
        tags,
        summary: 'Save a new prompt template',
        request: {
          body: {
            required: true,
            content: { 'application/json': { schema: namedTemplateBodySchema } },
          },
        },
        responses: { 201: stored('Saved'), ...invalid, ...badMedia, ...conflict, ...diskFull },
      }),
      handler: async (c) => {
        const saved = await templates.save(c.req.valid('json'))
        return c.json(toTemplate(saved), 201, {
          location: `/api/templates/${encodeURIComponent(saved.name)}`,
        })
      },
    }),
    defineRoute({
      route: createRoute({
        method: 'get',
        path: '/api/templates/{name}',
        tags,
        summary: 'One prompt template',
        request: { params: templateNameParam },
        responses: { 200: stored('The template'), ...invalid, ...missing, ...conflict },
      }),
      handler: async (c) =>
        c.json(toTemplate(await templates.load(c.req.valid('param').name)), 200),
    }),
    defineRoute({
      route: createRoute({
        method: 'put',
        path: '/api/templates/{name}',
        tags,
        summary: 'Save a prompt template, in place of the one there may be',
        request: {
          params: templateNameParam,
          body: { required: true, content: { 'application/json': { schema: templateBodySchema } } },
        },
        responses: { 200: stored('Saved'), ...invalid, ...badMedia, ...diskFull },
      }),
      handler: async (c) => {
        const { name } = c.req.valid('param')
        const saved = await templates.save({ name, ...c.req.valid('json') }, { replace: true })
        return c.json(toTemplate(saved), 200)
      },
    }),
    defineRoute({
      route: createRoute({
        method: 'delete',
        path: '/api/templates/{name}',
        tags,
        summary: 'Delete a prompt template',
        request: { params: templateNameParam },
        responses: {
          200: {
            description: 'Deleted',
            content: { 'application/json': { schema: z.object({ deleted: z.literal(true) }) } },
          },
          ...invalid,
          ...missing,
        },
      }),
      handler: async (c) => {
        const { name } = c.req.valid('param')
        if (!(await templates.remove(name))) throw notFound(`template ${JSON.stringify(name)}`)
        return c.json({ deleted: true as const }, 200)
      },
    }),
    defineRoute({
      route: createRoute({
        method: 'get',
        path: '/api/wildcards',
        tags,
        summary: 'The names that `__name__` can have in a prompt',
        description:
          'They are the text files in the folder `wildcards` of the gallery, one option a line.',
        responses: {
          200: {
            description: 'The names',
            content: {
              'application/json': {
                schema: z.object({ wildcards: z.array(z.string()) }).openapi('Wildcards', {
                  example: { wildcards: ['colour', 'weather'] },
                }),
              },
            },
          },
        },
      }),
      handler: async (c) => c.json({ wildcards: await wildcards.names() }, 200),
    }),
  ] as const
