import { createRequire as __cr } from 'node:module'; const require = __cr(import.meta.url);
import {
  repaint
} from "../chunk-GM46KEU7.js";
import "../chunk-72FOICAY.js";
import "../chunk-EJPVSLPL.js";
import {
  commonWords,
  createWorkflow,
  familyWords,
  familyWorkflows,
  fitMask,
  fitPicture,
  loadImage,
  padForOutpaint,
  saveImage,
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

// ../../packages/workflow-builder/dist/workflows/outpaint.js
function outpaint(variant, inputs, { filenamePrefix }) {
  const { image: given } = loadImage({ name: inputs.image });
  const padded = padForOutpaint({ image: given, ...inputs.outpaint });
  const image2 = fitPicture(variant, inputs, padded.image);
  const mask = fitMask(inputs, padded.mask);
  const images = repaint(variant, inputs, { image: image2, mask });
  return createWorkflow([saveImage({ images, filenamePrefix })]);
}
var { image, outpaint: margins } = pictureWords;
var workflows = familyWorkflows({
  task: "outpaint",
  title: "A picture continued beyond its edges",
  asked: external_exports.strictObject({ ...familyWords, ...commonWords, image, outpaint: margins }),
  stored: external_exports.object({
    ...storedFamilyWords,
    ...storedCommonWords,
    image: storedPictureWords.image,
    outpaint: storedPictureWords.outpaint,
    denoise: external_exports.number()
  }),
  fill: ({ denoise }) => ({ denoise: denoise ?? 1 }),
  build: outpaint
});
export {
  workflows
};
