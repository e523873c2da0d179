import { globSync } from 'node:fs'
import { dumpYaml, loadYaml } from '@kubernetes/client-node'
import { StatefulSet } from 'kubernetes-models/apps/v1'
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1'
import { ConfigMap, PersistentVolumeClaim, Service } from 'kubernetes-models/v1'
import { expect, test } from 'vitest'
import { parse, stringify } from 'yaml'
import { z } from 'zod'
import { repository } from './image/build-context.ts'
import { readDockerfile } from './image/read-dockerfile.ts'
import { readText, readYaml } from './read-yaml.ts'
import { loadAsContainer } from './settings.ts'

const files = globSync('deploy/kubernetes/*.yaml', { cwd: repository })
const kinds = { ConfigMap, PersistentVolumeClaim, PodDisruptionBudget, Service, StatefulSet }

const objectSchema = z.looseObject({
  apiVersion: z.string(),
  kind: z.enum([
    'ConfigMap',
    'PersistentVolumeClaim',
    'PodDisruptionBudget',
    'Service',
    'StatefulSet',
  ]),
  metadata: z.looseObject({ name: z.string() }),
})
const objectsOf = (path: string) => readYaml(path).map((object) => objectSchema.parse(object))

test.each(files)(
  'every object of %s is one of Kubernetes, without fields that it does not know',
  (path) => {
    for (const object of objectsOf(path)) {
      const model = kinds[object.kind]
      expect(object.apiVersion).toBe(model.apiVersion)
      // It knows what must be there and of which type; the official client drops what it does not know.
      Reflect.construct(model, [object]).validate()
      expect(parse(dumpYaml(loadYaml(stringify(object))))).toEqual(object)
    }
  },
)

test('a field that is misspelt is noticed', () => {
  const object = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'x' }, spec: { port: [] } }
  expect(parse(dumpYaml(loadYaml(stringify(object))))).not.toEqual(object)
})

const probeSchema = z.object({ httpGet: z.object({ path: z.string(), port: z.string() }) })
const containerSchema = z.object({
  image: z.string(),
  env: z.array(z.object({ name: z.string(), value: z.string() })),
  ports: z.array(z.object({ name: z.string(), containerPort: z.number() })),
  startupProbe: probeSchema,
  readinessProbe: probeSchema,
  livenessProbe: probeSchema,
  lifecycle: z.object({ preStop: z.object({ sleep: z.object({ seconds: z.number() }) }) }),
  volumeMounts: z.array(z.object({ name: z.string(), mountPath: z.string() })),
})
const setSchema = z.object({
  spec: z.object({
    serviceName: z.string(),
    replicas: z.number(),
    selector: z.object({ matchLabels: z.record(z.string(), z.string()) }),
    template: z.object({
      metadata: z.object({ labels: z.record(z.string(), z.string()) }),
      spec: z.object({
        terminationGracePeriodSeconds: z.number(),
        securityContext: z.object({ runAsUser: z.number(), runAsNonRoot: z.literal(true) }),
        containers: z.tuple([containerSchema]),
        volumes: z.array(
          z.object({
            name: z.string(),
            persistentVolumeClaim: z.object({ claimName: z.string() }).optional(),
          }),
        ),
      }),
    }),
    volumeClaimTemplates: z.array(z.object({ metadata: z.object({ name: z.string() }) })),
  }),
})
const serviceSchema = z.object({
  spec: z.object({
    selector: z.record(z.string(), z.string()),
    ports: z.array(z.object({ targetPort: z.string() })),
  }),
})
const mapSchema = z.object({ data: z.record(z.string(), z.string()) })

const image = readDockerfile(readText('Dockerfile')).flatMap(({ name, steps }) =>
  name === 'base' || name === 'darkroom' ? steps : [],
)
const imageEnvironment: Record<string, string> = Object.assign(
  {},
  ...image.map(({ keyword, values }) => (keyword === 'ENV' ? values : {})),
)

test.each(files)('what %s says of the image is true', async (path) => {
  const objects = objectsOf(path)
  const find = (kind: string) => objects.filter((object) => object.kind === kind)
  const { spec } = setSchema.parse(find('StatefulSet')[0])
  const pod = spec.template.spec
  const [container] = pod.containers

  const mounts = container.volumeMounts
  const given = [
    ...pod.volumes.map(({ name }) => name),
    ...spec.volumeClaimTemplates.map(({ metadata }) => metadata.name),
  ]
  expect(mounts.map(({ name }) => name).toSorted()).toEqual(given.toSorted())

  const folderOf = (name: string) => mounts.find((mount) => mount.name === name)?.mountPath
  const { data } = mapSchema.parse(find('ConfigMap')[0])
  const configured = Object.entries(data).map(([name, text]) => [
    `${folderOf('config')}/${name}`,
    text,
  ])
  const own = Object.fromEntries(container.env.map(({ name, value }) => [name, value]))
  const secrets = Object.values(own)
    .filter((value) => value.startsWith(`${folderOf('secret')}/`))
    .map((file) => [
      file,
      file.endsWith('/queue') ? 'postgres://user:word@host/base' : 'a-token-of-many-letters',
    ])
  const { config, unknown } = await loadAsContainer(
    { ...imageEnvironment, ...own },
    Object.fromEntries([...configured, ...secrets]),
  )
  expect(unknown).toEqual([])
  expect(config.API_TOKEN).toBeDefined()
  expect(config.GALLERY_STORAGE_PATH).toBe(folderOf('gallery'))
  expect(config.STATE_PATH).toBe(folderOf('state'))
  expect(config.SHARED_STATE_PATH).toBe(folderOf('shared'))
  // Several are several only on a queue that they share.
  expect(spec.replicas > 1).toBe(config.QUEUE !== 'files')
  const claims = find('PersistentVolumeClaim').map(({ metadata }) => metadata.name)
  const claimed = pod.volumes.map((volume) => volume.persistentVolumeClaim?.claimName)
  expect(claimed.filter((name) => name !== undefined).toSorted()).toEqual(claims.toSorted())

  const [port] = container.ports
  expect(port?.containerPort).toBe(config.BACKEND_PORT)
  expect(pod.securityContext.runAsUser).toBe(
    Number(image.find(({ keyword }) => keyword === 'USER')?.text.split(':')[0]),
  )
  const grace = container.lifecycle.preStop.sleep.seconds + config.SHUTDOWN_GRACE_SECONDS
  expect(pod.terminationGracePeriodSeconds).toBeGreaterThan(grace)

  expect(spec.template.metadata.labels).toMatchObject(spec.selector.matchLabels)
  const services = find('Service')
  expect(services.map(({ metadata }) => metadata.name)).toContain(spec.serviceName)
  for (const service of services) {
    const { selector, ports } = serviceSchema.parse(service).spec
    expect(spec.template.metadata.labels).toMatchObject(selector)
    expect(ports.map(({ targetPort }) => targetPort)).toEqual([port?.name])
  }
  const probes = [container.startupProbe, container.readinessProbe, container.livenessProbe]
  expect(probes.map(({ httpGet }) => httpGet.path)).toEqual([
    '/api/health/ready',
    '/api/health/ready',
    '/api/health/live',
  ])
  expect(new Set(probes.map(({ httpGet }) => httpGet.port))).toEqual(new Set([port?.name]))
})
