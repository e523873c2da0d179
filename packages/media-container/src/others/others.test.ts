import { Buffer } from 'node:buffer'
import { expect, test } from 'vitest'
import { readBytes } from '../../test/read-bytes.ts'
import { prompt, workflow } from '../../test/texts.ts'
import { buildExr, buildGlb, buildSafetensors, buildSvg } from '../testing/build-others.ts'

const nothing = {
  width: null,
  height: null,
  orientation: 1,
  hasAlpha: null,
  animated: false,
  durationSeconds: null,
  complete: true,
}

test('OpenEXR: size, transparency, and attributes that are strings', () => {
  const exr = buildExr({ prompt, workflow })
  expect(readBytes(exr)).toEqual({
    ...nothing,
    format: 'exr',
    mediaType: 'image/x-exr',
    width: 64,
    height: 48,
    hasAlpha: false,
    texts: { prompt, workflow },
  })
  for (const name of ['A', 'layer.A'])
    expect(readBytes(buildExr({}, { channels: [name, 'B'] })).hasAlpha).toBe(true)
  expect(readBytes(exr.subarray(0, 200)).complete).toBe(false)
})

test('GLB: the texts of its asset', () => {
  const glb = buildGlb({ prompt, workflow })
  expect(readBytes(glb)).toEqual({
    ...nothing,
    format: 'glb',
    mediaType: 'model/gltf-binary',
    texts: { prompt, workflow },
  })
  expect(readBytes(glb.subarray(0, -1)).complete).toBe(false)
})

test('safetensors: its metadata, and whether its numbers are all there', () => {
  const latent = buildSafetensors({ prompt, workflow })
  expect(readBytes(latent)).toEqual({
    ...nothing,
    format: 'safetensors',
    mediaType: 'application/octet-stream',
    texts: { prompt, workflow },
  })
  expect(readBytes(latent.subarray(0, -1)).complete).toBe(false)
  expect(readBytes(Buffer.from('\x05\0\0\0\0\0\0\0{"a":')).format).toBe('unknown')
})

test('SVG: its size by width and height, or by its view, and its metadata', () => {
  const json = `{"prompt": ${prompt}}`
  expect(readBytes(buildSvg(json))).toEqual({
    ...nothing,
    format: 'svg',
    mediaType: 'image/svg+xml',
    width: 64,
    height: 48,
    texts: { Comment: json },
  })
  const plain = '\ufeff<svg viewBox="0 0 30.5 20" width="100%"><metadata>a&b</metadata></svg>'
  expect(readBytes(Buffer.from(plain))).toMatchObject({
    format: 'svg',
    width: 30.5,
    height: 20,
    texts: { Comment: 'a&b' },
  })
  expect(readBytes(Buffer.from(plain.slice(0, 50))).format).toBe('svg')
  expect(readBytes(Buffer.from('<?xml version="1.0"?><html></html>')).format).toBe('unknown')
})
