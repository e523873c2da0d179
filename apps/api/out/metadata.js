import { createRequire as __cr } from 'node:module'; const require = __cr(import.meta.url);
import {
  createBufferSource,
  fileExtensions,
  mediaTypes,
  readImageMetadata,
  readStealthMetadata,
  sidecarNames,
  updateSidecar
} from "./chunk-DNAYWGPC.js";
import "./chunk-HTTBWZTE.js";
import "./chunk-HC7B3LMW.js";
import "./chunk-DJU6XF4X.js";
import "./chunk-V4RWK56N.js";
export {
  createBufferSource,
  fileExtensions,
  mediaTypes,
  readImageMetadata,
  readStealthMetadata,
  sidecarNames,
  updateSidecar
};
