import { createRequire as __cr } from 'node:module'; const require = __cr(import.meta.url);
import {
  repeated
} from "./chunk-72FOICAY.js";
import {
  enlargePicture
} from "./chunk-EJPVSLPL.js";
import {
  conditionInpaint,
  decode,
  encodeImage,
  maskNoise,
  ownReferences,
  pasteMasked,
  repeatImage,
  samplePass,
  setScene,
  sizeOf,
  softenMask
} from "./chunk-Y4MFCVD6.js";

// ../../packages/workflow-builder/dist/chunk-HN5SHUAY.js
function repaint(variant, inputs, hole) {
  const { image, mask } = hole;
  const scene = setScene(variant, inputs, {
    size: inputs.resolution ?? sizeOf({ image }),
    references: ownReferences(variant, image),
    hole
  });
  const { latent, ...opened } = openHole(scene, hole);
  const soft = { ...opened, model: softenMask({ model: opened.model }) };
  const samples = samplePass(soft, { latent, denoise: inputs.denoise });
  const source = decode(soft, samples);
  const { batch_size: amount = 1 } = inputs;
  const destination = amount === 1 ? image : repeatImage({ image, amount });
  return enlargePicture(scene, pasteMasked({ destination, source, mask }));
}
function openHole(scene, { image, mask }) {
  const { variant, vae, positive, negative } = scene;
  if (variant.seesMask) {
    const seen = conditionInpaint({ positive, negative, vae, image, mask });
    return { ...scene, ...seen, latent: repeated(scene, seen.latent) };
  }
  const samples = maskNoise({ samples: encodeImage({ image, vae }), mask });
  return { ...scene, latent: repeated(scene, samples) };
}

export {
  repaint
};
