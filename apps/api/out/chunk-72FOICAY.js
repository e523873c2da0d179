import { createRequire as __cr } from 'node:module'; const require = __cr(import.meta.url);
import {
  encodeImage,
  repeatLatent
} from "./chunk-Y4MFCVD6.js";

// ../../packages/workflow-builder/dist/chunk-7XMBUWBW.js
var startFrom = (scene, image) => repeated(scene, encodeImage({ image, vae: scene.vae }));
var repeated = ({ inputs: { batch_size: amount = 1 } }, samples) => amount === 1 ? samples : repeatLatent({ samples, amount });

export {
  startFrom,
  repeated
};
