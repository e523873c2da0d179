import { createRequire as __cr } from 'node:module'; const require = __cr(import.meta.url);
import {
  decode,
  encodeImage,
  loadUpscaleModel,
  samplePass,
  scaleImage,
  scaleImageBy,
  scaleLatentBy,
  sizeOf,
  upscaleImage
} from "./chunk-Y4MFCVD6.js";

// ../../packages/workflow-builder/dist/chunk-AFKWCLXA.js
function enlargeSamples(scene, samples) {
  const { upscale } = scene.inputs;
  if (upscale === void 0) return decode(scene, samples);
  if (upscale.model !== void 0) return enlargePicture(scene, decode(scene, samples));
  const { factor } = upscale;
  const larger = { ...scene, size: times(scene.size, factor) };
  return repainted(larger, upscale, scaleLatentBy({ samples, factor }));
}
function enlargePicture(scene, image) {
  const { upscale } = scene.inputs;
  if (upscale === void 0) return image;
  const { factor, model, denoise = model === void 0 ? void 0 : 0 } = upscale;
  const larger = model === void 0 ? scaleImageBy({ image, factor }) : byModel({ image, factor, model });
  if (denoise === 0) return larger;
  const latent = encodeImage({ image: larger, vae: scene.vae });
  return repainted({ ...scene, size: sizeOf({ image: larger }) }, upscale, latent);
}
function byModel({
  image,
  factor,
  model: name
}) {
  const upscaled = upscaleImage({ image, model: loadUpscaleModel({ name }) });
  return scaleImage({ image: upscaled, ...sizeOf({ image: scaleImageBy({ image, factor }) }) });
}
var times = ({ width, height }, factor) => ({
  width: typeof width === "number" ? Math.round(width * factor) : width,
  height: typeof height === "number" ? Math.round(height * factor) : height
});
function repainted(scene, { denoise, steps }, latent) {
  const { enlarged } = scene.variant.defaults.denoise;
  return decode(scene, samplePass(scene, { latent, steps, denoise: denoise ?? enlarged }));
}

export {
  enlargeSamples,
  enlargePicture,
  byModel
};
