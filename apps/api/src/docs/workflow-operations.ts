import { hash } from 'node:crypto'
import { isJsonObject, type Json, type JsonObject } from '@darkroom/foundation'

/** A workflow that can be run, as the document tells it. */
export interface PublishedWorkflow {
  readonly name: string
  readonly title: string
  readonly description: string
  /** The JSON Schema of its `inputs`, or the name of a schema in the components. */
  readonly inputs: JsonObject | string
  readonly tag: string
}

interface Document {
  readonly paths: JsonObject
  readonly components: JsonObject
}

const runPath = '/api/workflows/{name}/run'

/**
 * The document with an operation for each workflow: that of any workflow, with the name in its path and with the schema of its
 * own inputs. `schemas` are added to the components.
 */
export function withWorkflows<D extends JsonObject>(
  document: D,
  workflows: readonly PublishedWorkflow[],
  schemas: JsonObject,
): JsonObject {
  const { paths, components } = partsOf(document)
  const path = paths[runPath]
  const general = isJsonObject(path) && isJsonObject(path.post) ? path.post : undefined
  if (general === undefined) throw new TypeError(`There is no ${runPath} in the document`)
  const ids = operationIds(workflows, document)
  const responses = responsesOf(general)
  const added = workflows.map((one): [string, JsonObject] => [
    runPath.replace('{name}', encodeURIComponent(one.name)),
    { post: operationOf(one, { id: ids.get(one.name) ?? '', general, responses }) },
  ])
  return {
    ...document,
    paths: { ...paths, ...Object.fromEntries(added) },
    components: {
      ...components,
      // What both have is the same, and that of the routes is described better.
      schemas: { ...schemas, ...inside(components.schemas) },
      responses: {
        ...inside(components.responses),
        ...Object.fromEntries(
          [...responses.values()].map(({ name, response }) => [name, response]),
        ),
      },
    },
  }
}

const inside = (value: Json | undefined): JsonObject => (isJsonObject(value) ? value : {})

const partsOf = ({ paths, components }: JsonObject): Document => ({
  paths: inside(paths),
  components: inside(components),
})

interface SharedResponse {
  readonly name: string
  readonly response: Json
}

/** The answers of any run, once for all operations; those that are shared by all routes are references already. */
function responsesOf({ responses }: JsonObject): ReadonlyMap<string, SharedResponse> {
  return new Map(
    Object.entries(inside(responses))
      .filter(([, response]) => !('$ref' in inside(response)))
      .map(([status, response]) => [status, { name: `Run${status}`, response }]),
  )
}

function operationOf(
  { title, description, inputs, tag }: PublishedWorkflow,
  {
    id,
    general,
    responses,
  }: {
    readonly id: string
    readonly general: JsonObject
    readonly responses: ReadonlyMap<string, SharedResponse>
  },
): JsonObject {
  const parameters = Array.isArray(general.parameters) ? general.parameters : []
  const schema = typeof inputs === 'string' ? { $ref: `#/components/schemas/${inputs}` } : inputs
  const isNeeded = typeof inputs === 'string' || Array.isArray(inputs.required)
  return {
    operationId: id,
    tags: [tag],
    summary: title,
    ...(description !== '' && { description }),
    parameters: parameters.filter((one) => inside(one).in !== 'path'),
    requestBody: {
      required: true,
      content: {
        'application/json': {
          schema: {
            type: 'object',
            properties: {
              inputs: schema,
              priority: { type: 'integer', minimum: -100, maximum: 100 },
            },
            ...(isNeeded && { required: ['inputs'] }),
            additionalProperties: false,
          },
        },
      },
    },
    responses: {
      ...inside(general.responses),
      ...Object.fromEntries(
        [...responses].map(([status, { name }]) => [
          status,
          { $ref: `#/components/responses/${name}` },
        ]),
      ),
    },
  }
}

/** A name for each operation, which stays the same whatever other workflows there are unless they would have the same. */
function operationIds(
  workflows: readonly PublishedWorkflow[],
  { paths }: JsonObject,
): ReadonlyMap<string, string> {
  const counts = new Map<string, number>()
  const known = Object.values(inside(paths)).flatMap((path) =>
    Object.values(inside(path)).map((operation) => String(inside(operation).operationId)),
  )
  for (const id of [...known, ...workflows.map(({ name }) => plainId(name))]) {
    const key = id.toLowerCase()
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  return new Map(
    workflows.map(({ name }) => {
      const id = plainId(name)
      const isOwn = id !== 'run' && counts.get(id.toLowerCase()) === 1
      return [name, isOwn ? id : `${id}_${hash('sha1', name).slice(0, 8)}`]
    }),
  )
}

/** `text-to-image-flux1` → `runTextToImageFlux1`; letters of other scripts would be no name of a function everywhere. */
const plainId = (name: string): string =>
  `run${name
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('')}`
