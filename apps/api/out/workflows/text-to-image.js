import { createRequire as __cr } from 'node:module'; const require = __cr(import.meta.url);
import {
  textToImage,
  textToImageWords,
  workflow,
  workflows
} from "../chunk-YK7IT6EK.js";
import "../chunk-Y4MFCVD6.js";
import "../chunk-ND6S3O7P.js";
import "../chunk-HTTBWZTE.js";
import "../chunk-HC7B3LMW.js";
import "../chunk-DJU6XF4X.js";
import "../chunk-V4RWK56N.js";
export {
  textToImage,
  textToImageWords,
  workflow,
  workflows
};
