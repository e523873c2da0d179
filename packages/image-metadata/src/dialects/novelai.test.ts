import { buildExif, buildWebp, userComment, webpChunk } from '@darkroom/media-container/testing'
import { expect, test } from 'vitest'
import { readBytes } from '../../test/read-bytes.ts'
import { readPng } from '../../test/read-texts.ts'

const novelai = {
  prompt: 'girl, sea',
  steps: 28,
  width: 832,
  height: 1216,
  scale: 5,
  uncond_scale: 0,
  cfg_rescale: 0,
  seed: 2391548265,
  noise_schedule: 'karras',
  sampler: 'k_euler_ancestral',
  uc: 'lowres',
  v4_prompt: {
    caption: {
      base_caption: 'girl, sea',
      char_captions: [{ char_caption: 'red hair', centers: [] }],
    },
  },
  v4_negative_prompt: { caption: { base_caption: 'lowres', char_captions: [] } },
}
const novelaiExpected = {
  source: 'novelai',
  prompt: 'girl, sea\nred hair',
  negative_prompt: 'lowres',
  model: 'NovelAI Diffusion V4 4F49EC75',
  seed: 2391548265,
  steps: 28,
  cfg: 5,
  sampler: 'k_euler_ancestral',
  scheduler: 'karras',
  resolution: { width: 832, height: 1216 },
}

test('NovelAI, PNG', () => {
  const texts = {
    Title: 'NovelAI generated image',
    Description: 'girl, sea',
    Software: 'NovelAI',
    Source: 'NovelAI Diffusion V4 4F49EC75',
    Comment: novelai,
  }
  expect(readPng(texts)).toMatchObject(novelaiExpected)
})

test('NovelAI, WebP: the comment is JSON in a string in JSON', () => {
  const outer = {
    Software: 'NovelAI',
    Source: 'NovelAI Diffusion V4 4F49EC75',
    Comment: JSON.stringify(novelai),
  }
  const exif = buildExif(new Map(), { userComment: userComment(JSON.stringify(outer), 'ascii') })
  expect(readBytes(buildWebp([webpChunk('EXIF', exif)]))).toMatchObject(novelaiExpected)
})

test('NovelAI before version 4', () => {
  const { v4_prompt: _, v4_negative_prompt: __, ...older } = novelai
  expect(readPng({ Software: 'NovelAI', Comment: older })).toMatchObject({
    prompt: 'girl, sea',
    negative_prompt: 'lowres',
    model: undefined,
  })
})

test('the first files: no marks, the prompt in Description alone, a strength that changed nothing', () => {
  const comment = {
    steps: 28,
    sampler: 'k_euler_ancestral',
    seed: 1234567,
    strength: 0.69,
    noise: 0.667,
    scale: 11,
    uc: 'lowres',
  }
  const wanted = {
    source: 'novelai',
    prompt: 'a girl by the sea',
    negative_prompt: 'lowres',
    steps: 28,
    cfg: 11,
    seed: 1234567,
    sampler: 'k_euler_ancestral',
    denoise: undefined,
    extra: { strength: 0.69, noise: 0.667 },
  }
  const texts = {
    Title: 'AI generated image',
    Description: 'a girl by the sea',
    Software: 'NovelAI',
    Source: 'Stable Diffusion 1D44365E',
    Comment: comment,
  }
  expect(readPng(texts)).toMatchObject({ ...wanted, model: 'Stable Diffusion 1D44365E' })
  const { Software: _, ...unnamed } = texts
  expect(readPng(unnamed)).toMatchObject(wanted)
})
