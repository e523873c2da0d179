import { execFile } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { runDarkroom, temporaryFolder } from './running-darkroom.ts'

const reportSchema = z.object({
  totals: z.object({ errors: z.int(), warnings: z.int(), ignored: z.int() }),
  problems: z.array(z.object({ ruleId: z.string(), message: z.string() })),
})
const root = join(import.meta.dirname, '../../..')
const redocly = join(
  dirname(createRequire(import.meta.url).resolve('@redocly/cli/package.json')),
  'bin/cli.js',
)

test('Redocly has nothing to say against the OpenAPI document', async () => {
  await using folder = await temporaryFolder()
  await using running = await runDarkroom()
  const path = join(folder.path, 'openapi.json')
  await writeFile(path, await (await fetch(`${running.url}/openapi.json`)).text())
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [redocly, 'lint', path, '--format=json', `--config=${join(root, 'redocly.yaml')}`],
    { env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' } },
  ).catch((error: { stdout: string }) => error)
  const { totals, problems } = reportSchema.parse(JSON.parse(stdout))
  expect(problems.map(({ ruleId, message }) => `${ruleId}: ${message}`)).toEqual([])
  expect(totals).toEqual({ errors: 0, warnings: 0, ignored: 0 })
})
