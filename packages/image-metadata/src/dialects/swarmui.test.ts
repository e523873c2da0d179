import { buildExif, buildJpeg, exifSegment } from '@darkroom/media-container/testing'
import { expect, test } from 'vitest'
import { defaultGraph } from '../../test/graphs.ts'
import { readBytes } from '../../test/read-bytes.ts'
import { readComment, readPng } from '../../test/read-texts.ts'

const swarm = {
  sui_image_params: {
    prompt: 'a \u4e00 boat',
    negativeprompt: 'ugly',
    model: 'OfficialStableDiffusion/sd_xl_base_1.0',
    seed: 1402357,
    steps: 20,
    cfgscale: 7,
    sampler: 'dpmpp_2m',
    scheduler: 'karras',
    width: 1344,
    height: 768,
    loras: ['style/ink'],
    loraweights: ['0.6'],
    swarm_version: '0.9.3',
  },
  sui_extra_data: { date: '2024-11-20', generation_time: '2.5 sec' },
}
const swarmExpected = {
  source: 'swarmui',
  prompt: 'a 一 boat',
  negative_prompt: 'ugly',
  model: 'OfficialStableDiffusion/sd_xl_base_1.0',
  seed: 1402357,
  cfg: 7,
  loras: [{ name: 'style/ink', strength_model: 0.6, strength_clip: 0.6 }],
  resolution: { width: 1344 },
  createdAt: '2024-11-20',
  extra: { generation_time: '2.5 sec' },
}

test('SwarmUI, also where a graph is there as well', () => {
  expect(readPng({ parameters: swarm, prompt: defaultGraph })).toMatchObject(swarmExpected)
  expect(readComment(swarm)).toMatchObject(swarmExpected)
  const legacy = buildExif(new Map([[0x0110, JSON.stringify(swarm)]]))
  expect(readBytes(buildJpeg([exifSegment(legacy)]))).toMatchObject(swarmExpected)
})
