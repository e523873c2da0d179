import {
  createBufferSource,
  type ImageMetadata,
  type Json,
  readImageMetadata,
} from '../src/index.ts'
import { pngWithTexts } from './build-image.ts'

/** Reads a PNG that holds this graph as ComfyUI would have written it. */
export function readGraphJson(graph: Json, name = 'ComfyUI_00001_.png'): ImageMetadata {
  const png = pngWithTexts({ prompt: typeof graph === 'string' ? graph : JSON.stringify(graph) })
  return readImageMetadata({ name, source: createBufferSource(png) })
}
