import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { problemSchema, problemTitles } from '../src/http/problem.ts'
import { type RunningDarkroom, runDarkroom } from './running-darkroom.ts'

let running: RunningDarkroom
beforeAll(async () => {
  running = await runDarkroom()
})
afterAll(async () => {
  await running[Symbol.asyncDispose]()
})

const schemaSchema = z.object({
  $ref: z.string().optional(),
  type: z.union([z.string(), z.array(z.string())]).optional(),
  example: z.unknown().optional(),
  default: z.unknown().optional(),
  enum: z.unknown().optional(),
  const: z.unknown().optional(),
  get items() {
    return schemaSchema.optional()
  },
  get properties() {
    return z.record(z.string(), schemaSchema).optional()
  },
})
type Schema = z.infer<typeof schemaSchema>
type Schemas = Readonly<Record<string, Schema>>

const contentSchema = z.record(
  z.string(),
  z.object({ schema: schemaSchema, example: z.unknown().optional() }),
)
const parameterSchema = z.object({
  name: z.string(),
  in: z.enum(['path', 'query', 'header']),
  example: z.unknown().optional(),
  schema: schemaSchema,
})
const operationSchema = z.object({
  // Operations of single workflows have what their names have.
  operationId: z.string().regex(/^(?:[a-z]+(?:[A-Z][a-z]+)+|run\w+)$/),
  summary: z.string(),
  tags: z.array(z.string()).min(1),
  parameters: z.array(parameterSchema).optional(),
  requestBody: z.object({ content: contentSchema }).optional(),
  responses: z.record(
    z.string(),
    z.union([
      z.object({ description: z.string(), content: contentSchema.optional() }),
      z.strictObject({ $ref: z.string() }).transform(() => ({ content: undefined })),
    ]),
  ),
})
const documentSchema = z.object({
  openapi: z.literal('3.1.0'),
  servers: z.array(z.object({ url: z.string() })),
  tags: z.array(z.object({ name: z.string(), description: z.string() })),
  paths: z.record(z.string(), z.record(z.string(), operationSchema)),
  components: z.object({ schemas: z.record(z.string(), schemaSchema) }),
})

const readDocument = async () =>
  documentSchema.parse(await (await fetch(`${running.url}/openapi.json`)).json())

test('the document and the page’s files are compressed, and who has them gets them no second time', async () => {
  for (const path of ['/openapi.json', '/docs/assets/swagger-ui-dist/swagger-ui-bundle.js']) {
    const answer = await fetch(`${running.url}${path}`, { headers: { 'accept-encoding': 'gzip' } })
    expect(answer.headers.get('content-encoding')).toBe('gzip')
    const sent = Number(answer.headers.get('content-length'))
    expect((await answer.text()).length).toBeGreaterThan(3 * sent)
    const etag = answer.headers.get('etag') ?? ''
    const again = await fetch(`${running.url}${path}`, { headers: { 'if-none-match': etag } })
    expect(again.status).toBe(304)
  }
})

test('every route is in the OpenAPI document, with a summary, a tag and its answers', async () => {
  const { paths } = await readDocument()
  expect(Object.keys(paths)).toEqual(
    expect.arrayContaining([
      '/api/generate',
      '/api/generate/status/{request_id}',
      '/api/generate/{request_id}/events',
      '/api/generate/{request_id}',
      '/api/generate/{request_id}/retry',
      '/api/generate/image/{filename}',
      '/api/jobs',
      '/api/queue',
      '/api/queue/pause',
      '/api/queue/resume',
      '/api/models',
      '/api/models/{category}/{filename}',
      '/api/samplers',
      '/api/gallery',
      '/api/gallery/statistics',
      '/api/gallery/facets',
      '/api/gallery/image/{id}',
      '/api/gallery/image/{id}/metadata',
      '/api/gallery/image/{id}/restore',
      '/api/gallery/thumbnail/{id}',
      '/api/gallery/events',
      '/api/health',
      '/api/health/live',
      '/api/health/ready',
    ]),
  )
})

test('every operation has a name of its own, for clients that are made from the document', async () => {
  const { paths } = await readDocument()
  const names = Object.values(paths).flatMap((operations) =>
    Object.values(operations).map(({ operationId }) => operationId),
  )
  expect(names).toEqual([...new Set(names)])
  expect(names).toEqual(expect.arrayContaining(['generateImage', 'getJob', 'pauseBatch']))
})

test('every tag is described', async () => {
  const { paths, tags } = await readDocument()
  const used = Object.values(paths).flatMap((operations) =>
    Object.values(operations).flatMap((operation) => operation.tags),
  )
  expect(tags.map(({ name }) => name).toSorted()).toEqual([...new Set(used)].toSorted())
})

test('the sizes and LoRAs of a request have names, which clients are generated from', async () => {
  const { components } = await readDocument()
  const { resolution, loras } = components.schemas.GenerateRequest?.properties ?? {}
  expect([resolution?.$ref, loras?.items?.$ref]).toEqual([
    '#/components/schemas/Resolution',
    '#/components/schemas/Lora',
  ])
})

test('no default is an object that its own schema would fill up', async () => {
  const text = await (await fetch(`${running.url}/openapi.json`)).text()
  expect(text).not.toContain('"default":{}')
})

/** Placeholders that Swagger UI shows for a schema without an example of its own. */
const placeholders = (at: string, schema: Schema, all: Schemas): readonly string[] => {
  if (schema.$ref !== undefined) {
    return placeholders(at, all[schema.$ref.replace('#/components/schemas/', '')] ?? {}, all)
  }
  if (schema.example !== undefined || schema.default !== undefined) return []
  if (schema.enum !== undefined || schema.const !== undefined) return []
  if (schema.items !== undefined) return placeholders(`${at}[]`, schema.items, all)
  if (schema.properties !== undefined) {
    return Object.entries(schema.properties).flatMap(([name, property]) =>
      placeholders(`${at}.${name}`, property, all),
    )
  }
  return [schema.type].flat().includes('string') ? [at] : []
}

test('all JSON in the document has examples, not placeholders', async () => {
  const { paths, components } = await readDocument()
  const shown = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, { requestBody, responses }]) =>
      [requestBody, ...Object.values(responses)].flatMap((body) => {
        const schema = body?.content?.['application/json']?.schema
        return schema === undefined
          ? []
          : placeholders(`${method} ${path}`, schema, components.schemas)
      }),
    ),
  )
  expect(shown).toEqual([])
})

test('every example in the document is what its schema says', async () => {
  const { components } = await readDocument()
  const text = JSON.stringify(components.schemas).replaceAll('#/components/schemas/', '#/$defs/')
  const $defs = z.record(z.string(), z.record(z.string(), z.unknown())).parse(JSON.parse(text))
  const wrong = Object.entries($defs).flatMap(([name, { example }]) => {
    if (example === undefined) return []
    const schema = z.fromJSONSchema({ $ref: `#/$defs/${name}`, $defs })
    const { error } = schema.safeParse(example)
    return error === undefined ? [] : [`${name}: ${error.message}`]
  })
  expect(wrong).toEqual([])
})

test('each error is shown with a problem of its own status', async () => {
  const { paths } = await readDocument()
  const answers = Object.values(paths).flatMap((operations) =>
    Object.values(operations).flatMap(({ responses }) => Object.entries(responses)),
  )
  const shown = answers.flatMap(([status, { content }]) => {
    const problem = content?.['application/problem+json']
    return problem === undefined ? [] : [[Number(status), problem.example] as const]
  })
  expect(shown.length).toBeGreaterThan(100)
  for (const [status, example] of shown) {
    const { title, ...problem } = problemSchema.parse(example)
    expect(problem.status).toBe(status)
    expect(Object.entries(problemTitles)).toContainEqual([String(status), title])
  }
})

test('the documentation page fills in no filter and no page that a person did not choose', async () => {
  const { paths } = await readDocument()
  const filledIn = Object.values(paths)
    .flatMap(({ get }) => get?.parameters ?? [])
    .filter((parameter) => parameter.in !== 'path')
    .filter(({ example, schema }) => (example ?? schema.example) !== undefined)
  expect(filledIn.map(({ name }) => name)).toEqual([])
})

test('what begins jobs says that it heeds an Idempotency-Key', async () => {
  const { paths } = await readDocument()
  const heeding = Object.entries(paths).filter(([, operations]) =>
    operations.post?.parameters?.some(({ name }) => name === 'Idempotency-Key'),
  )
  const ofRoutes = heeding.filter(([path]) => !/^\/api\/workflows\/[^{]/.test(path))
  expect(ofRoutes.map(([path]) => path)).toEqual([
    '/api/generate',
    '/api/generate/{request_id}/retry',
    '/api/batch',
    '/api/batch/{batch_id}/again',
    '/api/sequence/generate',
    '/api/sequence/{sequence_id}/again',
    '/api/sequence/{sequence_id}/frames/{frame_number}/regenerate',
    '/api/workflows/{name}/run',
    '/api/run',
    '/api/gallery/image/{id}/regenerate',
  ])
})

test('the documentation page works without the internet', async () => {
  const page = await fetch(`${running.url}/docs`)
  const html = await page.text()
  expect(page.headers.get('content-type')).toContain('text/html')
  const sources = [...html.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, source = '']) => source)
  expect(sources.length).toBeGreaterThanOrEqual(2)
  for (const source of [...sources, 'openapi.json']) {
    // Relative, so that it works below any path of a proxy.
    expect(source).toMatch(/^[a-z]/)
    expect((await fetch(new URL(source, page.url))).status).toBe(200)
  }
  expect((await fetch(`${running.url}/docs/`)).url).toBe(page.url)
})
