import { expect, test } from 'vitest'
import { createTestFolder } from '../../test/test-gallery.ts'

const shown = ['invoke/real.png', 'eagle/a.png', 'swarm/video.png', 'models/photo.preview.png']
const ours = '20261122/153012_3f2b8c1e.png'
const helpers = [
  'invoke/thumbnails/real.webp',
  'invoke/Thumbs/real.png.jpg',
  'eagle/a_thumbnail.png',
  'eagle/a.thumb.jpg',
  'swarm/video.swarmpreview.jpg',
  'models/model.preview.png',
  '@eaDir/a.png/SYNOPHOTO_THUMB_M.jpg',
  '__MACOSX/._a.png',
  '.picasaoriginals/a.png',
  '$RECYCLE.BIN/a.png',
  '.stversions/a.png',
  'Catalog Previews.lrdata/a.jpg',
  'darkroom/3f2b8c1e-5f0a-4b7e-9a51-2f7f0c1d9e11_00001_.png',
  'darkroom/3f2b8c1e-5f0a-4b7e-9a51-2f7f0c1d9e11-2_00001_.webp',
  'darkroom/3f2b8c1e-5f0a-4b7e-9a51-2f7f0c1d9e11-13_00002-audio.mp4',
  'darkroom/3f2b8c1e-5f0a-4b7e-9a51-2f7f0c1d9e11_00001.mp4',
]
/** Of a person: originals in folders and with names that helpers have elsewhere. */
const persons = [
  'thumbnails/design.png',
  'album/thumbs/hand.png',
  'thumb.png',
  'green_thumb.png',
  'darkroom/mine_00001_.png',
  'a thumbnail.png',
]

const paths = (images: readonly { readonly path: string }[]): string[] =>
  images.map(({ path }) => path).sort()

test('helper files of other programs are not shown, and what only looks like one is', async () => {
  await using folder = await createTestFolder()
  const expected = [...shown, ours, ...persons].sort()
  for (const path of [...expected, ...helpers]) await folder.writeImage(path)
  await folder.write('models/model.safetensors', 'weights')
  await using gallery = await folder.open()
  await gallery.ready()
  expect(paths(gallery.query().items)).toEqual(expected)
  // The same when each is told by itself.
  expect(paths(await gallery.refresh([...helpers, ...expected]))).toEqual(expected)
})

test('a copy whose original is gone is the picture', async () => {
  await using folder = await createTestFolder()
  await folder.writeImage('invoke/thumbnails/real.png')
  await using gallery = await folder.open()
  await gallery.ready()
  expect(paths(gallery.query().items)).toEqual(['invoke/thumbnails/real.png'])
  await folder.writeImage('invoke/real.png')
  await gallery.refresh(['invoke/real.png', 'invoke/thumbnails/real.png'])
  expect(paths(gallery.query().items)).toEqual(['invoke/real.png'])
})
