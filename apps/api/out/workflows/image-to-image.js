import { createRequire as __cr } from 'node:module'; const require = __cr(import.meta.url);
import {
  startFrom
} from "../chunk-72FOICAY.js";
import {
  enlargeSamples
} from "../chunk-EJPVSLPL.js";
import {
  commonWords,
  createWorkflow,
  familyWords,
  familyWorkflows,
  fitPicture,
  loadImage,
  ownReferences,
  samplePass,
  saveImage,
  setScene,
  sizeOf,
  storedCommonWords,
  storedFamilyWords
} from "../chunk-Y4MFCVD6.js";
import "../chunk-ND6S3O7P.js";
import {
  pictureWords,
  storedPictureWords
} from "../chunk-HTTBWZTE.js";
import {
  external_exports
} from "../chunk-HC7B3LMW.js";
import "../chunk-DJU6XF4X.js";
import "../chunk-V4RWK56N.js";

// ../../packages/workflow-builder/dist/workflows/image-to-image.js
function paintFromPicture(variant, inputs, { filenamePrefix }) {
  const { image: given } = loadImage({ name: inputs.image });
  const image = fitPicture(variant, inputs, given);
  const scene = setScene(variant, inputs, {
    size: inputs.resolution ?? sizeOf({ image }),
    references: ownReferences(variant, image)
  });
  const latent = startFrom(scene, image);
  const samples = samplePass(scene, { latent, denoise: inputs.denoise });
  return createWorkflow([saveImage({ images: enlargeSamples(scene, samples), filenamePrefix })]);
}
var workflows = familyWorkflows({
  task: "image-to-image",
  title: "A picture from a picture",
  asked: external_exports.strictObject({ ...familyWords, ...commonWords, image: pictureWords.image }),
  stored: external_exports.object({
    ...storedFamilyWords,
    ...storedCommonWords,
    image: storedPictureWords.image,
    denoise: external_exports.number()
  }),
  fill: ({ denoise }, { defaults }) => ({ denoise: denoise ?? defaults.denoise.image }),
  build: paintFromPicture
});
export {
  workflows
};
