export { buildFlac, buildId3, buildMp3, buildOgg } from './build-audio.ts'
export {
  box,
  buildAvif,
  buildMp4,
  fullBox,
  itunesMeta,
  keyedMeta,
  type MovieParts,
  quickTimeText,
} from './build-boxes.ts'
export { buildGif } from './build-gif.ts'
export {
  buildExif,
  buildJpeg,
  buildPng,
  buildWebp,
  compressedTextChunk,
  exifSegment,
  imageDataChunk,
  internationalTextChunk,
  jpegSegment,
  type PngParts,
  pngChunk,
  pngWithTexts,
  riff,
  textChunk,
  userComment,
  webpChunk,
} from './build-image.ts'
export { buildJxl, jxlCodestream } from './build-jxl.ts'
export { buildMatroska, type MatroskaParts } from './build-matroska.ts'
export { buildExr, buildGlb, buildSafetensors, buildSvg } from './build-others.ts'
export { createCountingSource } from './counting-source.ts'
