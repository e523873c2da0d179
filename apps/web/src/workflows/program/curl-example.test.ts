import { execFileSync } from 'node:child_process'
import { expect, it } from 'vitest'
import { curlExample } from './curl-example.ts'

const base = 'http://darkroom:8000/proxy/'

it('is the request of the form, below the path of the page', () => {
  expect(curlExample({ base, name: 'my boats', inputs: { steps: 4 } })).toBe(
    [
      String.raw`curl 'http://darkroom:8000/proxy/api/workflows/my%20boats/run' \ `.trimEnd(),
      String.raw`  -H 'content-type: application/json' \ `.trimEnd(),
      `  -d '{"inputs":{"steps":4}}'`,
    ].join('\n'),
  )
})

it('reaches a shell as it is, whatever is written', () => {
  const inputs = { prompt: 'it\'s "a boat" $HOME `ls` \\ \n!' }
  const script = curlExample({ base, name: 'a', inputs }).replace(/^curl /, 'printf "%s\\n" ')
  const said = execFileSync('sh', ['-c', script], { encoding: 'utf8' }).trimEnd().split('\n')
  expect(JSON.parse(said.at(-1) ?? '')).toEqual({ inputs })
})
