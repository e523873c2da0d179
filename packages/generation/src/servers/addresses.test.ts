import { expect, test } from 'vitest'
import { addressesOf } from './addresses.ts'

test('names of this machine lead to one address, others and other ports or paths do not', async () => {
  const loopback = ['http://loopback:8188/']
  for (const host of ['127.0.0.1', '127.0.0.2', '[::1]', '0.0.0.0']) {
    expect(await addressesOf(`http://${host}:8188`)).toEqual(loopback)
  }
  expect(await addressesOf('http://localhost:8188')).toContain('http://loopback:8188/')
  expect(await addressesOf('http://192.0.2.7:8188')).toEqual(['http://192.0.2.7:8188/'])
  expect(await addressesOf('http://127.0.0.1:8188/two')).toEqual(['http://loopback:8188/two'])
  expect(await addressesOf('http://nowhere.invalid:8188')).toEqual([])
})
