import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { isForeignNavigation } from './foreign-navigation.ts'

const app = new Hono().get('/x', (c) => c.json(isForeignNavigation(c.req)))
const verdict = async (headers: Record<string, string>): Promise<unknown> =>
  (
    await app.request('http://localhost:8000/x', {
      headers: { host: 'localhost:8000', ...headers },
    })
  ).json()
const tab = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', accept: 'text/html,*/*' }
const page = { referer: 'http://localhost:5173/' }

test.each([
  ['a link on a neighbouring port', { ...tab, 'sec-fetch-site': 'same-site', ...page }],
  ['a link on another site', { ...tab, 'sec-fetch-site': 'cross-site' }],
  ['a link, over plain HTTP in the house', { accept: 'text/html,*/*', ...page }],
])('%s is a foreign navigation', async (_, headers) => {
  expect(await verdict(headers)).toBe(true)
})

test.each([
  ['an address typed into the browser', { ...tab, 'sec-fetch-site': 'none' }],
  ['a link on our own page', { ...tab, 'sec-fetch-site': 'same-origin' }],
  ['a picture in a page', { 'sec-fetch-mode': 'no-cors', 'sec-fetch-site': 'same-site', ...page }],
  ['a fetch of a page', { 'sec-fetch-mode': 'cors', 'sec-fetch-site': 'same-site', ...page }],
  ['a picture, over plain HTTP in the house', { accept: 'image/avif,image/webp,*/*', ...page }],
  ['a typed address, over plain HTTP', { accept: 'text/html,*/*' }],
  ['our own page, over plain HTTP', { accept: 'text/html', referer: 'http://localhost:8000/docs' }],
  ['a program', { accept: '*/*' }],
])('%s is none', async (_, headers) => {
  expect(await verdict(headers)).toBe(false)
})
