import { spawnSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { type ReadExpression, readExpression } from './promql.ts'
import { ended, generate, type RunningDarkroom, runDarkroom } from './running-darkroom.ts'
import { type Scrape, scrape } from './scraped.ts'

const folder = join(import.meta.dirname, '../monitoring')
const read = (name: string): Promise<string> => readFile(join(folder, name), 'utf8')

const datasource = z.object({
  type: z.literal('prometheus'),
  uid: z.string().regex(/^\$\{datasource\}$/),
})

const panelSchema = z.object({
  id: z.int(),
  type: z.enum(['row', 'stat', 'timeseries', 'state-timeline']),
  title: z.string().min(1),
  datasource: datasource.optional(),
  gridPos: z.object({ h: z.int(), w: z.int().max(24), x: z.int(), y: z.int() }),
  targets: z.array(z.object({ refId: z.string(), expr: z.string(), datasource })).default([]),
})

const dashboardSchema = z.object({
  uid: z.literal('darkroom'),
  title: z.string(),
  schemaVersion: z.int().min(36),
  templating: z.object({
    list: z.array(z.object({ name: z.string(), query: z.unknown() })),
  }),
  panels: z.array(panelSchema),
})

const rulesSchema = z.object({
  groups: z.array(
    z.object({
      name: z.string(),
      rules: z.array(
        z.object({
          alert: z.string().regex(/^Darkroom[A-Z]\w+$/),
          expr: z.string(),
          for: z.string().optional(),
          labels: z.object({ severity: z.enum(['warning', 'critical']) }),
          annotations: z.object({ summary: z.string() }),
        }),
      ),
    }),
  ),
})

const dashboard = dashboardSchema.parse(JSON.parse(await read('dashboard.json')))
const { groups } = rulesSchema.parse(parse(await read('alerts.yaml')))

/** As Grafana fills them in. */
const filled = (expression: string): string =>
  expression.replaceAll('$__rate_interval', '5m').replaceAll('$job', '.*')

const expressions = [
  ...dashboard.panels.flatMap(({ title, targets }) =>
    targets.map(({ expr }) => [`the panel ${title}`, filled(expr)] as const),
  ),
  ...groups.flatMap(({ rules }) => rules.map(({ alert, expr }) => [alert, expr] as const)),
]

let running: RunningDarkroom
let told: Scrape
beforeAll(async () => {
  running = await runDarkroom()
  await ended(running, await generate(running))
  running.simulator.faults.add({ kind: 'out-of-memory', nodeClass: 'KSampler', times: 'always' })
  await ended(running, await generate(running))
  await running.api.queue.pause.$post()
  await generate(running)
  told = await scrape(running)
})
afterAll(async () => {
  await running[Symbol.asyncDispose]()
})

/** What Prometheus adds to each scrape. */
const ofPrometheus = new Map([['up', ['job', 'instance']]])

/** The names that a scrape tells of, also where there is nothing to be told yet, with whose they are. */
function toldNames(): ReadonlyMap<string, string> {
  const help = new Map(
    [...told.text.matchAll(/^# HELP (\S+) (.*)$/gm)].map(([, name = '', text = '']) => [
      name,
      text,
    ]),
  )
  const types = [...told.text.matchAll(/^# TYPE (\S+) (\S+)$/gm)]
  return new Map(
    types.flatMap(([, name = '', type]) => {
      const text = help.get(name) ?? ''
      if (type === 'histogram')
        return ['_bucket', '_sum', '_count'].map((end) => [name + end, text])
      if (type === 'summary') return ['_sum', '_count'].map((end) => [name + end, text])
      return [[name, text]]
    }),
  )
}

/** Those of a metric; all that there are while it has no samples. */
function labelsOf({ selectors }: ReadExpression): ReadonlySet<string> | undefined {
  const own = ['job', 'instance', 'le']
  for (const { name } of selectors) {
    const samples = told.samples.filter((sample) => sample.name === name)
    if (samples.length === 0 && !ofPrometheus.has(name)) return undefined
    own.push(...samples.flatMap(({ labels }) => Object.keys(labels)))
  }
  return new Set(own)
}

test.each(expressions)('%s reads what a scrape tells, by labels that it has', (_, expression) => {
  const names = toldNames()
  const asked = readExpression(expression)
  expect(asked.errors).toEqual([])
  expect(asked.selectors.length).toBeGreaterThan(0)
  const unknown = asked.selectors.filter(({ name }) => !names.has(name) && !ofPrometheus.has(name))
  expect(unknown).toEqual([])
  const known = labelsOf(asked)
  expect([...asked.labels].filter((label) => known?.has(label) === false)).toEqual([])
})

test.each(expressions)(
  '%s reads by max what every process tells of the whole queue',
  (_, expression) => {
    const names = toldNames()
    const shared = readExpression(expression).selectors.filter(({ name }) =>
      names.get(name)?.endsWith('read it by max.'),
    )
    expect(shared.filter(({ within }) => !within.includes('max'))).toEqual([])
  },
)

test('the panels of the dashboard do not lie on one another', () => {
  const cells = dashboard.panels.flatMap(({ gridPos: { x, y, w, h } }) =>
    Array.from({ length: w * h }, (_, at) => `${x + (at % w)},${y + Math.floor(at / w)}`),
  )
  expect(new Set(cells).size).toBe(cells.length)
  const ids = dashboard.panels.map(({ id }) => id)
  expect(new Set(ids).size).toBe(ids.length)
})

const promtool = spawnSync('promtool', ['--version']).status === 0

// Debian has it in its package `prometheus`.
test.runIf(promtool)('promtool takes the alerts', () => {
  const { status, stderr } = spawnSync('promtool', ['check', 'rules', join(folder, 'alerts.yaml')])
  expect([String(stderr), status]).toEqual(['', 0])
})
