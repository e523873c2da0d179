import type { StoredTemplate, TemplateFiles, WildcardFiles } from '@darkroom/prompt-templates'
import { z } from '@hono/zod-openapi'
import { body, json } from '../http/content.ts'
import { defineRoute } from '../http/define-route.ts'
import { toTime } from '../http/fields.ts'
import { notFound } from '../http/problem.ts'
import { badMedia, conflict, diskFull, invalid, missing } from '../http/responses.ts'
import {
  namedTemplateBodySchema,
  templateBodySchema,
  templateListSchema,
  templateNameParam,
  templateSchema,
  wildcardNameParam,
  wildcardSchema,
} from './template-schemas.ts'

const tags = ['Templates']

/** The most options of a wildcard that are told: a list can have many thousands. */
const mostOptions = 100

const toTemplate = ({
  loras,
  updated_at,
  ...same
}: StoredTemplate): z.infer<typeof templateSchema> => ({
  ...same,
  loras: loras && [...loras],
  updated_at: toTime(Date.parse(updated_at)),
})

export const templateRoutes = ({
  templates,
  wildcards,
}: {
  readonly templates: TemplateFiles
  readonly wildcards: WildcardFiles
}) =>
  [
    defineRoute({
      method: 'get',
      path: '/api/templates',
      operationId: 'listTemplates',
      tags,
      summary: 'All prompt templates',
      description:
        'They are files in the folder `templates` of the gallery, to be edited by hand too.',
      responses: { 200: json(templateListSchema, 'The templates') },
    }).handle(async (c) => {
      const list = await templates.list()
      const broken = [...list.broken]
      return c.json({ templates: list.templates.map(toTemplate), broken }, 200)
    }),
    defineRoute({
      method: 'post',
      path: '/api/templates',
      operationId: 'createTemplate',
      tags,
      summary: 'Save a new prompt template',
      request: { body: body(namedTemplateBodySchema) },
      responses: {
        201: json(templateSchema, 'Saved'),
        ...invalid,
        ...badMedia,
        ...conflict,
        ...diskFull,
      },
    }).handle(async (c) => {
      const saved = await templates.save(c.req.valid('json'))
      return c.json(toTemplate(saved), 201, {
        location: `/api/templates/${encodeURIComponent(saved.name)}`,
      })
    }),
    defineRoute({
      method: 'get',
      path: '/api/templates/{name}',
      operationId: 'getTemplate',
      tags,
      summary: 'One prompt template',
      request: { params: templateNameParam },
      responses: { 200: json(templateSchema, 'The template'), ...invalid, ...missing, ...conflict },
    }).handle(async (c) =>
      c.json(toTemplate(await templates.load(c.req.valid('param').name)), 200),
    ),
    defineRoute({
      method: 'put',
      path: '/api/templates/{name}',
      operationId: 'saveTemplate',
      tags,
      summary: 'Save a prompt template, in place of the one there may be',
      request: { params: templateNameParam, body: body(templateBodySchema) },
      responses: { 200: json(templateSchema, 'Saved'), ...invalid, ...badMedia, ...diskFull },
    }).handle(async (c) => {
      const { name } = c.req.valid('param')
      const saved = await templates.save({ name, ...c.req.valid('json') }, { replace: true })
      return c.json(toTemplate(saved), 200)
    }),
    defineRoute({
      method: 'delete',
      path: '/api/templates/{name}',
      operationId: 'deleteTemplate',
      tags,
      summary: 'Delete a prompt template',
      request: { params: templateNameParam },
      responses: {
        200: json(z.object({ deleted: z.literal(true) }), 'Deleted'),
        ...invalid,
        ...missing,
      },
    }).handle(async (c) => {
      const { name } = c.req.valid('param')
      if (!(await templates.remove(name))) throw notFound(`template ${JSON.stringify(name)}`)
      return c.json({ deleted: true as const }, 200)
    }),
    defineRoute({
      method: 'get',
      path: '/api/wildcards',
      operationId: 'listWildcards',
      tags,
      summary: 'The names that `__name__` can have in a prompt',
      description:
        'They are the text files in the folder `wildcards` of the gallery, one option a line.',
      responses: {
        200: json(
          z
            .object({
              wildcards: z.array(z.string()),
              broken: z
                .array(z.object({ file: z.string(), problem: z.string() }))
                .openapi({ description: 'Files that are no wildcards though they look it.' }),
            })
            .openapi('Wildcards', {
              example: { wildcards: ['colour', 'weather'], broken: [] },
            }),
          'The names',
        ),
      },
    }).handle(async (c) =>
      c.json({ wildcards: await wildcards.names(), broken: [...(await wildcards.broken())] }, 200),
    ),
    defineRoute({
      method: 'get',
      path: '/api/wildcards/{name}',
      operationId: 'getWildcard',
      tags,
      summary: 'What `__name__` draws from',
      request: { params: wildcardNameParam },
      responses: { 200: json(wildcardSchema, 'Its options'), ...invalid, ...missing },
    }).handle(async (c) => {
      const { name } = c.req.valid('param')
      const lines = (await wildcards.load([name])).get(name)
      if (lines === undefined) throw notFound(`wildcard ${JSON.stringify(name)}`)
      return c.json({ name, count: lines.length, options: lines.slice(0, mostOptions) }, 200)
    }),
  ] as const
