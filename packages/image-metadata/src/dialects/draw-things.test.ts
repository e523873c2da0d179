import {
  buildPng,
  buildWebp,
  internationalTextChunk,
  webpChunk,
} from '@darkroom/media-container/testing'
import { expect, test } from 'vitest'
import { readBytes } from '../../test/read-bytes.ts'

const drawThings = {
  c: 'a "fox" & <hound>',
  uc: 'cat',
  model: 'sdxl.ckpt',
  sampler: 'DPM++ 2M Karras',
  seed: 4,
  scale: 7,
  steps: 30,
  size: '768x1024',
  lora: [{ model: 'ink.ckpt', weight: 0.5 }],
}

test('Draw Things: JSON in the XMP packet', () => {
  const json = JSON.stringify(drawThings)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
  const element = `<x:xmpmeta><rdf:Description><exif:UserComment><rdf:Alt><rdf:li xml:lang="x-default">${json}</rdf:li></rdf:Alt></exif:UserComment></rdf:Description></x:xmpmeta>`
  const attribute = `<x:xmpmeta><rdf:Description exif:UserComment="${json}"/></x:xmpmeta>`
  for (const packet of [element, attribute]) {
    const png = buildPng({ before: [internationalTextChunk('XML:com.adobe.xmp', packet)] })
    expect(readBytes(png)).toMatchObject({
      source: 'drawthings',
      prompt: 'a "fox" & <hound>',
      negative_prompt: 'cat',
      model: 'sdxl.ckpt',
      loras: [{ name: 'ink.ckpt', strength_model: 0.5 }],
      resolution: { width: 768 },
    })
    const webp = buildWebp([webpChunk('XMP ', Buffer.from(packet))])
    expect(readBytes(webp).source).toBe('drawthings')
  }
})
