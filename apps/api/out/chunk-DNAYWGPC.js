import { createRequire as __cr } from 'node:module'; const require = __cr(import.meta.url);
import {
  fromFileForm,
  headlineSchema,
  recipeWords
} from "./chunk-HTTBWZTE.js";
import {
  isJsonObject,
  isRecord,
  parseExactJson
} from "./chunk-DJU6XF4X.js";

// ../../packages/media-container/dist/index.js
import { Buffer, isAscii, isUtf8 } from "node:buffer";
import { Buffer as Buffer2 } from "node:buffer";
import { Buffer as Buffer3 } from "node:buffer";
import { Buffer as Buffer4 } from "node:buffer";
import { Buffer as Buffer5 } from "node:buffer";
import { brotliDecompressSync } from "node:zlib";
import { inflateSync } from "node:zlib";
import { Buffer as Buffer6 } from "node:buffer";
function createBufferSource(bytes) {
  return {
    size: bytes.length,
    read: (offset, length) => bytes.subarray(offset, offset + length)
  };
}
function decodeText(bytes) {
  if (isAscii(bytes)) return bytes.toString("latin1", 0, bytes.length);
  return isUtf8(bytes) ? bytes.toString("utf8", 0, bytes.length) : bytes.toString("latin1", 0, bytes.length);
}
function decodeUtf16(bytes) {
  const end = withoutTrailingZeros(bytes);
  if (!bytes.subarray(0, end).includes(0) && isUtf8(bytes)) return bytes.toString("utf8", 0, end);
  const even = bytes.subarray(0, bytes.length & ~1);
  const first2 = even[0];
  const second = even[1];
  if (first2 === 255 && second === 254) return even.toString("utf16le", 2, even.length);
  if (first2 === 254 && second === 255) return swapped(even.subarray(2));
  return isBigEndian(even) ? swapped(even) : even.toString("utf16le", 0, even.length);
}
function withoutTrailingZeros(bytes) {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end--;
  return end;
}
function swapped(bytes) {
  return Buffer.from(bytes).swap16().toString("utf16le", 0, bytes.length);
}
function isBigEndian(bytes) {
  const end = Math.min(bytes.length, 4096);
  for (let index = 0; index + 1 < end; index += 2) {
    const high = bytes[index] === 0;
    if (high !== (bytes[index + 1] === 0)) return high;
  }
  return false;
}
function withoutNuls(text) {
  let end = text.length;
  while (end > 0 && text.charCodeAt(end - 1) === 0) end--;
  return text.slice(0, end);
}
var chunkLimit = 4096;
var textByteLimit = 32 * 1024 * 1024;
var inflatedByteLimit = 64 * 1024 * 1024;
var readByteLimit = 256 * 1024 * 1024;
function toSound(known) {
  return { width: null, height: null, hasAlpha: null, animated: false, ...known };
}
var keywords = [
  "prompt",
  "workflow",
  "parameters",
  "UserComment",
  "Comment",
  "Title",
  "Description",
  "Software",
  "Source",
  "invokeai_metadata",
  "sd-metadata",
  "Dream",
  "generation_data",
  "smproj",
  "parameters-json",
  "XML:com.adobe.xmp",
  "use_stable_diffusion_model",
  "Stable Diffusion model"
];
var names = new Map([
  ...keywords.map((name) => [name.toLowerCase(), name]),
  ["metadata", "Comment"]
]);
function tagName(name) {
  const bare2 = name.replace(/^com\.apple\.quicktime\./, "");
  return names.get(bare2.toLowerCase()) ?? bare2;
}
function readVorbisComment(data, texts) {
  let at = lengthAt(data, 0) + 8;
  for (let count = Math.min(lengthAt(data, at - 4), chunkLimit); count > 0; count--) {
    const end = at + 4 + lengthAt(data, at);
    if (at + 4 > data.length || end > data.length) return;
    addEntry(data.subarray(at + 4, end), texts);
    at = end;
  }
}
function lengthAt(data, at) {
  return at + 4 <= data.length ? data.readUInt32LE(at) : 0;
}
function addEntry(entry, texts) {
  const equals = entry.subarray(0, 256).indexOf("=");
  if (equals < 1) return;
  const value = entry.subarray(equals + 1);
  const name = tagName(entry.toString("latin1", 0, equals));
  texts.addRead(name, value.length, () => decodeText(value));
}
var blocks = { streamInfo: 0, vorbisComment: 4 };
function readFlac(file, start2, texts) {
  let durationSeconds = null;
  let offset = start2 + 4;
  for (let count = 0; count < chunkLimit; count++) {
    const head = file.bytes(offset, 4);
    if (head.length < 4) break;
    const isLast = (head[0] ?? 0) >= 128;
    const type = (head[0] ?? 0) & 127;
    const length = head.readUIntBE(1, 3);
    const data = offset + 4;
    if (type === blocks.streamInfo) durationSeconds = flacSeconds(file.bytes(data, length));
    if (type === blocks.vorbisComment) readVorbisComment(file.bytes(data, length), texts);
    offset = data + length;
    if (isLast) break;
  }
  const frame = file.bytes(offset, 2);
  const complete = frame.length === 2 && (frame.readUInt16BE(0) & 65532) === 65528;
  return toSound({ format: "flac", durationSeconds, complete });
}
function flacSeconds(info) {
  if (info.length < 18) return null;
  const rate = info.readUIntBE(10, 3) >> 4;
  const samples = ((info[13] ?? 0) & 15) * 2 ** 32 + info.readUInt32BE(14);
  return rate > 0 && samples > 0 ? samples / rate : null;
}
function flacRate(info) {
  return info.length < 13 ? 0 : info.readUIntBE(10, 3) >> 4;
}
var kilobits = [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];
var kilobitsOfSecond = [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160];
var rates = [44100, 48e3, 32e3];
function readFrameHead(bytes) {
  if (bytes.length < 4 || bytes.readUInt16BE(0) < 65504) return void 0;
  const flags = bytes.readUInt32BE(0);
  const version = flags >> 19 & 3;
  const layer = flags >> 17 & 3;
  const kilobit = (version === 3 ? kilobits : kilobitsOfSecond)[(flags >> 12 & 15) - 1];
  const fullRate = rates[flags >> 10 & 3];
  if (version === 1 || layer !== 1 || kilobit === void 0 || fullRate === void 0)
    return void 0;
  const isFirst = version === 3;
  const rate = isFirst ? fullRate : fullRate / (version === 2 ? 2 : 4);
  const samples = isFirst ? 1152 : 576;
  const padding = flags >> 9 & 1;
  const isMono = (flags >> 6 & 3) === 3;
  return {
    rate,
    samples,
    length: Math.floor(samples * 125 * kilobit / rate) + padding,
    summaryAt: 4 + (isFirst ? isMono ? 17 : 32 : isMono ? 9 : 17)
  };
}
function startsMp3(file) {
  const first2 = readFrameHead(file.bytes(0, 4));
  if (first2 === void 0) return false;
  const next = file.bytes(first2.length, 4);
  return file.size > first2.length && readFrameHead(next) !== void 0;
}
function readMp3(file, start2) {
  const bytes = file.bytes(start2, 256);
  const head = readFrameHead(bytes);
  const { frames, bytes: length } = head === void 0 ? noSummary : readSummary(bytes, head);
  const seconds = head !== void 0 && frames !== void 0 && frames * head.samples / head.rate;
  return toSound({
    format: "mp3",
    durationSeconds: seconds === false || seconds === 0 ? null : seconds,
    complete: head !== void 0 && file.size - start2 >= (length ?? head.length)
  });
}
var noSummary = { frames: void 0, bytes: void 0 };
function readSummary(bytes, { summaryAt }) {
  const name = bytes.toString("latin1", summaryAt, summaryAt + 4);
  if (name !== "Xing" && name !== "Info" || bytes.length < summaryAt + 16) return noSummary;
  const flags = bytes.readUInt32BE(summaryAt + 4);
  const hasFrames = (flags & 1) !== 0;
  const hasBytes = (flags & 2) !== 0;
  return {
    frames: hasFrames ? bytes.readUInt32BE(summaryAt + 8) : void 0,
    bytes: hasBytes ? bytes.readUInt32BE(summaryAt + (hasFrames ? 12 : 8)) : void 0
  };
}
var unknownContainer = {
  format: "unknown",
  width: null,
  height: null,
  hasAlpha: null,
  animated: false,
  durationSeconds: null,
  complete: false
};
var pageLimit = 27 + 255 + 255 * 255;
function readOggPage(bytes) {
  if (bytes.length < 27 || bytes.toString("latin1", 0, 4) !== "OggS") return void 0;
  const lengths = bytes.subarray(27, 27 + (bytes[26] ?? 0));
  let end = 27 + (bytes[26] ?? 0);
  const pieces = [];
  let start2 = end;
  for (const length of lengths) {
    end += length;
    if (length === 255) continue;
    pieces.push({ data: bytes.subarray(start2, end), isEnd: true });
    start2 = end;
  }
  if (end > start2) pieces.push({ data: bytes.subarray(start2, end), isEnd: false });
  if (end > bytes.length) return void 0;
  return {
    serial: bytes.readUInt32LE(14),
    position: Number(bytes.readBigInt64LE(6)),
    isLast: ((bytes[5] ?? 0) & 4) !== 0,
    length: end,
    pieces
  };
}
function readOgg(file, texts) {
  const [head, comment2] = firstPackets(file);
  const codec = head && readCodec(head);
  if (codec === void 0) return unknownContainer;
  if (comment2 !== void 0) readVorbisComment(comment2.subarray(codec.prefix), texts);
  const { position, complete } = readEnd(file);
  const seconds = (position - codec.skipped) / codec.rate;
  const durationSeconds = seconds > 0 && Number.isFinite(seconds) ? seconds : null;
  return toSound({ format: "ogg", durationSeconds, complete });
}
function readCodec(head) {
  const start2 = head.toString("latin1", 0, 8);
  if (start2 === "OpusHead" && head.length >= 12)
    return { prefix: 8, rate: 48e3, skipped: head.readUInt16LE(10) };
  if (start2.startsWith("vorbis") && head.length >= 16)
    return { prefix: 7, rate: head.readUInt32LE(12), skipped: 0 };
  return start2.startsWith("\x7FFLAC") ? { prefix: 4, rate: flacRate(head.subarray(17)), skipped: 0 } : void 0;
}
function firstPackets(file) {
  const packets = [];
  let pieces = [];
  let left = textByteLimit;
  let serial;
  let offset = 0;
  for (let count = 0; count < chunkLimit && left > 0; count++) {
    const page = readOggPage(file.bytes(offset, pageLimit));
    if (page === void 0) break;
    serial ??= page.serial;
    offset += page.length;
    if (page.serial !== serial) continue;
    for (const { data, isEnd: isEnd2 } of page.pieces) {
      pieces.push(Buffer2.from(data));
      left -= data.length;
      if (!isEnd2) continue;
      packets.push(Buffer2.concat(pieces));
      pieces = [];
      if (packets.length === 2) return packets;
    }
  }
  return packets;
}
function readEnd(file) {
  const tail = file.bytes(Math.max(file.size - pageLimit, 0), pageLimit);
  const page = readOggPage(
    tail.subarray(Math.max(tail.lastIndexOf("OggS", void 0, "latin1"), 0))
  );
  return { position: page?.position ?? 0, complete: page?.isLast ?? false };
}
var wide = /* @__PURE__ */ new Set([1, 2]);
function addId3Text(id, data, texts) {
  const isWide = wide.has(data[0] ?? 0);
  const decode = isWide ? decodeUtf16 : decodeText;
  if (id === "TXXX") {
    const { name, text } = split(data.subarray(1), isWide);
    texts.addRead(tagName(decode(name)), text.length, () => withoutNuls(decode(text)));
  }
  if (id === "COMM") {
    const { text } = split(data.subarray(4), isWide);
    texts.addRead("Comment", text.length, () => withoutNuls(decode(text)));
  }
  if (id === "TIT2")
    texts.addRead("Title", data.length, () => withoutNuls(decode(data.subarray(1))));
}
function split(data, isWide) {
  const step = isWide ? 2 : 1;
  let end = 0;
  while (end < data.length && (data[end] !== 0 || isWide && data[end + 1] !== 0)) end += step;
  return { name: data.subarray(0, end), text: data.subarray(end + step) };
}
var unsynchronised = 128;
var extended = 64;
var footer = 16;
function readId3(file, texts) {
  const head = Buffer3.from(file.bytes(0, 10));
  if (head.length < 10 || head.toString("latin1", 0, 3) !== "ID3") return 0;
  const version = head[3] ?? 0;
  const flags = head[5] ?? 0;
  const length = synchsafe(head, 6);
  const data = file.bytes(10, Math.min(length, textByteLimit));
  if (version === 3) {
    const tag = (flags & unsynchronised) === 0 ? data : synchronised(data);
    const start2 = (flags & extended) === 0 || tag.length < 4 ? 0 : 4 + tag.readUInt32BE(0);
    readFrames({ tag, start: start2, version }, texts);
  }
  if (version === 4) {
    const start2 = (flags & extended) === 0 || data.length < 4 ? 0 : synchsafe(data, 0);
    readFrames({ tag: data, start: start2, version }, texts);
  }
  return 10 + length + ((flags & footer) === 0 ? 0 : 10);
}
function readFrames({ tag, start: start2, version }, texts) {
  let at = start2;
  for (let count = 0; count < chunkLimit && at + 10 <= tag.length; count++) {
    const id = tag.toString("latin1", at, at + 4);
    if (!/^[A-Z][A-Z\d]{3}$/.test(id)) return;
    const length = version === 4 ? synchsafe(tag, at + 4) : tag.readUInt32BE(at + 4);
    const end = at + 10 + length;
    if (end > tag.length) return;
    const data = tag.subarray(at + 10, end);
    const content = version === 4 ? contentOf(data, tag.readUInt16BE(at + 8)) : (tag.readUInt16BE(at + 8) & 192) === 0 ? data : void 0;
    if (content !== void 0) addId3Text(id, content, texts);
    at = end;
  }
}
function contentOf(data, flags) {
  if ((flags & 12) !== 0) return void 0;
  const content = (flags & 1) === 0 ? data : data.subarray(4);
  return (flags & 2) === 0 ? content : synchronised(content);
}
function synchsafe(data, at) {
  let value = 0;
  for (let index = at; index < at + 4; index++) value = value * 128 + ((data[index] ?? 0) & 127);
  return value;
}
function synchronised(data) {
  return Buffer3.from(data.filter((byte, index) => byte !== 0 || data[index - 1] !== 255));
}
function readTagged(file, texts) {
  const start2 = readId3(file, texts);
  const magic = file.bytes(start2, 4);
  if (magic.toString("latin1") === "fLaC") return readFlac(file, start2, texts);
  const isAac = magic.length === 4 && (magic.readUInt16BE(0) & 65526) === 65520;
  return isAac ? unknownContainer : readMp3(file, start2);
}
var headBytes = 32 * 1024;
var nothing = Buffer4.alloc(0);
var ByteWindow = class {
  size;
  #source;
  #bytes = nothing;
  #start = 0;
  #left = readByteLimit;
  constructor(source) {
    this.#source = source;
    this.size = source.size;
  }
  /** Bytes at an offset, fewer at the end of the file. Valid until the next call. */
  bytes(offset, length) {
    const available = Math.min(length, this.size - offset);
    if (offset < 0 || !(available > 0)) return nothing;
    const from = offset - this.#start;
    if (from < 0 || from + available > this.#bytes.length) {
      if (available > this.#left) return nothing;
      this.#fetch(offset, available);
    }
    const start2 = offset - this.#start;
    return this.#bytes.subarray(start2, start2 + available);
  }
  #fetch(offset, length) {
    const wanted = offset < headBytes && length < headBytes ? headBytes : length;
    const start2 = wanted === headBytes && offset + length <= headBytes ? 0 : offset;
    this.#left -= Math.min(wanted, this.size - start2);
    const read = this.#source.read(start2, Math.min(wanted, this.size - start2));
    this.#bytes = Buffer4.from(read.buffer, read.byteOffset, read.byteLength);
    this.#start = start2;
  }
};
var mediaTypes = {
  png: "image/png",
  jpeg: "image/jpeg",
  webp: "image/webp",
  gif: "image/gif",
  avif: "image/avif",
  jxl: "image/jxl",
  exr: "image/x-exr",
  svg: "image/svg+xml",
  mp4: "video/mp4",
  mov: "video/quicktime",
  webm: "video/webm",
  mkv: "video/matroska",
  flac: "audio/flac",
  ogg: "audio/ogg",
  mp3: "audio/mpeg",
  glb: "model/gltf-binary",
  safetensors: "application/octet-stream",
  unknown: ""
};
var fileExtensions = /* @__PURE__ */ new Map([
  ["png", "png"],
  ["apng", "png"],
  ["jpg", "jpeg"],
  ["jpeg", "jpeg"],
  ["jpe", "jpeg"],
  ["jfif", "jpeg"],
  ["webp", "webp"],
  ["gif", "gif"],
  ["avif", "avif"],
  ["jxl", "jxl"],
  ["exr", "exr"],
  ["svg", "svg"],
  ["mp4", "mp4"],
  ["m4v", "mp4"],
  ["mov", "mov"],
  ["webm", "webm"],
  ["mkv", "mkv"],
  ["flac", "flac"],
  ["ogg", "ogg"],
  ["oga", "ogg"],
  ["opus", "ogg"],
  ["mp3", "mp3"],
  ["glb", "glb"],
  ["safetensors", "safetensors"],
  ["latent", "safetensors"]
]);
var nameBytes = 256;
var channelBytes = 64 * 1024;
function readExr(file, texts) {
  const head = new ExrHead(file, texts);
  head.read();
  return {
    format: "exr",
    width: head.width,
    height: head.height,
    hasAlpha: head.hasAlpha,
    animated: false,
    durationSeconds: null,
    // Nothing at the end says so, and the table of parts is not gone through.
    complete: head.ended
  };
}
var ExrHead = class {
  width = null;
  height = null;
  hasAlpha = null;
  ended = false;
  #file;
  #texts;
  constructor(file, texts) {
    this.#file = file;
    this.#texts = texts;
  }
  read() {
    let offset = 8;
    for (let count = 0; count < chunkLimit; count++) {
      const [name = "", type] = this.#file.bytes(offset, 2 * nameBytes).toString("latin1").split("\0");
      this.ended = name === "" && type !== void 0;
      const data = offset + name.length + (type ?? "").length + 6;
      const lengthBytes = this.#file.bytes(data - 4, 4);
      if (name === "" || type === void 0 || lengthBytes.length < 4) return;
      const length = lengthBytes.readInt32LE(0);
      if (length < 0) return;
      this.#attribute(`${name} ${type}`, data, length);
      if (type === "string" && length <= textByteLimit)
        this.#texts.addRead(name, length, () => decodeText(this.#file.bytes(data, length)));
      offset = data + length;
    }
  }
  #attribute(kind, offset, length) {
    if (kind === "channels chlist") {
      const channels2 = this.#file.bytes(offset, Math.min(length, channelBytes)).toString("latin1");
      this.hasAlpha = /(?:^|[\0.])A\0/.test(channels2);
    }
    if (kind !== "displayWindow box2i" || length !== 16) return;
    const box = this.#file.bytes(offset, 16);
    if (box.length < 16) return;
    const width = box.readInt32LE(8) - box.readInt32LE(0) + 1;
    const height = box.readInt32LE(12) - box.readInt32LE(4) + 1;
    if (width > 0) this.width = width;
    if (height > 0) this.height = height;
  }
};
var memberLimit = 5e4;
function readWrittenObject(text) {
  const members2 = /* @__PURE__ */ new Map();
  const objectStart2 = skip(text, 0);
  if (text[objectStart2] !== "{") return void 0;
  let at = skip(text, objectStart2 + 1);
  while (text[at] === '"' && members2.size < memberLimit) {
    const nameEnd = endOfString(text, at);
    const colon = skip(text, nameEnd + 1);
    if (text[colon] !== ":") return void 0;
    const start2 = skip(text, colon + 1);
    const end = endOfValue(text, start2);
    members2.set(text.slice(at + 1, nameEnd), text.slice(start2, end).trimEnd());
    at = skip(text, text[end] === "," ? end + 1 : end);
  }
  return text[at] === "}" ? { members: members2, text: text.slice(objectStart2, at + 1) } : void 0;
}
function jsonMembers(text) {
  return readWrittenObject(text)?.members;
}
function jsonString(text) {
  if (!text.startsWith('"')) return void 0;
  try {
    const value = JSON.parse(text);
    return typeof value === "string" ? value : void 0;
  } catch {
    return void 0;
  }
}
var code = {
  quote: 34,
  comma: 44,
  backslash: 92,
  openList: 91,
  closeList: 93,
  open: 123,
  close: 125
};
function endOfValue(text, start2) {
  let depth = 0;
  for (let at = start2; at < text.length; at++) {
    const letter = text.charCodeAt(at);
    if (letter === code.quote) at = endOfString(text, at);
    else if (letter === code.open || letter === code.openList) depth++;
    else if (letter === code.comma && depth === 0) return at;
    else if ((letter === code.close || letter === code.closeList) && depth-- === 0) return at;
  }
  return text.length;
}
function endOfString(text, start2) {
  for (let end = text.indexOf('"', start2 + 1); end > 0; end = text.indexOf('"', end + 1)) {
    let before = end;
    while (text.charCodeAt(before - 1) === code.backslash) before--;
    if ((end - before) % 2 === 0) return end;
  }
  return text.length;
}
var space = /* @__PURE__ */ new Set([" ", "\n", "\r", "	"]);
function skip(text, start2) {
  let at = start2;
  while (space.has(text[at])) at++;
  return at;
}
function readGlb(file, texts) {
  const head = file.bytes(0, 20);
  const isWhole2 = head.length === 20;
  const length = isWhole2 ? head.readUInt32LE(8) : 0;
  const jsonLength = isWhole2 && head.toString("latin1", 16) === "JSON" ? head.readUInt32LE(12) : 0;
  if (jsonLength > 0 && jsonLength <= textByteLimit) {
    const asset = jsonMembers(decodeText(file.bytes(20, jsonLength)))?.get("asset") ?? "";
    texts.addMembers(jsonMembers(asset)?.get("extras") ?? "");
  }
  return {
    format: "glb",
    width: null,
    height: null,
    hasAlpha: null,
    animated: false,
    durationSeconds: null,
    complete: isWhole2 && file.size >= length
  };
}
function readSafetensors(file, texts) {
  const head = file.bytes(0, 10);
  if (head.length < 10 || head[8] !== 123) return void 0;
  const length = Number(head.readBigUInt64LE(0));
  if (length > textByteLimit || length > file.size - 8) return void 0;
  const json = decodeText(file.bytes(8, length));
  const members2 = jsonMembers(json);
  if (members2 === void 0) return void 0;
  texts.addMembers(members2.get("__metadata__") ?? "");
  return {
    format: "safetensors",
    width: null,
    height: null,
    hasAlpha: null,
    animated: false,
    durationSeconds: null,
    complete: file.size >= 8 + length + endOfData(json)
  };
}
function endOfData(json) {
  let end = 0;
  for (const [, offset] of json.matchAll(
    /"data_offsets"\s{0,8}:\s{0,8}\[\s{0,8}\d{1,20}\s{0,8},\s{0,8}(\d{1,20})/g
  ))
    end = Math.max(end, Number(offset));
  return end;
}
var headBytes2 = 4096;
var root = /<svg\b[^<>]{0,4096}>/;
var start = /^(?:\ufeff|\xef\xbb\xbf)?\s{0,64}<(?:\?xml|!DOCTYPE|!--|svg)/i;
function startsSvg(file) {
  const head = file.bytes(0, headBytes2).toString("latin1");
  return start.test(head) && root.test(head);
}
function readSvg(file, texts) {
  const text = decodeText(file.bytes(0, Math.min(file.size, textByteLimit)));
  const [element = ""] = root.exec(text.slice(0, headBytes2)) ?? [];
  const size = sizeOf(element);
  const metadata = metadataOf(text);
  if (metadata !== void 0) texts.addRead("Comment", metadata.length, () => metadata);
  return {
    format: "svg",
    width: size?.width ?? null,
    height: size?.height ?? null,
    hasAlpha: null,
    animated: false,
    durationSeconds: null,
    complete: text.slice(-256).trimEnd().endsWith("</svg>")
  };
}
function sizeOf(element) {
  const width = /\swidth\s{0,4}=\s{0,4}["'](\d{1,9}(?:\.\d{1,9})?)(?:px)?["']/.exec(element)?.[1];
  const height = /\sheight\s{0,4}=\s{0,4}["'](\d{1,9}(?:\.\d{1,9})?)(?:px)?["']/.exec(element)?.[1];
  if (width !== void 0 && height !== void 0)
    return { width: Number(width), height: Number(height) };
  const view = /\sviewBox\s{0,4}=\s{0,4}["']([-\d.eE\s,]{1,200})["']/.exec(element)?.[1] ?? "";
  const [, , across = Number.NaN, down = Number.NaN] = view.trim().split(/[\s,]+/).map(Number);
  return across > 0 && down > 0 ? { width: across, height: down } : void 0;
}
function metadataOf(text) {
  const opening = text.indexOf("<metadata");
  const begin = opening < 0 ? -1 : text.indexOf(">", opening);
  const end = begin < 0 ? -1 : text.indexOf("</metadata", begin);
  if (end < 0) return void 0;
  const content = text.slice(begin + 1, end).trim();
  return content.startsWith("<![CDATA[") && content.endsWith("]]>") ? content.slice("<![CDATA[".length, -"]]>".length).trim() : content;
}
var aheadBytes = 64 * 1024;
var Boxes = class {
  #file;
  #left = chunkLimit;
  constructor(file) {
    this.#file = file;
  }
  /** The boxes at the top of the file. */
  top() {
    return this.#between(0, this.#file.size);
  }
  /** The boxes within another, behind the first `skip` bytes of its data. */
  within({ offset, length }, skip2 = 0) {
    this.#file.bytes(offset, Math.min(length, aheadBytes));
    return this.#between(offset + skip2, offset + length);
  }
  /** The first box of a type within another. */
  find(parent, type, skip2 = 0) {
    for (const box of this.within(parent, skip2)) if (box.type === type) return box;
    return void 0;
  }
  /** The data of a box, or its first bytes. */
  data({ offset, length }, limit = length) {
    return this.#file.bytes(offset, Math.min(length, limit));
  }
  *#between(start2, end) {
    let offset = start2;
    while (offset + 8 <= end && this.#left-- > 0) {
      const head = this.#head(offset, end);
      if (head === void 0) return;
      const available = Math.min(head.size, end - offset);
      yield {
        type: head.type,
        offset: offset + head.length,
        length: available - head.length,
        whole: available === head.size
      };
      offset += head.size;
    }
  }
  /** Type, size and own length of a head. Size 1 means that 64 bits follow, size 0 up to the end. */
  #head(offset, end) {
    const bytes = this.#file.bytes(offset, 16);
    if (bytes.length < 8) return void 0;
    const type = bytes.toString("latin1", 4, 8);
    const declared = bytes.readUInt32BE(0);
    const size = declared === 0 ? end - offset : declared;
    if (declared !== 1) return size < 8 ? void 0 : { type, size, length: 8 };
    const long = bytes.length < 16 ? 0 : Number(bytes.readBigUInt64BE(8));
    return long < 16 || offset + 16 > end ? void 0 : { type, size: long, length: 16 };
  }
};
var itemLimit = 1024;
var tableBytes = 64 * 1024;
function readItemInfo(boxes, info) {
  const version = boxes.data(info, 1)[0] ?? 0;
  const entries = [...boxes.within(info, version === 0 ? 6 : 8)].slice(0, itemLimit);
  return entries.flatMap(
    (entry) => entry.type === "infe" ? readEntry(boxes.data(entry, 512)) : []
  );
}
function readEntry(data) {
  const version = data[0] ?? 0;
  const at = version === 3 ? 8 : 6;
  if (version < 2 || data.length < at + 6) return [];
  const id = version === 3 ? data.readUInt32BE(4) : data.readUInt16BE(4);
  const type = data.toString("latin1", at + 2, at + 6);
  const [, contentType = ""] = data.toString("latin1", at + 6).split("\0");
  return [{ id, type, contentType: type === "mime" ? contentType : "" }];
}
function readItemLocations(boxes, location, dataOffset) {
  const table = new LocationTable(boxes.data(location, tableBytes), dataOffset);
  return table.read();
}
function fieldSizes(halves, version) {
  const sizes = {
    offset: halves >> 12,
    length: halves >> 8 & 15,
    base: halves >> 4 & 15,
    index: version === 0 ? 0 : halves & 15
  };
  return Object.values(sizes).every((size) => [0, 4, 8].includes(size)) ? sizes : void 0;
}
var LocationTable = class {
  #data;
  #dataOffset;
  #at = 8;
  constructor(data, dataOffset) {
    this.#data = data;
    this.#dataOffset = dataOffset;
  }
  read() {
    const places = /* @__PURE__ */ new Map();
    if (this.#data.length < 8) return places;
    const version = this.#data[0] ?? 0;
    if (version === 2) this.#at = 10;
    const count = version === 2 ? this.#data.readUIntBE(6, Math.min(4, this.#data.length - 6)) : 0;
    const items = version === 2 ? count : this.#data.readUInt16BE(6);
    const sizes = fieldSizes(this.#data.readUInt16BE(4), version);
    if (sizes === void 0) return places;
    for (let index = 0; index < Math.min(items, itemLimit); index++) {
      const id = this.#number(version === 2 ? 4 : 2);
      const extent = this.#extent(version, sizes);
      if (extent === void 0) break;
      if (extent.length > 0) places.set(id, extent);
    }
    return places;
  }
  #extent(version, sizes) {
    const method = version === 0 ? 0 : this.#number(2) & 15;
    this.#number(2);
    const base = this.#number(sizes.base);
    const extents = this.#number(2);
    let found = { offset: 0, length: 0 };
    for (let index = 0; index < extents; index++) {
      if (this.#at > this.#data.length) return void 0;
      this.#number(sizes.index);
      const offset = base + this.#number(sizes.offset) + (method === 1 ? this.#dataOffset : 0);
      found = { offset, length: this.#number(sizes.length) };
    }
    return extents === 1 && method < 2 ? found : { offset: 0, length: 0 };
  }
  /** A number of 0, 2, 4 or 8 bytes; 0 beyond the end, and for lengths that there are none of. */
  #number(size) {
    const at = this.#at;
    this.#at += size;
    if (at + size > this.#data.length) return 0;
    if (size === 8) return Number(this.#data.readBigUInt64BE(at));
    return size > 0 && size <= 4 ? this.#data.readUIntBE(at, size) : 0;
  }
};
function readPrimarySize(boxes, meta) {
  const properties = boxes.find(meta, "iprp", 4);
  const container = properties && boxes.find(properties, "ipco");
  if (properties === void 0 || container === void 0) return void 0;
  const all = [...boxes.within(container)];
  const indices = primaryProperties(boxes, meta, properties);
  const own = indices.flatMap((index) => all[index - 1] ?? []);
  const sizes = (own.length > 0 ? own : all).filter(({ type }) => type === "ispe").flatMap((box) => sizeOf2(boxes.data(box, 12)) ?? []);
  const size = sizes.toSorted((a, b) => b.width * b.height - a.width * a.height)[0];
  const turn = own.find(({ type }) => type === "irot");
  const isTurned = turn !== void 0 && ((boxes.data(turn, 1)[0] ?? 0) & 1) === 1;
  return size && isTurned ? { width: size.height, height: size.width } : size;
}
var alphaKinds = /* @__PURE__ */ new Set([
  "urn:mpeg:mpegB:cicp:systems:auxiliary:alpha",
  "urn:mpeg:hevc:2015:auxid:1"
]);
function hasAlphaItem(boxes, meta) {
  const properties = boxes.find(meta, "iprp", 4);
  const container = properties && boxes.find(properties, "ipco");
  const all = container === void 0 ? [] : [...boxes.within(container)];
  return all.filter(({ type }) => type === "auxC").some((box) => alphaKinds.has(boxes.data(box, 64).toString("latin1", 4).split("\0")[0] ?? ""));
}
function sizeOf2(data) {
  if (data.length < 12) return void 0;
  return { width: data.readUInt32BE(4), height: data.readUInt32BE(8) };
}
function primaryProperties(boxes, meta, properties) {
  const primary = boxes.find(meta, "pitm", 4);
  const head = primary && boxes.data(primary, 8);
  const association = boxes.find(properties, "ipma");
  if (head === void 0 || head.length < 6 || association === void 0) return [];
  const id = head[0] === 0 ? head.readUInt16BE(4) : head.readUIntBE(4, Math.min(4, head.length - 4));
  return propertiesOf(boxes.data(association, 64 * 1024), id);
}
function propertiesOf(data, wanted) {
  if (data.length < 8) return [];
  const idBytes = data[0] === 0 ? 2 : 4;
  const bytes = ((data[3] ?? 0) & 1) === 1 ? 2 : 1;
  const count = data.readUInt32BE(4);
  let at = 8;
  for (let item = 0; item < count && at + idBytes < data.length; item++) {
    const id = data.readUIntBE(at, idBytes);
    const length = (data[at + idBytes] ?? 0) * bytes;
    at += idBytes + 1;
    if (id === wanted) return numbersIn(data.subarray(at, at + length), bytes);
    at += length;
  }
  return [];
}
function numbersIn(data, bytes) {
  const numbers2 = [];
  for (let at = 0; at + bytes <= data.length; at += bytes) {
    numbers2.push(data.readUIntBE(at, bytes) & (bytes === 1 ? 127 : 32767));
  }
  return numbers2;
}
function readAvif(file, brand, texts) {
  const boxes = new Boxes(file);
  let size;
  let hasAlpha = null;
  let isWhole2 = true;
  let hasMeta = false;
  let isSequence = brand === "avis";
  for (const box of boxes.top()) {
    isWhole2 &&= box.whole;
    if (box.type === "moov") isSequence = true;
    if (box.type !== "meta" || hasMeta) continue;
    hasMeta = true;
    size = readPrimarySize(boxes, box);
    hasAlpha = hasAlphaItem(boxes, box);
    readItems(file, boxes, box, texts);
  }
  texts.orientation = 1;
  return {
    format: "avif",
    width: size?.width ?? null,
    height: size?.height ?? null,
    hasAlpha,
    animated: isSequence,
    durationSeconds: null,
    complete: hasMeta && isWhole2
  };
}
function readItems(file, boxes, meta, texts) {
  const info = boxes.find(meta, "iinf", 4);
  const location = boxes.find(meta, "iloc", 4);
  if (info === void 0 || location === void 0) return;
  const data = boxes.find(meta, "idat", 4);
  const places = readItemLocations(boxes, location, data?.offset ?? 0);
  for (const item of readItemInfo(boxes, info)) {
    const extent = places.get(item.id);
    if (extent !== void 0) readItem(file, item, extent, texts);
  }
}
function readItem(file, { type, contentType }, { offset, length }, texts) {
  if (length > textByteLimit) return;
  if (type === "Exif") {
    const block = file.bytes(offset, length);
    if (block.length > 4) texts.addExif(block.subarray(4 + Math.min(block.readUInt32BE(0), 16)));
  }
  if (contentType === "application/rdf+xml") texts.addXmp(file.bytes(offset, length));
}
var image = 44;
var extension = 33;
var trailer = 59;
var comment = 254;
var control = 249;
var application = 255;
var walkLimit = 1024 * 1024;
var pageBytes = 32 * 1024;
function readGif(file, texts) {
  const screen = Buffer5.from(file.bytes(0, 13));
  const isWhole2 = screen.length === 13;
  const walk = new GifWalk(file, texts);
  if (isWhole2) walk.run(13 + tableLength(screen[10] ?? 0));
  return {
    format: "gif",
    width: isWhole2 ? screen.readUInt16LE(6) : null,
    height: isWhole2 ? screen.readUInt16LE(8) : null,
    hasAlpha: isWhole2 ? walk.hasTransparency : null,
    animated: walk.images > 1,
    durationSeconds: walk.ended && walk.hundredths > 0 ? walk.hundredths / 100 : null,
    complete: walk.ended || file.bytes(file.size - 1, 1)[0] === trailer
  };
}
function tableLength(flags) {
  return (flags & 128) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1);
}
var GifWalk = class {
  hasTransparency = false;
  images = 0;
  hundredths = 0;
  ended = false;
  #file;
  #texts;
  #at = 0;
  constructor(file, texts) {
    this.#file = file;
    this.#texts = texts;
  }
  run(start2) {
    this.#at = start2;
    for (let count = 0; count < chunkLimit && this.#at < walkLimit; count++) {
      const kind = this.#byte(this.#at);
      this.ended = kind === trailer;
      if (kind === image) this.#image();
      else if (kind === extension) this.#extension(this.#byte(this.#at + 1));
      else return;
    }
  }
  #image() {
    this.images++;
    this.#at += 11 + tableLength(this.#byte(this.#at + 9));
    this.#blocks(false);
  }
  #extension(kind) {
    const length = this.#byte(this.#at + 2);
    const name = this.#page(this.#at + 3, length).toString("latin1", 0, length);
    if (kind === control) {
      this.hasTransparency ||= (this.#byte(this.#at + 3) & 1) === 1;
      this.hundredths += this.#byte(this.#at + 4) + 256 * this.#byte(this.#at + 5);
    }
    if (kind === application && name === "XMP DataXMP") this.#packet(this.#at + 3 + length);
    this.#at += 2;
    const text = this.#blocks(kind === comment);
    if (text !== void 0) this.#texts.add("Comment", decodeText(text));
  }
  /** Goes past blocks of up to 255 bytes, the last of which is empty, and returns what they hold if wanted. */
  #blocks(wanted) {
    const pieces = [];
    while (this.#at < walkLimit) {
      const length = this.#byte(this.#at);
      const start2 = this.#at + 1;
      this.#at = start2 + length;
      if (length === 0) return wanted ? Buffer5.concat(pieces) : void 0;
      if (wanted) pieces.push(Buffer5.from(this.#page(start2, length)));
    }
    return void 0;
  }
  /** Reads an XMP packet, which is not divided into blocks; a run of 256 falling bytes ends it. */
  #packet(start2) {
    const bytes = this.#file.bytes(start2, walkLimit);
    const end = bytes.indexOf("\xFF\xFE", 0, "latin1");
    if (end > 0) this.#texts.addXmp(bytes.subarray(0, end));
  }
  #byte(at) {
    return this.#page(at, 1)[0] ?? 0;
  }
  /** Bytes by way of whole pages, since a file is read with as few calls as possible. */
  #page(at, length) {
    const start2 = at - at % pageBytes;
    const page = this.#file.bytes(start2, pageBytes * 2);
    return page.subarray(at - start2, at - start2 + length);
  }
};
var SOS = 218;
var EOI = 217;
var APP1 = 225;
var COM = 254;
var xmpName = "http://ns.adobe.com/xap/1.0/\0";
var trailerBytes = 64 * 1024;
function readJpeg(file, texts) {
  let width = null;
  let height = null;
  let offset = 2;
  for (let count = 0; count < chunkLimit; count++) {
    const head = file.bytes(offset, 9);
    const marker = head[1];
    if (head.length < 4 || head[0] !== 255 || marker === void 0 || marker === EOI) break;
    if (marker === SOS) break;
    if (marker === 255) {
      offset += 1;
      continue;
    }
    const length = head.readUInt16BE(2);
    if (isFrame(marker) && head.length === 9) {
      height = head.readUInt16BE(5);
      width = head.readUInt16BE(7);
    }
    if (marker === APP1) readApplication(file.bytes(offset + 4, length - 2), texts);
    if (marker === COM) texts.add("Comment", decodeText(file.bytes(offset + 4, length - 2)));
    offset += 2 + Math.max(length, 2);
  }
  return {
    format: "jpeg",
    width,
    height,
    hasAlpha: false,
    animated: false,
    durationSeconds: null,
    complete: isComplete(file, offset)
  };
}
function readApplication(data, texts) {
  const start2 = data.toString("latin1", 0, xmpName.length);
  if (start2.startsWith("Exif\0\0")) texts.addExif(data);
  if (start2 === xmpName) texts.addXmp(data.subarray(xmpName.length));
}
function isFrame(marker) {
  return marker >= 192 && marker <= 207 && marker !== 196 && marker !== 200 && marker !== 204;
}
function isComplete(file, scan) {
  const last = file.bytes(file.size - 2, 2);
  if (last[0] === 255 && last[1] === EOI) return true;
  const from = Math.max(scan, file.size - trailerBytes);
  return file.bytes(from, file.size - from).includes("\xFF\xD9", 0, "latin1");
}
var ratios = [
  [1, 1],
  [12, 10],
  [4, 3],
  [3, 2],
  [16, 9],
  [5, 4],
  [2, 1]
];
var sideBits = [9, 13, 18, 30];
function readJxlHeader(data) {
  if (data[0] !== 255 || data[1] !== 10 || data.length < 12) return void 0;
  const bits = new Bits(data.subarray(2));
  const { width, height } = readSize(bits);
  const isPlain = bits.read(1) === 1;
  const hasExtra = !isPlain && bits.read(1) === 1;
  const hasAlpha = isPlain ? false : null;
  if (!hasExtra) return { width, height, animated: false, hasAlpha };
  const isTurned = bits.read(3) >= 4;
  const isOddity = bits.read(2) !== 0;
  const animated = !isOddity && bits.read(1) === 1;
  const size = isTurned ? { width: height, height: width } : { width, height };
  return { ...size, animated, hasAlpha };
}
function readSize(bits) {
  const isSmall = bits.read(1) === 1;
  const height = readSide(bits, isSmall);
  const ratio = ratios[bits.read(3) - 1];
  const width = ratio === void 0 ? readSide(bits, isSmall) : Math.floor(height * ratio[0] / ratio[1]);
  return { width, height };
}
function readSide(bits, isSmall) {
  if (isSmall) return (bits.read(5) + 1) * 8;
  return bits.read(sideBits[bits.read(2)] ?? 9) + 1;
}
var Bits = class {
  #data;
  #at = 0;
  constructor(data) {
    this.#data = data;
  }
  read(count) {
    let value = 0;
    for (let bit = 0; bit < count; bit++, this.#at++) {
      const byte = this.#data[this.#at >> 3] ?? 0;
      value += (byte >> (this.#at & 7) & 1) * 2 ** bit;
    }
    return value;
  }
};
var headerBytes = 32;
function readJxl(file, texts) {
  const start2 = file.bytes(0, headerBytes);
  if (start2[0] === 255) return toContainer(readJxlHeader(start2), true);
  const boxes = new Boxes(file);
  let header;
  let isWhole2 = true;
  for (const box of boxes.top()) {
    isWhole2 &&= box.whole;
    header ??= codestream(boxes, box);
    if (box.length <= textByteLimit) readText(boxes, box, texts);
  }
  texts.orientation = 1;
  return toContainer(header, header !== void 0 && isWhole2);
}
function toContainer(header, complete) {
  return {
    format: "jxl",
    width: header?.width ?? null,
    height: header?.height ?? null,
    hasAlpha: header?.hasAlpha ?? null,
    animated: header?.animated ?? false,
    durationSeconds: null,
    complete
  };
}
function codestream(boxes, box) {
  if (box.type === "jxlc") return readJxlHeader(boxes.data(box, headerBytes));
  return box.type === "jxlp" ? readJxlHeader(boxes.data(box, headerBytes).subarray(4)) : void 0;
}
function readText(boxes, box, texts) {
  if (box.type === "brob") {
    const data = boxes.data(box);
    const type = data.toString("latin1", 0, 4);
    if (type !== "Exif" && type !== "xml ") return;
    addText(
      type,
      texts.unpack((limit) => brotliDecompressSync(data.subarray(4), limit)),
      texts
    );
  } else if (box.type === "Exif" || box.type === "xml ") addText(box.type, boxes.data(box), texts);
}
function addText(type, data, texts) {
  if (data === void 0 || data.length <= 4) return;
  if (type === "Exif") texts.addExif(data.subarray(4 + Math.min(data.readUInt32BE(0), 16)));
  else texts.addXmp(data);
}
var zTXt = 2052348020;
var iTXt = 1767135348;
function textKeyword(start2) {
  const end = start2.indexOf(0);
  return end < 1 ? void 0 : start2.toString("latin1", 0, end);
}
function readTextChunk(type, data, keywordLength, texts) {
  const rest = data.subarray(keywordLength + 1);
  if (type === zTXt) return inflated(rest.subarray(1), texts);
  return type === iTXt ? internationalText(rest, texts) : decodeText(rest);
}
function internationalText(data, texts) {
  const language = data.indexOf(0, 2);
  const translated = language < 0 ? -1 : data.indexOf(0, language + 1);
  if (translated < 0) return void 0;
  const text = data.subarray(translated + 1);
  return data[0] === 1 ? inflated(text, texts) : decodeText(text);
}
function inflated(data, texts) {
  const bytes = texts.unpack((limit) => inflateSync(data, limit));
  return bytes && decodeText(bytes);
}
var IDAT = 1229209940;
var IEND = 1229278788;
var eXIf = 1700284774;
var acTL = 1633899596;
var tRNS = 1951551059;
var alphaTypes = /* @__PURE__ */ new Set([4, 6]);
var textTypes = /* @__PURE__ */ new Set([
  1950701684,
  // tEXt
  2052348020,
  // zTXt
  1767135348,
  // iTXt
  1668246886
  // comf: ComfyUI's animated PNG, laid out as tEXt, after the first IDAT
]);
var endOfFile = 0x49454e44ae426082n;
function readPng(file, texts) {
  const header = file.bytes(0, 33);
  const hasHeader = header.length >= 24;
  const width = hasHeader ? header.readUInt32BE(16) : null;
  const height = hasHeader ? header.readUInt32BE(20) : null;
  const walk = new PngWalk(file, texts);
  walk.run();
  return {
    format: "png",
    width,
    height,
    hasAlpha: hasHeader ? walk.hasTransparency || alphaTypes.has(header[25] ?? 0) : null,
    animated: walk.animated,
    durationSeconds: null,
    complete: isComplete2(file)
  };
}
var PngWalk = class {
  animated = false;
  hasTransparency = false;
  #file;
  #texts;
  constructor(file, texts) {
    this.#file = file;
    this.#texts = texts;
  }
  run() {
    let offset = 8;
    for (let count = 0; count < chunkLimit; count++) {
      const head = this.#file.bytes(offset, 8);
      if (head.length < 8) return;
      const length = head.readUInt32BE(0);
      const type = head.readUInt32BE(4);
      if (type === IEND || length > 2147483647) return;
      if (type === IDAT && this.#texts.isEnough) return;
      this.#chunk(type, offset + 8, length);
      offset += 12 + length;
    }
  }
  #chunk(type, offset, length) {
    if (type === acTL) this.animated = true;
    if (type === tRNS) this.hasTransparency = true;
    if (textTypes.has(type)) this.#text(type, offset, length);
    if (type === eXIf && length <= textByteLimit)
      this.#texts.addExif(this.#file.bytes(offset, length));
  }
  #text(type, offset, length) {
    const keyword = textKeyword(this.#file.bytes(offset, Math.min(length, 80)));
    if (keyword === void 0 || length > textByteLimit) return;
    this.#texts.addRead(
      keyword,
      length,
      () => readTextChunk(type, this.#file.bytes(offset, length), keyword.length, this.#texts)
    );
  }
};
function isComplete2(file) {
  return isEnd(file.bytes(file.size - 12, 12)) || endsBeforeTrailer(file);
}
function isEnd(chunk) {
  return chunk.length === 12 && chunk.readUInt32BE(0) === 0 && chunk.readBigUInt64BE(4) === endOfFile;
}
function endsBeforeTrailer(file) {
  let offset = 8;
  for (let count = 0; count < chunkLimit && offset + 12 <= file.size; count++) {
    const head = file.bytes(offset, 12);
    if (isEnd(head)) return true;
    if (head.length < 12) return false;
    offset += 12 + head.readUInt32BE(0);
  }
  return false;
}
var unknownCanvas = { width: null, height: null, hasAlpha: null, animated: false };
var headBytes3 = 8 + 15;
function readWebp(file, texts) {
  const declared = file.bytes(4, 4);
  const end = declared.length === 4 ? declared.readUInt32LE(0) + 8 : 0;
  let canvas;
  let milliseconds = 0;
  let offset = 12;
  for (let count = 0; count < chunkLimit && offset < Math.min(end, file.size); count++) {
    const head = file.bytes(offset, headBytes3);
    if (head.length < 8) break;
    const type = head.toString("latin1", 0, 4);
    const length = head.readUInt32LE(4);
    canvas ??= readCanvas(type, head.subarray(8));
    if (type === "ANMF" && head.length === headBytes3) milliseconds += head.readUIntLE(20, 3);
    if (length <= textByteLimit) readText2(file, type, offset + 8, length, texts);
    offset += 8 + length + (length & 1);
  }
  return {
    format: "webp",
    ...canvas ?? unknownCanvas,
    durationSeconds: milliseconds > 0 ? milliseconds / 1e3 : null,
    complete: end > 8 && end <= file.size
  };
}
function readText2(file, type, offset, length, texts) {
  if (type === "EXIF") texts.addExif(file.bytes(offset, length));
  if (type === "XMP ") texts.addXmp(file.bytes(offset, length));
}
function readCanvas(type, data) {
  if (data.length < 10) return void 0;
  if (type === "VP8X") {
    return {
      width: data.readUIntLE(4, 3) + 1,
      height: data.readUIntLE(7, 3) + 1,
      hasAlpha: ((data[0] ?? 0) & 16) !== 0,
      animated: ((data[0] ?? 0) & 2) !== 0
    };
  }
  if (type === "VP8 ") {
    return {
      width: data.readUInt16LE(6) & 16383,
      height: data.readUInt16LE(8) & 16383,
      hasAlpha: false,
      animated: false
    };
  }
  return type === "VP8L" && data[0] === 47 ? losslessCanvas(data.readUInt32LE(1)) : void 0;
}
function losslessCanvas(bits) {
  return {
    width: (bits & 16383) + 1,
    height: (bits >>> 14 & 16383) + 1,
    hasAlpha: (bits >>> 28 & 1) === 1,
    animated: false
  };
}
var types = { BYTE: 1, ASCII: 2, UNDEFINED: 7 };
var entryBytes = 12;
var entryLimit = 256;
function toTiff(bytes, shift = 0) {
  const order = bytes.toString("latin1", 0, 2);
  if (bytes.length < 14 || order !== "II" && order !== "MM") return void 0;
  return { bytes, littleEndian: order === "II", shift };
}
function firstDirectory(tiff) {
  const offset = uint32(tiff, 4);
  return offset === 8 ? offset : offset + tiff.shift;
}
function directoryEntries(tiff, offset) {
  if (offset < 0 || offset + 2 > tiff.bytes.length) return [];
  const count = Math.min(uint16(tiff, offset), entryLimit);
  const entries = [];
  for (let index = 0; index < count; index++) {
    const at = offset + 2 + index * entryBytes;
    if (at + entryBytes > tiff.bytes.length) break;
    const [tag, type] = [uint16(tiff, at), uint16(tiff, at + 2)];
    entries.push({ tag, type, count: uint32(tiff, at + 4), at: at + 8 });
  }
  return entries;
}
function entryBytesOf(tiff, { count, at }) {
  const start2 = count <= 4 ? at : uint32(tiff, at) + tiff.shift;
  return start2 < 0 ? tiff.bytes.subarray(0, 0) : tiff.bytes.subarray(start2, start2 + count);
}
function uint16({ bytes, littleEndian }, offset) {
  return littleEndian ? bytes.readUInt16LE(offset) : bytes.readUInt16BE(offset);
}
function uint32({ bytes, littleEndian }, offset) {
  return littleEndian ? bytes.readUInt32LE(offset) : bytes.readUInt32BE(offset);
}
function decodeUserComment(value) {
  const code2 = value.toString("latin1", 0, 8);
  const text = code2.startsWith("UNICODE\0") ? decodeUtf16(value.subarray(8)) : decodeText(isCode(code2) ? value.subarray(8) : value);
  return withoutNuls(text);
}
function hasCharacterCode(value) {
  const code2 = value.toString("latin1", 0, 8);
  return code2.startsWith("UNICODE\0") || isCode(code2);
}
function isCode(code2) {
  return code2.startsWith("ASCII\0\0\0") || code2 === "\0\0\0\0\0\0\0\0" || code2.startsWith("JIS\0");
}
var namedTags = /* @__PURE__ */ new Map([
  [270, "ImageDescription"],
  [271, "Make"],
  [272, "Model"],
  [305, "Software"],
  [306, "DateTime"],
  [315, "Artist"],
  [36867, "DateTimeOriginal"]
]);
var tags = {
  orientation: 274,
  exifDirectory: 34665,
  userComment: 37510,
  /** A comment as Windows writes it, in UTF-16. */
  windowsComment: 40092
};
var keyedJson = /^([A-Za-z_]\w{0,40}):\s{0,8}[{["]/;
var prefix = "Exif\0\0";
function readExif(data) {
  const isPrefixed = data.toString("latin1", 0, prefix.length) === prefix;
  const tiff = findTiff(isPrefixed ? data.subarray(prefix.length) : data);
  if (tiff === void 0) return { texts: [], orientation: 1 };
  const entries = allEntries(tiff);
  const turn = entries.find(({ tag }) => tag === tags.orientation);
  const orientation = turn === void 0 ? 1 : uint16(tiff, turn.at);
  return {
    texts: entries.flatMap((entry) => entryText(tiff, entry)),
    orientation: orientation >= 1 && orientation <= 8 ? orientation : 1
  };
}
function allEntries(tiff) {
  const main = directoryEntries(tiff, firstDirectory(tiff));
  const pointer = main.find(({ tag }) => tag === tags.exifDirectory);
  if (pointer === void 0) return main;
  return [...main, ...directoryEntries(tiff, uint32(tiff, pointer.at) + tiff.shift)];
}
function findTiff(bytes) {
  const straight = toTiff(bytes);
  if (straight === void 0 || isSound(straight)) return straight;
  const shifted = [-prefix.length, prefix.length].map((shift) => ({ ...straight, shift }));
  return shifted.find(isSound) ?? straight;
}
function isSound(tiff) {
  const entries = allEntries(tiff);
  const long = entries.filter(({ type, count }) => count > 4 && type in unitTypes);
  return long.length > 0 && long.every((entry) => isSoundEntry(tiff, entry));
}
var unitTypes = { [types.ASCII]: true, [types.UNDEFINED]: true };
function isSoundEntry(tiff, entry) {
  const value = entryBytesOf(tiff, entry);
  if (value.length < entry.count) return false;
  if (entry.tag === tags.userComment) return hasCharacterCode(value);
  return entry.type !== types.ASCII || value.at(-1) === 0;
}
function entryText(tiff, entry) {
  const { tag, type } = entry;
  if (type !== types.ASCII && type !== types.UNDEFINED && type !== types.BYTE) return [];
  const value = entryBytesOf(tiff, entry);
  if (tag === tags.userComment) return [["UserComment", decodeUserComment(value)]];
  if (tag === tags.windowsComment) return [["XPComment", withoutNuls(decodeUtf16(value))]];
  return type === types.ASCII ? namedText(tag, withoutNuls(decodeText(value))) : [];
}
function namedText(tag, text) {
  const keyed = keyedJson.exec(text)?.[1];
  if (keyed !== void 0) return [[lowerKnown(keyed), text.slice(keyed.length + 1)]];
  const name = namedTags.get(tag);
  return name === void 0 ? [] : [[name, text]];
}
function lowerKnown(key2) {
  return key2 === "Prompt" || key2 === "Workflow" ? key2.toLowerCase() : key2;
}
var TextMap = class extends Map {
  /** The orientation that the EXIF block demands, 1 where it says nothing. */
  orientation = 1;
  /** The characters that the texts of the file may still have, in all. */
  left = inflatedByteLimit;
  #choice;
  constructor(choice = {}) {
    super();
    this.#choice = choice;
  }
  /** Whether nothing more is searched for where searching costs reads. */
  get isEnough() {
    return this.#choice.isEnough?.(this) ?? false;
  }
  add(name, text) {
    if (text === void 0 || this.has(name) || text.length > this.left) return;
    this.left -= text.length;
    this.set(name, text);
  }
  /** Adds a text of so many bytes, which is only read and decoded if it is wanted. */
  addRead(name, byteLength, read) {
    if (this.has(name)) return;
    this.add(name, this.#choice.wants?.(name, byteLength) ?? true ? read() : "");
  }
  /** Adds each member of a JSON object that is a string by what it says, any other as it is written. */
  addMembers(object) {
    for (const [name, value] of jsonMembers(object) ?? [])
      this.addRead(name, value.length, () => jsonString(value) ?? value);
  }
  /** What packed texts may still become in all; trying one that becomes too long costs as much as it was allowed. */
  #unpackable = 2 * inflatedByteLimit;
  /** Unpacks a text as far as the budget of the file goes; undefined for one that is broken or becomes too long. */
  unpack(inflate) {
    const maxOutputLength = Math.min(this.left, this.#unpackable);
    if (maxOutputLength < 1) return void 0;
    try {
      const bytes = inflate({ maxOutputLength });
      this.#unpackable -= bytes.length;
      return bytes;
    } catch (error) {
      if (error instanceof RangeError) this.#unpackable -= maxOutputLength;
      return void 0;
    }
  }
  addExif(block) {
    const { texts, orientation } = readExif(block);
    for (const [name, text] of texts) this.add(name, text);
    if (this.orientation === 1) this.orientation = orientation;
  }
  addXmp(packet) {
    this.add("XML:com.adobe.xmp", decodeText(packet));
  }
};
var aheadBytes2 = 64 * 1024;
var headBytes4 = 12;
var Elements = class {
  #file;
  #left = chunkLimit;
  constructor(file) {
    this.#file = file;
  }
  top() {
    return this.between(0, this.#file.size);
  }
  within({ offset, length }) {
    this.#file.bytes(offset, Math.min(length, aheadBytes2));
    return this.between(offset, offset + length);
  }
  find(parent, id) {
    for (const element of this.within(parent)) if (element.id === id) return element;
    return void 0;
  }
  data({ offset, length }, limit = length) {
    return this.#file.bytes(offset, Math.min(length, limit));
  }
  *between(start2, end) {
    let offset = start2;
    while (offset + 2 <= end && this.#left-- > 0) {
      const head = this.#file.bytes(offset, headBytes4);
      const idLength = lengthOf(head[0], 4);
      const sizeLength = lengthOf(head[idLength], 8);
      if (idLength === 0 || sizeLength === 0 || head.length < idLength + sizeLength) return;
      const size = sizeAt(head, idLength, sizeLength);
      const data = offset + idLength + sizeLength;
      const available = Math.max(Math.min(size ?? Number.POSITIVE_INFINITY, end - data), 0);
      yield {
        id: head.readUIntBE(0, idLength),
        offset: data,
        length: available,
        sized: size !== void 0,
        whole: size === available
      };
      offset = data + (size ?? available);
    }
  }
};
function lengthOf(first2, most) {
  const length = first2 === void 0 ? 0 : Math.clz32(first2) - 23;
  return length > most ? 0 : length;
}
function sizeAt(head, at, length) {
  let value = (head[at] ?? 0) & 255 >> length;
  let isUnknown = value === 255 >> length;
  for (let index = 1; index < length; index++) {
    const byte = head[at + index] ?? 0;
    isUnknown &&= byte === 255;
    value = value * 256 + byte;
  }
  return isUnknown ? void 0 : value;
}
function unsigned(data) {
  let value = 0;
  for (const byte of data.subarray(0, 8)) value = value * 256 + byte;
  return value;
}
function float(data) {
  if (data.length === 4) return data.readFloatBE(0);
  return data.length === 8 ? data.readDoubleBE(0) : void 0;
}
var ids = {
  EBML: 440786851,
  DocType: 17026,
  Segment: 408125543,
  SeekHead: 290298740,
  SeekID: 21419,
  SeekPosition: 21420,
  Info: 357149030,
  TimestampScale: 2807729,
  Duration: 17545,
  Tracks: 374648427,
  Video: 224,
  PixelWidth: 176,
  PixelHeight: 186,
  Tags: 307544935,
  SimpleTag: 26568,
  TagName: 17827,
  TagString: 17543
};
function readMatroska(file, texts) {
  const elements = new Elements(file);
  let isWebm = false;
  for (const element of elements.top()) {
    if (element.id === ids.EBML) {
      const type = elements.find(element, ids.DocType);
      isWebm = type !== void 0 && elements.data(type, 16).toString("latin1").startsWith("webm");
    }
    if (element.id !== ids.Segment) continue;
    const segment = new Segment(elements, element, texts);
    segment.read();
    return segment.container(isWebm ? "webm" : "mkv");
  }
  return unknownContainer;
}
var Segment = class {
  #elements;
  #segment;
  #texts;
  #read = /* @__PURE__ */ new Set();
  #width = null;
  #height = null;
  #seconds = null;
  constructor(elements, segment, texts) {
    this.#elements = elements;
    this.#segment = segment;
    this.#texts = texts;
  }
  read() {
    let places = /* @__PURE__ */ new Map();
    for (const part of this.#elements.within(this.#segment)) {
      if (part.id === ids.SeekHead) places = this.#places(part);
      this.#part(part);
      const isEnough = places.size > 0 && this.#read.has(ids.Tracks) && this.#read.has(ids.Info);
      if (isEnough || this.#read.has(ids.Tags)) break;
    }
    const { offset, length } = this.#segment;
    for (const [id, place] of places) {
      if (this.#read.has(id)) continue;
      const part = this.#elements.between(offset + place, offset + length).next().value;
      if (part?.id === id) this.#part(part);
    }
  }
  container(format) {
    return {
      format,
      width: this.#width,
      height: this.#height,
      hasAlpha: null,
      animated: true,
      durationSeconds: this.#seconds,
      // A stream that was recorded live never learns its length; what has a duration is over.
      complete: this.#segment.sized ? this.#segment.whole : this.#seconds !== null
    };
  }
  /** The places of the parts by id, from the start of the segment's data. */
  #places(seekHead) {
    const places = /* @__PURE__ */ new Map();
    for (const seek of [...this.#elements.within(seekHead)]) {
      const values = [...this.#elements.within(seek)];
      const id = values.find((value) => value.id === ids.SeekID);
      const place = values.find((value) => value.id === ids.SeekPosition);
      if (id === void 0 || place === void 0) continue;
      places.set(unsigned(this.#elements.data(id)), unsigned(this.#elements.data(place)));
    }
    return places;
  }
  #part(part) {
    if (part.id !== ids.Info && part.id !== ids.Tracks && part.id !== ids.Tags) return;
    this.#read.add(part.id);
    const children = [...this.#elements.within(part)];
    if (part.id === ids.Info) this.#info(children);
    if (part.id === ids.Tracks) for (const track of children) this.#track(track);
    if (part.id === ids.Tags) for (const tag of children) this.#tag(tag);
  }
  #info(children) {
    const scale = children.find(({ id }) => id === ids.TimestampScale);
    const duration = children.find(({ id }) => id === ids.Duration);
    const units = duration && float(this.#elements.data(duration));
    const nanoseconds = scale === void 0 ? 1e6 : unsigned(this.#elements.data(scale));
    const seconds = (units ?? 0) * nanoseconds / 1e9;
    if (seconds > 0 && Number.isFinite(seconds)) this.#seconds = seconds;
  }
  #track(track) {
    const video = this.#width === null ? this.#elements.find(track, ids.Video) : void 0;
    if (video === void 0) return;
    const values = [...this.#elements.within(video)];
    const width = values.find(({ id }) => id === ids.PixelWidth);
    const height = values.find(({ id }) => id === ids.PixelHeight);
    if (width === void 0 || height === void 0) return;
    this.#width = unsigned(this.#elements.data(width));
    this.#height = unsigned(this.#elements.data(height));
  }
  #tag(tag) {
    for (const simple of [...this.#elements.within(tag)]) {
      if (simple.id === ids.SimpleTag) this.#simpleTag([...this.#elements.within(simple)]);
    }
  }
  #simpleTag(values) {
    const nameElement = values.find(({ id }) => id === ids.TagName);
    const value = values.find(({ id }) => id === ids.TagString);
    if (nameElement === void 0 || value === void 0 || value.length > textByteLimit) return;
    const name = tagName(decodeText(this.#elements.data(nameElement, 256)));
    this.#texts.addRead(name, value.length, () => decodeText(this.#elements.data(value)));
  }
};
var utf8 = 1;
var utf16 = 2;
var untyped = 0;
var letters = /* @__PURE__ */ new Map([
  ["\xA9cmt", "comment"],
  ["\xA9nam", "title"],
  ["\xA9des", "description"],
  ["desc", "description"],
  ["ldes", "description"],
  ["\xA9inf", "information"],
  ["\xA9too", "encoder"],
  ["\xA9swr", "software"],
  ["\xA9prm", "prompt"]
]);
function readMovieTexts(boxes, parent, texts) {
  const reader = new MovieTexts(boxes, texts);
  if (parent.type === "meta") reader.meta(parent);
  else for (const box of [...boxes.within(parent)]) reader.userData(box);
}
var MovieTexts = class {
  #boxes;
  #texts;
  constructor(boxes, texts) {
    this.#boxes = boxes;
    this.#texts = texts;
  }
  userData(box) {
    if (box.type === "meta") this.meta(box);
    else if (box.type === "XMP_") this.#texts.addXmp(this.#data(box));
    else if (box.type.startsWith("\xA9")) {
      this.#add(nameOf(box.type), box.length, () => quickTimeText(this.#data(box)));
    }
  }
  /** Reads `meta`; in MP4 it has a version of four bytes, in QuickTime it has not. */
  meta(box) {
    const isQuickTime = this.#boxes.data(box, 8).toString("latin1", 4, 8) === "hdlr";
    const children = [...this.#boxes.within(box, isQuickTime ? 0 : 4)];
    const keys = children.find(({ type }) => type === "keys");
    const names3 = keys === void 0 ? [] : this.#keys(keys);
    for (const child of children) {
      if (child.type === "ilst") this.#list(child, names3);
      if (child.type === "XMP_") this.#texts.addXmp(this.#data(child));
    }
  }
  /** The names in `keys`: version, count, then each name as a box whose type is its namespace. */
  #keys(box) {
    return [...this.#boxes.within(box, 8)].map((key2) => decodeText(this.#boxes.data(key2, 256)));
  }
  #list(list, names3) {
    for (const item of [...this.#boxes.within(list)]) {
      const index = names3.length === 0 ? 0 : indexOf(item.type);
      this.#item(item, names3[index - 1] ?? nameOf(item.type));
    }
  }
  #item(item, itemName) {
    let name = itemName;
    for (const box of [...this.#boxes.within(item)]) {
      if (box.type === "name") name = decodeText(this.#boxes.data(box, 256).subarray(4));
      if (box.type === "data") this.#add(name, box.length, () => itemText(this.#data(box)));
    }
  }
  #add(fullName, length, read) {
    if (length <= textByteLimit) this.#texts.addRead(tagName(fullName), length, read);
  }
  #data(box) {
    return this.#boxes.data(box, textByteLimit);
  }
};
function nameOf(type) {
  return letters.get(type) ?? type;
}
function indexOf(type) {
  let index = 0;
  for (const letter of type) index = index * 256 + letter.charCodeAt(0);
  return index;
}
function itemText(data) {
  if (data.length < 8) return void 0;
  const type = data.readUInt32BE(0);
  const value = data.subarray(8);
  if (type === utf16) return decodeUtf16(value);
  return type === utf8 || type === untyped ? decodeText(value) : void 0;
}
function quickTimeText(data) {
  if (data.length < 4) return void 0;
  const length = data.readUInt16BE(0);
  const rest = data.subarray(4);
  const isOverflow = (rest.length & 65535) === length;
  return decodeText(isOverflow ? rest : rest.subarray(0, length));
}
var xmpId = Buffer6.from("be7acfcb97a942e89c71999491e3afac", "hex");
function readMp4(file, brand, texts) {
  const boxes = new Boxes(file);
  let movie;
  let isWhole2 = true;
  for (const box of boxes.top()) {
    isWhole2 &&= box.whole;
    if (box.type === "moov") movie = readMovie(boxes, box, texts);
    if (box.type === "uuid") readPacket(boxes, box, texts);
  }
  return {
    format: brand === "" || brand === "qt  " ? "mov" : "mp4",
    width: movie?.width ?? null,
    height: movie?.height ?? null,
    hasAlpha: null,
    animated: true,
    durationSeconds: movie?.seconds ?? null,
    complete: movie !== void 0 && isWhole2
  };
}
function readMovie(boxes, movie, texts) {
  let seconds;
  let size;
  for (const box of [...boxes.within(movie)]) {
    if (box.type === "mvhd") seconds = durationOf(boxes.data(box, 32));
    if (box.type === "trak") size ??= trackSize(boxes, box);
    if (box.type === "udta" || box.type === "meta") readMovieTexts(boxes, box, texts);
  }
  return { width: size?.width, height: size?.height, seconds };
}
function durationOf(data) {
  const isLong = data[0] === 1;
  if (data.length < (isLong ? 32 : 20)) return void 0;
  const scale = data.readUInt32BE(isLong ? 20 : 12);
  const units = isLong ? Number(data.readBigUInt64BE(24)) : data.readUInt32BE(16);
  const isKnown = scale > 0 && units > 0 && units !== 4294967295;
  return isKnown ? units / scale : void 0;
}
function trackSize(boxes, track) {
  const header = boxes.find(track, "tkhd");
  const data = header && boxes.data(header, 96);
  const matrix = data?.[0] === 1 ? 52 : 40;
  if (data === void 0 || data.length < matrix + 44) return void 0;
  const width = data.readUInt32BE(matrix + 36) >>> 16;
  const height = data.readUInt32BE(matrix + 40) >>> 16;
  if (width === 0 || height === 0) return void 0;
  const isTurned = data.readInt32BE(matrix) === 0 && data.readInt32BE(matrix + 4) !== 0;
  return isTurned ? { width: height, height: width } : { width, height };
}
function readPacket(boxes, box, texts) {
  if (box.length > textByteLimit || !boxes.data(box, 16).equals(xmpId)) return;
  texts.addXmp(boxes.data(box).subarray(16));
}
var movieStarts = /* @__PURE__ */ new Set(["moov", "mdat", "wide", "free", "skip", "pnot"]);
var jxlStarts = ["\xFF\n", "\0\0\0\fJXL \r\n\x87\n"];
var stillBrand = /^(?:hei[cxms]|hev[cxms]|mif[12]|msf1|miaf|j2k[i1])$/;
var brandBytes = 256;
function readMediaFile(source, choice = {}) {
  const texts = new TextMap(choice);
  const { width, height, ...container } = readFormat(new ByteWindow(source), texts);
  const { orientation } = texts;
  const size = orientation > 4 ? { width: height, height: width } : { width, height };
  const mediaType = mediaTypes[container.format];
  return { ...container, ...size, mediaType, orientation, texts };
}
function readFormat(file, texts) {
  const magic = file.bytes(0, 16).toString("latin1", 0, 16);
  if (magic.startsWith("\x89PNG\r\n\n")) return readPng(file, texts);
  if (magic.startsWith("\xFF\xD8\xFF")) return readJpeg(file, texts);
  if (magic.startsWith("RIFF") && magic.slice(8, 12) === "WEBP") return readWebp(file, texts);
  if (/^GIF8[79]a/.test(magic)) return readGif(file, texts);
  if (jxlStarts.some((start2) => magic.startsWith(start2))) return readJxl(file, texts);
  if (magic.startsWith("E\xDF\xA3")) return readMatroska(file, texts);
  if (magic.startsWith("fLaC")) return readFlac(file, 0, texts);
  if (magic.startsWith("OggS")) return readOgg(file, texts);
  if (magic.startsWith("ID3")) return readTagged(file, texts);
  if (magic.startsWith("v/1")) return readExr(file, texts);
  if (magic.startsWith("glTF\0\0\0")) return readGlb(file, texts);
  return readUnmarked(file, texts) ?? readBoxes(file, magic, texts);
}
function readUnmarked(file, texts) {
  if (startsMp3(file)) return readMp3(file, 0);
  return startsSvg(file) ? readSvg(file, texts) : readSafetensors(file, texts);
}
function readBoxes(file, magic, texts) {
  const type = magic.slice(4, 8);
  if (movieStarts.has(type)) return readMp4(file, "", texts);
  if (type !== "ftyp") return unknownContainer;
  const brands = readBrands(file);
  if (brands.some((brand) => brand === "avif" || brand === "avis"))
    return readAvif(file, brands[0] ?? "", texts);
  return stillBrand.test(brands[0] ?? "") ? unknownContainer : readMp4(file, brands[0] ?? "", texts);
}
function readBrands(file) {
  const length = Math.min(file.bytes(0, 4).readUInt32BE(0), brandBytes);
  const text = file.bytes(8, length - 8).toString("latin1");
  const brands = text.match(/.{4}/gs) ?? [];
  return brands.filter((_, index) => index !== 1);
}
var named = /^\s{0,8}(workflow|prompt)\s{0,8}:\s{0,8}(?=[{"])/i;
var objectStart = /^\{\s{0,64}"/;
var deepest = 3;
function graphsIn(text, name, depth = 0) {
  if (text === "" || depth > deepest) return {};
  const prefix2 = named.exec(text);
  if (prefix2 !== null)
    return graphsIn(text.slice(prefix2[0].length), (prefix2[1] ?? "").toLowerCase(), depth + 1);
  const json = unwrapped(text);
  if (json === void 0) return {};
  const object = readWrittenObject(json);
  if (object === void 0) return name === "workflow" || name === "prompt" ? { [name]: json } : {};
  const kind = kindOf(object.members);
  if (kind !== void 0) return { [kind]: object.text };
  return mergeGraphs(
    ["workflow", "prompt"].map((key2) => graphsIn(object.members.get(key2) ?? "", "", depth + 1))
  );
}
function mergeGraphs(found) {
  const workflow = found.find((graphs) => graphs.workflow !== void 0)?.workflow;
  const prompt = found.find((graphs) => graphs.prompt !== void 0)?.prompt;
  return {
    ...workflow === void 0 ? {} : { workflow },
    ...prompt === void 0 ? {} : { prompt }
  };
}
function unwrapped(text) {
  let inner = bare(text);
  for (let depth = 0; depth < deepest && inner.startsWith('"'); depth++) {
    const value = jsonString(inner);
    if (value === void 0) return void 0;
    inner = bare(value);
  }
  return objectStart.test(inner) ? inner : void 0;
}
function bare(text) {
  return withoutNuls(text.trimEnd()).trim();
}
function kindOf(members2) {
  if (members2.get("nodes")?.startsWith("[")) return members2.has("edges") ? void 0 : "workflow";
  const isPrompt = [...members2.values()].some(
    (value) => value.startsWith("{") && jsonMembers(value)?.get("class_type")?.startsWith('"')
  );
  return isPrompt ? "prompt" : void 0;
}
var names2 = ["workflow", "prompt", "Workflow", "Prompt"];
function readEmbeddedGraphs(source) {
  const { format, texts } = readMediaFile(source, {
    isEnough: (found2) => found2.has("workflow") && found2.has("prompt")
  });
  const found = names2.map((name) => graphsIn(texts.get(name) ?? "", name.toLowerCase()));
  const rest = [...texts].flatMap(
    ([name, text]) => names2.some((known) => known === name) ? [] : graphsIn(text, "")
  );
  return { format, ...mergeGraphs([...found, ...rest]) };
}

// ../../packages/image-metadata/dist/index.js
import { Buffer as Buffer7 } from "node:buffer";
import { gunzipSync } from "node:zlib";
var limits = { links: 4e4, edges: 5e5, characters: 2e6 };
var Budget = class {
  #links = limits.links;
  #edges = limits.edges;
  #characters = limits.characters;
  /** Whether some work was refused, so that what was found may be a part of the truth. */
  isSpent = false;
  /** What is left of it, for tests that count instead of looking at a clock. */
  get left() {
    return { links: this.#links, edges: this.#edges, characters: this.#characters };
  }
  /** One link that is followed for a value; the same link may be followed again and again, and a wide node costs more. */
  takeLink(width) {
    this.#links -= 1 + (width >> 4);
    return this.#isIn(this.#links);
  }
  /** The links of a node that are looked at when the nodes behind it are listed, each once. */
  takeEdges(count) {
    this.#edges -= count;
    return this.#isIn(this.#edges);
  }
  /** As many of the characters that a text is made of or compared by as are left. */
  takeCharacters(wanted) {
    const granted = Math.min(wanted, this.#characters);
    this.#characters -= granted;
    if (granted < wanted) this.isSpent = true;
    return granted;
  }
  #isIn(left) {
    if (left < 0) this.isSpent = true;
    return left >= 0;
  }
};
var exactDigits = 16;
var notANumber = /NaN|Infinity/;
var freeLength = 256 * 1024;
var valueLimit = 3e5;
var levelLimit = 1e4;
function isArray(value) {
  return Array.isArray(value);
}
function member(object, key2) {
  return Object.hasOwn(object, key2) ? object[key2] : void 0;
}
function objectAt(object, key2) {
  const value = member(object, key2);
  return isJsonObject(value) ? value : {};
}
function arrayAt(object, key2) {
  const value = member(object, key2);
  return isArray(value) ? value : [];
}
function parseJson(text) {
  const clean = strip(text);
  if (clean.length > freeLength && !isBearable(clean)) return void 0;
  const first2 = parseExactly(clean);
  if (first2 !== void 0 || !notANumber.test(clean)) return first2;
  return parseExactly(withoutNotANumber(clean));
}
function parseJsonObject(text) {
  if (!looksLikeJson(text)) return void 0;
  const value = parseJson(text);
  return isJsonObject(value) ? value : void 0;
}
function looksLikeJson(text) {
  for (let index = 0; index < text.length; index++) {
    const code2 = text.charCodeAt(index);
    if (code2 === 123 || code2 === 91) return true;
    if (code2 > 32 && code2 !== 65279) return false;
  }
  return false;
}
function isBearable(text) {
  let values = 0;
  let level = 0;
  for (let index = 0; index < text.length; index++) {
    const code2 = text.charCodeAt(index);
    if (code2 === 34) index = stringEnd(text, index) - 1;
    else if (code2 === 123 || code2 === 91) level++;
    else if (code2 === 125 || code2 === 93) level--;
    else if (code2 !== 44) continue;
    if (++values > valueLimit || level > levelLimit) return false;
  }
  return true;
}
function strip(text) {
  const start2 = text.charCodeAt(0) === 65279 ? 1 : 0;
  let end = text.length;
  while (end > start2 && text.charCodeAt(end - 1) === 0) end--;
  return start2 === 0 && end === text.length ? text : text.slice(start2, end);
}
function parseExactly(text) {
  try {
    const value = hasLongDigits(text) ? JSON.parse(text, keepDigits) : JSON.parse(text);
    return value;
  } catch {
    return void 0;
  }
}
function hasLongDigits(text) {
  let at = exactDigits - 1;
  while (at < text.length) {
    let before = at;
    while (before > at - exactDigits && isDigit(text.charCodeAt(before))) before--;
    if (before === at - exactDigits) return true;
    at = before + exactDigits;
  }
  return false;
}
function isDigit(code2) {
  return code2 >= 48 && code2 <= 57;
}
function keepDigits(_key, value, context) {
  if (typeof value !== "number" || Number.isSafeInteger(value)) return value;
  const source = context?.source ?? "";
  return /^-?\d+$/.test(source) ? source : value;
}
function withoutNotANumber(text) {
  const pieces = [];
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf('"', at);
    const outside = text.slice(at, open < 0 ? void 0 : open);
    pieces.push(outside.replace(/-?Infinity|NaN/g, "null"));
    if (open < 0) break;
    const end = stringEnd(text, open);
    pieces.push(text.slice(open, end));
    at = end;
  }
  return pieces.join("");
}
function stringEnd(text, open) {
  let close = text.indexOf('"', open + 1);
  while (close >= 0 && isEscaped(text, close)) close = text.indexOf('"', close + 1);
  return close < 0 ? text.length : close + 1;
}
function isEscaped(text, at) {
  let start2 = at;
  while (text[start2 - 1] === "\\") start2--;
  return (at - start2) % 2 === 1;
}
var carriers = ["prompt", "Prompt", "UserComment"];
var longest = 8 * 1024 * 1024;
function readGraphText(texts) {
  for (const name of carriers) {
    const text = texts.get(name);
    if (text?.includes("class_type") !== true || text.length > longest) continue;
    const object = parsed(text);
    const graph = [object, parsed(memberOf(object, "prompt"))].find(isGraph);
    if (graph !== void 0) return JSON.stringify(graph);
  }
  return void 0;
}
function parsed(value) {
  if (typeof value !== "string") return value;
  const start2 = value.charCodeAt(0) === 65279 ? 1 : 0;
  const text = withoutNuls(value.slice(start2));
  if (!looksLikeJson(text) && !text.startsWith('"')) return void 0;
  try {
    return parsed(parseExactJson(text));
  } catch {
    return void 0;
  }
}
var memberOf = (value, key2) => isRecord(value) && Object.hasOwn(value, key2) ? value[key2] : void 0;
var isGraph = (value) => isRecord(value) && Object.values(value).some((node) => isRecord(node) && typeof node.class_type === "string");
var decimal = /^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/;
var digits = /^\d{1,20}$/;
var placeholder = /^(?:unknown|none|null|undefined|n\/a)$/i;
function toText(value) {
  if (typeof value !== "string") return void 0;
  const text = value.trim();
  return text === "" || placeholder.test(text) ? void 0 : text;
}
function toName(value) {
  if (!isJsonObject(value)) return toText(value);
  for (const key2 of ["content", "name", "Name", "value"]) {
    const name = toText(member(value, key2));
    if (name !== void 0) return name;
  }
  return void 0;
}
function toNumber(value) {
  if (typeof value === "number") return Number.isFinite(value) ? value : void 0;
  if (typeof value !== "string") return void 0;
  const text = value.trim();
  if (text.length > 40 || !decimal.test(text)) return void 0;
  const number = Number(text);
  return Number.isFinite(number) ? number : void 0;
}
function toPositive(value) {
  const number = toNumber(value);
  return number !== void 0 && number > 0 ? number : void 0;
}
function toAmount(value) {
  const number = toNumber(value);
  return number !== void 0 && number >= 0 ? number : void 0;
}
function toSeed(value) {
  if (typeof value === "number") {
    return Number.isInteger(value) && value >= 0 && value < 2 ** 64 ? String(BigInt(value)) : void 0;
  }
  if (typeof value !== "string") return void 0;
  const text = value.trim();
  return digits.test(text) ? String(BigInt(text)) : void 0;
}
function toResolution(width, height) {
  const [across, down] = [toPositive(width), toPositive(height)];
  return across === void 0 || down === void 0 ? void 0 : { width: across, height: down };
}
function toSize(text) {
  const match = text === void 0 ? null : /(\d{2,5})\s{0,3}[x×*,]\s{0,3}(\d{2,5})/i.exec(text);
  const width = Number(match?.[1]);
  const height = Number(match?.[2]);
  return width > 0 && height > 0 ? { width, height } : void 0;
}
function toLora(name, strength, clip) {
  if (name === void 0) return void 0;
  const strength_model = strength ?? 1;
  const strength_clip = clip ?? strength_model;
  if (Math.abs(strength_model) < 1e-6 && Math.abs(strength_clip) < 1e-6) return void 0;
  return { name, strength_model, strength_clip };
}
function toTime(value) {
  const text = toText(value);
  if (text === void 0) return void 0;
  const match = /^(\d{4})[-:/](\d\d)[-:/](\d\d)(?:[T ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)\s?(Z|[-+]\d\d:?\d\d)?)?$/.exec(
    text
  );
  if (match === null) return void 0;
  const date = `${match[1]}-${match[2]}-${match[3]}`;
  const iso = match[4] === void 0 ? date : `${date}T${match[4]}${match[5] ?? ""}`;
  return Number.isNaN(Date.parse(iso)) ? void 0 : iso;
}
function promptLoras(prompt, order) {
  const found = [];
  let start2 = prompt.indexOf("<lora:");
  while (start2 >= 0 && found.length < 256) {
    const end = prompt.indexOf(">", start2);
    if (end < 0) break;
    const lora = readTag(prompt.slice(start2 + 6, Math.min(end, start2 + 600)).split(":"), order);
    if (lora !== void 0 && !found.some(({ name }) => name === lora.name)) found.push(lora);
    start2 = prompt.indexOf("<lora:", start2 + 6);
  }
  return found;
}
function readTag(parts, order) {
  const name = parts[0]?.trim();
  if (name === void 0 || name === "") return void 0;
  const first2 = toNumber(parts[1]);
  const second = toNumber(parts[2]);
  if (order === "clip-first") return toLora(name, second ?? first2, first2);
  return toLora(name, first2, second);
}
var settingsLimit = 64 * 1024;
var pairLimit = 512;
var keyLimit = 64;
var key = /^[\p{L}\w][\p{L}\w \-/()+.]*$/u;
function scanSettings(text) {
  const scanner = new SettingsScanner(text.slice(0, settingsLimit));
  scanner.run();
  return scanner.pairs;
}
var SettingsScanner = class {
  pairs = /* @__PURE__ */ new Map();
  #text;
  #at = 0;
  // Whether quotes may still close; once an opening quote was searched to the end in vain, none is searched again.
  #quotesClose = true;
  #bracketsClose = true;
  constructor(text) {
    this.#text = text;
  }
  run() {
    while (this.#at < this.#text.length && this.pairs.size < pairLimit) {
      const colon = this.#keyEnd();
      if (colon === void 0) continue;
      const name = this.#text.slice(this.#at, colon).trim();
      this.#at = colon + 1;
      const value = this.#value();
      if (key.test(name) && !this.pairs.has(name)) this.pairs.set(name, value);
    }
  }
  /** The colon that ends the key at the cursor; otherwise moves the cursor behind the text that is not a key. */
  #keyEnd() {
    const end = Math.min(this.#at + keyLimit, this.#text.length);
    for (let index = this.#at; index < end; index++) {
      const character = this.#text[index];
      if (character === ":") return index;
      if (character === "," || character === "\n") {
        this.#at = index + 1;
        return void 0;
      }
    }
    this.#at = this.#plainEnd(end) + 1;
    return void 0;
  }
  #value() {
    while (this.#text[this.#at] === " ") this.#at++;
    const first2 = this.#text[this.#at];
    const structured = first2 === '"' ? this.#quoted() : this.#bracketed(first2);
    if (structured !== void 0) return structured;
    const start2 = this.#at;
    this.#at = this.#plainEnd(start2) + 1;
    return this.#text.slice(start2, this.#at - 1).trim();
  }
  #plainEnd(from) {
    for (let index = from; index < this.#text.length; index++) {
      const character = this.#text[index];
      if (character === "," || character === "\n") return index;
    }
    return this.#text.length;
  }
  #quoted() {
    const end = this.#quotesClose ? closingQuote(this.#text, this.#at) : void 0;
    if (end === void 0) {
      this.#quotesClose = false;
      return void 0;
    }
    const literal = this.#text.slice(this.#at, end + 1);
    this.#at = end + 1;
    return unquoted(literal);
  }
  #bracketed(first2) {
    if (first2 !== "[" && first2 !== "{") return void 0;
    const end = this.#bracketsClose ? closingBracket(this.#text, this.#at) : void 0;
    if (end === void 0) {
      this.#bracketsClose = false;
      return void 0;
    }
    const value = this.#text.slice(this.#at, end + 1);
    this.#at = end + 1;
    return value;
  }
};
function closingQuote(text, start2) {
  for (let index = start2 + 1; index < text.length; index++) {
    if (text[index] === "\\") index++;
    else if (text[index] === '"') return index;
  }
  return void 0;
}
function closingBracket(text, start2) {
  let depth = 0;
  for (let index = start2; index < text.length; index++) {
    const character = text[index];
    if (character === '"') {
      const end = closingQuote(text, index);
      if (end === void 0) return void 0;
      index = end;
    } else if (character === "[" || character === "{") depth++;
    else if ((character === "]" || character === "}") && --depth === 0) return index;
  }
  return void 0;
}
function unquoted(literal) {
  try {
    const value = JSON.parse(literal);
    return typeof value === "string" ? value : literal;
  } catch {
    return literal.slice(1, -1);
  }
}
var loraType = /^(?:lora|lycoris|locon|dora)$/i;
function readResources(text) {
  const list = text === void 0 ? void 0 : parseJson(text);
  if (!isArray(list)) return { model: void 0, loras: [] };
  const resources = list.filter(isJsonObject);
  const checkpoint = resources.find((resource) => member(resource, "type") === "checkpoint");
  const loras = resources.flatMap((resource) => {
    if (!loraType.test(toText(member(resource, "type")) ?? "")) return [];
    return toLora(toText(member(resource, "modelName")), toNumber(member(resource, "weight"))) ?? [];
  });
  return { model: checkpoint && toText(member(checkpoint, "modelName")), loras };
}
var negativeMark = "negative prompt:";
var firstStep = /^steps: ?\d/i;
var used = /* @__PURE__ */ new Set([
  "Steps",
  "Sampler",
  "Schedule type",
  "Scheduler",
  "CFG scale",
  "Distilled CFG Scale",
  "Guidance",
  "Seed",
  "Size",
  "Model",
  "Denoising strength",
  "Clip skip",
  "VAE"
]);
var usedNames = new Map(
  [...used, "Base model", "Model hash", "Version", "Upscale"].map((name) => [
    name.toLowerCase(),
    name
  ])
);
var afterwards = /^(?:postprocess|upscale|upscaler|gfpgan|codeformer|face restoration)\b[^,:]{0,40}:/i;
var combinedSampler = /^(.+?) (Karras|Exponential|Polyexponential|SGM Uniform|Beta)$/i;
var longestText = 1e6;
function isA1111(text) {
  if (text.length > longestText) return false;
  return /^steps: ?\d/im.test(text) || /^negative prompt:/im.test(text);
}
function readA1111(text) {
  const { prompt, negative: negative2, settings } = splitText(text.replaceAll("\r\n", "\n"));
  const pairs2 = withKnownNames(scanSettings(settings));
  const resources = readResources(pairs2.get("Civitai resources"));
  const loras = promptLoras(prompt, "clip-first");
  return {
    source: toolOf(pairs2),
    prompt: toText(prompt),
    negative_prompt: toText(negative2),
    model: modelOf(pairs2) ?? resources.model,
    seedText: toSeed(pairs2.get("Seed")),
    steps: toPositive(pairs2.get("Steps")),
    cfg: toAmount(pairs2.get("CFG scale")),
    guidance: toAmount(pairs2.get("Distilled CFG Scale") ?? pairs2.get("Guidance")),
    ...samplerOf(pairs2),
    denoise: toAmount(pairs2.get("Denoising strength")),
    clip_skip: toClipSkip(pairs2.get("Clip skip")),
    vae: vaeOf(pairs2),
    loras: loras.length > 0 ? loras : [...resources.loras, ...weightedLoras(pairs2.get("Lora weights"))],
    resolution: toSize(pairs2.get("Size")),
    createdAt: toTime(pairs2.get("Created Date")) ?? toTime(pairs2.get("Date")),
    extra: extraOf(pairs2)
  };
}
function toClipSkip(text) {
  const layer = toPositive(text);
  return Number.isInteger(layer) ? layer : void 0;
}
function vaeOf(pairs2) {
  const name = toText(pairs2.get("VAE"));
  return name === void 0 || /^(?:automatic|none|built.?in|baked.*)$/i.test(name) ? void 0 : name;
}
function withKnownNames(pairs2) {
  const named22 = /* @__PURE__ */ new Map();
  for (const [name, value] of pairs2) {
    const known = usedNames.get(name.toLowerCase()) ?? name;
    if (!named22.has(known)) named22.set(known, value);
  }
  return named22;
}
function modelOf(pairs2) {
  if (pairs2.has("Upscale") && !pairs2.has("Steps")) return void 0;
  return toText(pairs2.get("Model")) ?? toText(pairs2.get("Base model"));
}
function splitText(text) {
  const lines = text.split("\n");
  const start2 = settingsLine(lines);
  const above = lines.slice(0, start2);
  const mark = above.findIndex(
    (line2) => line2.slice(0, negativeMark.length).toLowerCase() === negativeMark
  );
  const prompt = mark < 0 ? above : above.slice(0, mark);
  const negative2 = mark < 0 ? "" : above.slice(mark).join("\n").slice(negativeMark.length);
  return { prompt: prompt.join("\n"), negative: negative2, settings: lines.slice(start2).join("\n") };
}
function settingsLine(lines) {
  const steps = lines.findLastIndex((line3) => firstStep.test(line3));
  if (steps >= 0) return steps;
  const last = lines.findLastIndex((line3) => line3.trim() !== "");
  const line2 = lines[last] ?? "";
  if (afterwards.test(line2)) return firstAfterwards(lines, last);
  const isNegative = line2.slice(0, negativeMark.length).toLowerCase() === negativeMark;
  return !isNegative && scanSettings(line2).size >= 3 ? last : lines.length;
}
function firstAfterwards(lines, last) {
  let first2 = last;
  while (first2 > 0 && afterwards.test(lines[first2 - 1] ?? "")) first2--;
  return first2;
}
function toolOf(pairs2) {
  const version = pairs2.get("Version") ?? "";
  if (/^SD\.?Next/i.test(pairs2.get("App") ?? "")) return "sdnext";
  if (/^f\d|neo|classic|forge/i.test(version)) return "forge";
  if (/^comfyui/i.test(version)) return "comfyui";
  if (/^fooocus/i.test(version)) return "fooocus";
  return version === "" && pairs2.has("Civitai resources") ? "civitai" : "a1111";
}
function samplerOf(pairs2) {
  const sampler = toText(pairs2.get("Sampler"));
  const scheduler = toText(pairs2.get("Schedule type")) ?? toText(pairs2.get("Scheduler"));
  const combined2 = scheduler === void 0 ? combinedSampler.exec(sampler ?? "") : null;
  if (combined2 === null) return { sampler, scheduler };
  return { sampler: combined2[1], scheduler: combined2[2] };
}
function weightedLoras(text) {
  return (text ?? "").split(",").flatMap((entry) => {
    const colon = entry.lastIndexOf(":");
    const lora = toLora(
      toText(entry.slice(0, Math.max(colon, 0))),
      toNumber(entry.slice(colon + 1))
    );
    return lora ?? [];
  });
}
function extraOf(pairs2) {
  const entries = [...pairs2].filter(([name, value]) => !used.has(name) && value !== "");
  return entries.length === 0 ? void 0 : Object.fromEntries(entries);
}
var arithmetic = /math|expression|calc|arithmetic|compar|operation|multiply|divide|subtract|randomi[sz]e|logic(?!.*not)/i;
var fanLimit = 512;
function toGraph(value) {
  if (!isJsonObject(value)) return void 0;
  const graph = /* @__PURE__ */ new Map();
  for (const id of Object.keys(value)) {
    const entry = value[id];
    if (!isJsonObject(entry)) continue;
    const { class_type: type, inputs, _meta: meta } = entry;
    if (typeof type !== "string" || !isJsonObject(inputs)) continue;
    const title = isJsonObject(meta) ? member(meta, "title") : void 0;
    graph.set(id, toNode(id, type, inputs, typeof title === "string" ? title : ""));
  }
  return graph.size === 0 ? void 0 : graph;
}
function toNode(id, type, inputs, title) {
  const all = Object.keys(inputs);
  const keys = all.length > fanLimit ? all.slice(0, fanLimit) : all;
  const links = [];
  for (const key2 of keys) {
    const value = inputs[key2];
    if (isLink(value)) links.push({ key: key2, value });
  }
  return { id, type, title, inputs, keys, links };
}
function isLink(value) {
  return Array.isArray(value) && value.length === 2 && Number.isInteger(value[1]) && (typeof value[0] === "string" || typeof value[0] === "number");
}
function hasInput(node, key2) {
  return Object.hasOwn(node.inputs, key2);
}
function input(node, key2) {
  return member(node.inputs, key2);
}
function onlyLink(node) {
  return node.links.length === 1 ? node.links[0]?.value : void 0;
}
var entryLimit2 = 4096;
var keyLimit2 = 64;
function remembered(ask) {
  const answers = /* @__PURE__ */ new Map();
  return (name) => {
    const known = answers.get(name);
    if (known !== void 0) return known.answer;
    const answer = ask(name);
    if (name.length <= keyLimit2 && answers.size < entryLimit2) answers.set(name, { answer });
    return answer;
  };
}
var depthLimit = 64;
function isStage(key2) {
  return key2.startsWith("stage_");
}
var Walk = class {
  graph;
  budget;
  #texts = /* @__PURE__ */ new Map();
  #hasStages;
  constructor(graph, budget = new Budget()) {
    this.graph = graph;
    this.budget = budget;
  }
  /** Whether any conditioning hands on a latent; hardly a graph has one, and the way is shorter without. */
  get hasStages() {
    this.#hasStages ??= [...this.graph.values()].some(
      (node) => node.links.some(({ key: key2 }) => isStage(key2))
    );
    return this.#hasStages;
  }
  /** The node that a link leads to; undefined for a literal, a broken link, or beyond the budget. */
  follow(value) {
    const node = isLink(value) ? this.graph.get(String(value[0])) : void 0;
    return node !== void 0 && this.budget.takeLink(node.keys.length) ? node : void 0;
  }
  /** Like `follow`, for lists of nodes, whose links are paid for together. */
  peek({ value }) {
    return this.graph.get(String(value[0]));
  }
  /** Reads once for each key; the value is empty during the read, so that a cycle ends. */
  remember(key2, read) {
    const known = this.#texts.get(key2);
    if (known !== void 0) return known;
    this.#texts.set(key2, "");
    const text = read();
    this.#texts.set(key2, text);
    return text;
  }
  /** Every node upstream of `start`, including it, with its distance, nearest first. */
  slice(start2) {
    const distances = /* @__PURE__ */ new Map([[start2.id, 0]]);
    const queue = [start2];
    for (let index = 0; index < queue.length; index++) {
      const node = queue[index];
      if (node === void 0) break;
      if (!this.budget.takeEdges(node.links.length)) break;
      const distance = (distances.get(node.id) ?? 0) + 1;
      for (const link of node.links) {
        const source = this.peek(link);
        if (source === void 0 || distances.has(source.id)) continue;
        distances.set(source.id, distance);
        queue.push(source);
      }
    }
    return distances;
  }
};
var switchName = /switch|select|if.?(?:else|any)|^if\b|branch|conditional|ifexecute/i;
var isSwitchName = remembered((type) => switchName.test(type));
var flagKeys = [
  "switch",
  "boolean",
  "condition",
  "cond",
  "bool",
  "flag",
  "toggle",
  "ANY"
];
var numberKeys = [
  "select",
  "Input",
  "index",
  "selected_index",
  "selector",
  "input_index"
];
var constantKeys = [
  "value",
  "boolean",
  "bool",
  "BOOLEAN",
  "Boolean",
  "int",
  "INT",
  "number",
  "Number",
  "state",
  "switch",
  "select",
  "index"
];
var falseName = /false|(?:^|_)(?:ff|else|off|no)(?:_|$)/i;
var trueName = /true|(?:^|_)(?:tt|then|yes|on)(?:_|$)/i;
var numberedName = /^\D*?_?(\d{1,3})$/;
var inverting = /(?:^|[^a-z])not(?:[^a-z]|$)|invert|negate/i;
function branchesOf(walk, node) {
  const isPair = hasInput(node, "on_true") || hasInput(node, "on_false");
  if (!isPair && !isSwitchName(node.type)) return void 0;
  const values = node.keys.filter((key2) => isBranchValue(node, key2));
  const pair = values.filter((key2) => isTrue(key2) !== void 0);
  if (pair.length > 0) return byFlag(walk, node, pair);
  const numbered2 = values.filter((key2) => numberedName.test(key2));
  return numbered2.length > 0 ? byNumber(walk, node, numbered2) : void 0;
}
function isTrue(key2) {
  if (falseName.test(key2)) return false;
  return trueName.test(key2) ? true : void 0;
}
function isBranchValue(node, key2) {
  const value = input(node, key2);
  return (typeof value === "string" || isLink(value)) && !isSelector(key2);
}
function isSelector(key2) {
  return [...flagKeys, ...numberKeys].some((name) => name === key2);
}
function numberKey(node) {
  const key2 = numberKeys.find((name) => hasInput(node, name));
  return key2 ?? (typeof input(node, "input") === "number" ? "input" : void 0);
}
function byFlag(walk, node, pair) {
  const flag = flagOf(walk, node);
  if (flag === void 0) return { keys: pair, isKnown: false };
  return { keys: pair.filter((key2) => isTrue(key2) === flag), isKnown: true };
}
function byNumber(walk, node, numbered2) {
  const key2 = numberKey(node);
  if (key2 === void 0) {
    const flag = flagKeys.some((key3) => hasInput(node, key3));
    return { keys: numbered2.slice(0, flag ? void 0 : 1), isKnown: !flag };
  }
  const number = constantOf(walk, input(node, key2), 0);
  const chosen = numbered2.filter((key3) => Number(numberedName.exec(key3)?.[1]) === number);
  return chosen.length > 0 ? { keys: chosen, isKnown: true } : { keys: numbered2, isKnown: false };
}
function flagOf(walk, node) {
  const key2 = flagKeys.find((name) => hasInput(node, name)) ?? "value";
  const value = constantOf(walk, input(node, key2), 0);
  return value === void 0 ? void 0 : value !== 0;
}
function constantOf(walk, value, depth) {
  if (typeof value === "boolean") return value ? 1 : 0;
  if (typeof value === "number") return value;
  if (typeof value === "string") return { true: 1, false: 0 }[value.toLowerCase()];
  const node = depth < depthLimit ? walk.follow(value) : void 0;
  if (node === void 0) return void 0;
  const key2 = constantKeys.find((name) => hasInput(node, name)) ?? onlyKey(node);
  if (key2 === void 0 || arithmetic.test(node.type)) return void 0;
  const constant = constantOf(walk, input(node, key2), depth + 1);
  if (constant === void 0 || !inverting.test(node.type)) return constant;
  return constant === 0 ? 1 : 0;
}
function onlyKey(node) {
  return node.keys.length === 1 ? node.keys[0] : void 0;
}
var editor = /replac|regex|substring|slic|split|extract|case.?conver|(?:upper|lower)case|promptLine|random.?(?:line|multi)|line.?from|StringSelector|StringFunction/i;
var sourceKeys = [
  "string",
  "strings",
  "text",
  "text_a",
  "multiline_text",
  "prompt",
  "value"
];
var findKeys = ["find", "search", "text_b"];
var replaceKeys = ["replace", "replacement", "text_c"];
function editText(walk, node, read) {
  if (!editor.test(node.type) || input(node, "action") === "append") return void 0;
  const source = sourceKeys.find((key2) => node.keys.includes(key2));
  if (source === void 0) return void 0;
  const text = read(source);
  if (/promptLine|Selector/i.test(node.type)) return lineOf(node, text);
  const edited = /case/i.test(node.type) ? inCase(node, text) : replaced(node, text, read);
  return edited.slice(0, walk.budget.takeCharacters(edited.length));
}
function lineOf(node, text) {
  const lines = text.split("\n");
  const select = toNumber(input(node, "select"));
  if (select !== void 0)
    return input(node, "multiline") === true ? "" : lines[select % lines.length] ?? "";
  const start2 = toNumber(input(node, "start_index"));
  if (start2 === void 0 || toNumber(input(node, "max_rows")) !== 1) return "";
  const keepsEmpty = input(node, "remove_empty_lines") === false;
  return lines.filter((line2) => keepsEmpty || line2.trim() !== "")[start2] ?? "";
}
function inCase(node, text) {
  const mode = input(node, "mode");
  if (mode === "UPPERCASE") return text.toUpperCase();
  return mode === "lowercase" ? text.toLowerCase() : "";
}
function replaced(node, text, read) {
  const find = findKeys.find((key2) => node.keys.includes(key2));
  const other = replaceKeys.find((key2) => node.keys.includes(key2));
  if (find === void 0 || other === void 0) return "";
  const [wanted, replacement] = [read(find), read(other)];
  if (wanted === "") return replacement === "" ? text : "";
  if (/^\/.*\/$/s.test(wanted)) return "";
  const pieces = text.split(wanted);
  return text.length + pieces.length * replacement.length > 1e5 ? "" : pieces.join(replacement);
}
var joiner = /concat|join|combine|append|merge/i;
var numbered = /^(?:text|string|prompt|str|input|value)_?(?:\d{1,2}|[a-h])$/i;
var pieceKey = /text|string|prompt|prefix|suffix|^str/i;
var delimiterKey = /delimiter|separator/i;
var textLimit = 1e5;
function joinTexts(walk, node, read) {
  const keys = pieceKeys(node);
  if (keys.length < 2) return void 0;
  const delimiter = delimiterOf(node);
  const pieces = [];
  let left = textLimit;
  for (const key2 of keys) {
    const text = left > 0 ? read(key2) : "";
    if (text === "") continue;
    for (const piece of pieces.length === 0 ? [text] : [delimiter, text]) {
      const granted = walk.budget.takeCharacters(Math.min(piece.length, left));
      left -= granted;
      pieces.push(piece.slice(0, granted));
    }
  }
  return pieces.join("");
}
function delimiterOf(node) {
  const key2 = node.keys.find((name) => delimiterKey.test(name));
  const literal = key2 === void 0 ? void 0 : node.inputs[key2];
  if (key2 === void 0 && node.inputs.tidy_tags === "yes") return ", ";
  return typeof literal === "string" ? literal.slice(0, 1e3).replaceAll("\\n", "\n") : " ";
}
function pieceKeys(node) {
  const wanted = joiner.test(node.type) ? pieceKey : numbered;
  return node.keys.filter((key2) => wanted.test(key2) && !delimiterKey.test(key2) && isPiece(node, key2)).sort((left, right) => left.localeCompare(right, "en", { numeric: true }));
}
function isPiece(node, key2) {
  const value = node.inputs[key2];
  return typeof value === "string" || isLink(value);
}
var opaque = /OneButton|Prompt.?(?:Enhanc|Rewrit)|Promptist|SuperPrompt|LLM|Caption|Interrogat|TextGenerat|Tagger|Florence|Ollama|ChatGPT|OpenAI|Gemini|Claude|Qwen\d?[._]?\d?_?VL|JoyCap|Moondream|LLaVA|VLM/i;
var plainKeys = [
  "text",
  "prompt",
  "string",
  "value",
  "Text",
  "String",
  "prompt_text",
  "wildcard_text",
  "text_input",
  "text_0"
];
var textRow = ["text", "text_b", "text_c", "text_d"];
var textKey = /text|string|prompt|value|content|positive|negative|caption|words|tags|lines?$/i;
var settingKey = /file|path|folder|name|style|mode|template|separator|delimiter|format|encod|lang|(?:^|_)id$|type/i;
var fileName = /^[^\n]{0,300}\.[a-z][a-z\d]{1,11}$|^(?:[a-z]:)?[/\\][^\n ]{1,300}$/i;
var longestText2 = 1e5;
var numbers = /^[\s\d.,;:+\-()[\]]*$/;
var roleKeys = {
  positive: ["positive", "text_positive", "positive_prompt", "positive_text", "optional_positive"],
  negative: ["negative", "text_negative", "negative_prompt", "negative_text", "optional_negative"]
};
function textOf(walk, value, role, depth = 0) {
  if (typeof value === "string")
    return value.length > longestText2 ? value.slice(0, longestText2) : value;
  const node = depth < depthLimit ? walk.follow(value) : void 0;
  if (node === void 0) return "";
  const own = isLink(value) ? ownTextOf(node, value) : void 0;
  return own === void 0 ? nodeText(walk, node, role, depth + 1) : textOf(walk, input(node, own), role, depth + 1);
}
function ownTextOf(node, [, slot]) {
  const isRow = textRow.every((key2) => hasInput(node, key2)) && !hasInput(node, "delimiter");
  return isRow ? textRow[slot] : void 0;
}
function nodeText(walk, node, role, depth) {
  return walk.remember(`${role} ${node.id}`, () => composeText(walk, node, role, depth));
}
function composeText(walk, node, role, depth) {
  if (/ZeroOut/.test(node.type) || opaque.test(node.type)) return shownText(node);
  const branches = branchesOf(walk, node);
  if (branches !== void 0) {
    const texts = branches.keys.map((key2) => textOf(walk, node.inputs[key2], role, depth));
    if (branches.isKnown) return texts.find((text) => text !== "") ?? "";
    return texts.every((text) => text === texts[0]) ? texts[0] ?? "" : "";
  }
  const byRole = roleKeys[role].find((key2) => isTextual(input(node, key2)));
  if (byRole !== void 0) return textOf(walk, input(node, byRole), role, depth);
  const populated = input(node, "populated_text");
  if (typeof populated === "string" && populated !== "") return populated;
  const shown = shownText(node);
  if (shown !== "") return shown;
  const read = (key2) => textOf(walk, input(node, key2), role, depth);
  return editText(walk, node, read) ?? joinTexts(walk, node, read) ?? plainText(walk, node, role, depth);
}
function shownText(node) {
  const shown = input(node, "text_0");
  return typeof shown === "string" ? shown : "";
}
function plainText(walk, node, role, depth) {
  for (const key2 of plainKeys) {
    const value = input(node, key2);
    if (!isTextual(value)) continue;
    const text = textOf(walk, value, role, depth);
    if (text !== "") return text;
  }
  const link = onlyLink(node);
  if (link !== void 0) return textOf(walk, link, role, depth);
  const texts = node.keys.filter((key2) => isText(key2, node.inputs[key2]));
  const only2 = texts.length === 1 ? node.inputs[texts[0] ?? ""] : "";
  return typeof only2 === "string" ? only2 : "";
}
function isText(key2, value) {
  if (typeof value !== "string" || settingKey.test(key2) || !textKey.test(key2)) return false;
  return !fileName.test(value.trim()) && !numbers.test(value);
}
function isTextNode(node) {
  return /text|string|prompt|wildcard/i.test(node.type) || plainKeys.some((key2) => typeof input(node, key2) === "string");
}
function isTextual(value) {
  return typeof value === "string" || isLink(value);
}
var textKeys = [
  "text",
  "prompt",
  "text_g",
  "text_l",
  "prompt_g",
  "prompt_l",
  "clip_l",
  "clip_g",
  "t5xxl",
  "t5",
  "llama",
  "bert",
  "mt5xl",
  "tags",
  "user_prompt",
  "prompt_schedule",
  "positive_prompt",
  "negative_prompt"
];
var encoderName = /Text.?Encode|Encode\w*Prompt|Prompt\w*(?:Encode|Schedul)|T5\w*Encode/i;
var languageModel = /^(?:(?:opt_)?clip|t5|text_encoder|tokenizer|llm_model|bert|hyvid_text_encoder)(?:_?\d)?$/i;
function isEncoder(node) {
  if (encoderName.test(node.type)) return true;
  const isFed2 = node.links.some(({ key: key2 }) => languageModel.test(key2));
  return isFed2 && textKeys.some((key2) => isTextual(input(node, key2)) && !languageModelLink(node, key2));
}
function languageModelLink(node, key2) {
  return languageModel.test(key2) && isLink(input(node, key2));
}
function encoderTexts(walk, node, role) {
  const populated = input(node, "populated_text");
  if (typeof populated === "string" && populated !== "") return [populated];
  const byRole = roleKeys[role].find((key2) => isTextual(input(node, key2)));
  if (byRole !== void 0) return [textOf(walk, input(node, byRole), role)];
  const texts = /* @__PURE__ */ new Set();
  for (const key2 of textKeys) {
    if (!hasInput(node, key2) || languageModelLink(node, key2)) continue;
    if (!isTextual(input(node, key2))) continue;
    const text = textOf(walk, input(node, key2), role);
    texts.add(text.slice(0, walk.budget.takeCharacters(text.length)).trim());
  }
  return [...texts];
}
var negative = /(?:^|_)(?:neg|negative|uncond|unconditional)(?:_|\d|$)|^empty_cond/i;
var positive = /(?:^|_)(?:pos|positive)(?:_|\d|$)/i;
var neutral = /^cond|_cond(?:itioning)?(?:_|\d|$)/i;
var bundle = /pipe|tuple|context|(?:^|_)ctx(?:_|$)/i;
var setting = /mode|strength|weight|type|start|end|percent|scale|cfg|average|size|steps?$/i;
var polarityOf = remembered((key2) => {
  if (setting.test(key2)) return void 0;
  if (negative.test(key2)) return "negative";
  if (positive.test(key2)) return "positive";
  return neutral.test(key2) ? "either" : void 0;
});
var isBundle = remembered((key2) => bundle.test(key2));
function conditioningLinks(node, role) {
  const exact = node.links.filter(({ key: key2 }) => key2 === role);
  if (exact.length > 0) return exact;
  const own = node.links.filter(({ key: key2 }) => polarityOf(key2) === role);
  if (own.length > 0) return own;
  return role === "positive" ? node.links.filter(({ key: key2 }) => polarityOf(key2) === "either") : [];
}
function roleOfOutput(node, [, slot], role) {
  const sides = new Set(node.links.map(({ key: key2 }) => polarityOf(key2)));
  if (!sides.has("positive") || !sides.has("negative")) return role;
  const first2 = node.links.some(({ key: key2 }) => key2 === "model") ? 1 : 0;
  if (slot === first2) return "positive";
  return slot === first2 + 1 ? "negative" : role;
}
var isArithmetic = remembered((type) => arithmetic.test(type));
var seedKeys = ["seed", "noise_seed", "value", "int", "INT", "Value", "number"];
var numberKeys2 = ["value", "int", "float", "INT", "FLOAT", "Value", "Number", "number"];
var otherNames = {
  sampler_name: ["sampler"],
  scheduler: ["scheduler_name"]
};
var nameKeys = ["value", "string", "String", "text", "name"];
function resolveSeed(walk, node, keys) {
  return firstOf(
    keys,
    (key2) => resolve(walk, input(node, key2), { name: "seed", keys: seedKeys, accept: toSeed }, 0)
  );
}
function resolveNumber(walk, node, keys) {
  return firstOf(keys, (key2) => {
    const wanted = { name: key2, keys: [key2, ...numberKeys2], accept: toNumber };
    return resolve(walk, input(node, key2), wanted, 0);
  });
}
function resolveName(walk, node, keys) {
  return firstOf(keys, (key2) => {
    const keys2 = [key2, ...otherNames[key2] ?? [], ...nameKeys];
    const wanted = { name: key2, keys: keys2, accept: toName };
    return resolve(walk, input(node, key2), wanted, 0);
  });
}
function resolve(walk, value, wanted, depth) {
  if (value === void 0) return void 0;
  if (!isLink(value)) return wanted.accept(value);
  const node = depth < depthLimit ? walk.follow(value) : void 0;
  if (node === void 0 || isArithmetic(node.type)) return void 0;
  const next = (key3) => resolve(walk, input(node, key3), wanted, depth + 1);
  const branches = branchesOf(walk, node);
  if (branches !== void 0) return branches.isKnown ? firstOf(branches.keys, next) : void 0;
  const key2 = sourceKey(node, wanted);
  if (key2 !== void 0) return next(key2);
  const link = onlyLink(node);
  return link === void 0 ? onlyLiteral(node, wanted.accept) : resolve(walk, link, wanted, depth + 1);
}
function sourceKey(node, { name, keys }) {
  const exact = keys.find((key2) => hasInput(node, key2));
  if (exact !== void 0) return exact;
  const speaking = node.keys.filter((key2) => key2.toLowerCase().split(/[_. ]/).includes(name));
  if (speaking.length === 1) return speaking[0];
  return node.keys.find((key2) => isBundle(key2) && isLink(input(node, key2)));
}
function onlyLiteral(node, accept) {
  let found;
  for (const key2 of node.keys) {
    const value = accept(node.inputs[key2]);
    if (value === void 0) continue;
    if (found !== void 0) return void 0;
    found = value;
  }
  return found;
}
function firstOf(keys, find) {
  for (const key2 of keys) {
    const found = find(key2);
    if (found !== void 0) return found;
  }
  return void 0;
}
function fillFromAnywhere(walk, found, { sampled = false, promptKnown = false } = {}) {
  if (isWhole(found)) return found;
  const nodes = [...walk.graph.values()];
  return {
    ...found,
    prompt: found.prompt ?? (promptKnown ? void 0 : onlyText(walk, nodes)),
    model: found.model ?? onlyName(walk, nodes, ["ckpt_name", "unet_name", "gguf_name"]),
    // A bare `seed` beside a sampler belongs to another node, such as a wildcard or a detailer.
    seedText: found.seedText ?? onlySeed(walk, nodes, sampled ? ["noise_seed"] : ["noise_seed", "seed"]),
    steps: found.steps ?? onlyNumber(walk, nodes, "steps", toPositive),
    sampler: found.sampler ?? onlyName(walk, nodes, ["sampler_name"]),
    scheduler: found.scheduler ?? onlyName(walk, nodes, ["scheduler"]),
    denoise: found.denoise ?? (found.steps === void 0 ? onlyNumber(walk, nodes, "denoise", toAmount) : void 0)
  };
}
function isWhole(found) {
  return found.prompt !== void 0 && found.model !== void 0 && found.seedText !== void 0 && found.steps !== void 0 && found.sampler !== void 0 && found.scheduler !== void 0;
}
function onlyName(walk, nodes, keys) {
  return only(nodes, keys, (node) => toText(resolveName(walk, node, keys)));
}
function onlySeed(walk, nodes, keys) {
  return only(nodes, keys, (node) => resolveSeed(walk, node, keys));
}
function onlyNumber(walk, nodes, key2, accept) {
  return only(nodes, [key2], (node) => accept(resolveNumber(walk, node, [key2])));
}
function only(nodes, keys, find) {
  let common;
  for (const node of nodes) {
    const found = keys.some((key2) => hasInput(node, key2)) ? find(node) : void 0;
    if (found === void 0 || found === common) continue;
    if (common !== void 0) return void 0;
    common = found;
  }
  return common;
}
function onlyText(walk, nodes) {
  let common;
  for (const node of nodes) {
    if (!isEncoder(node) || /neg/i.test(node.type) || /neg/i.test(node.title)) continue;
    for (const text of encoderTexts(walk, node, "positive")) {
      if (text.trim() === "" || text === common) continue;
      if (common !== void 0) return void 0;
      common = text;
    }
  }
  return common?.trim();
}
var towards = /cond|prompt|text|embed|encod|region|input|value|any|^$|output|signal|\*/i;
var away = /^(?:clip|vae|model|control_net|style_model|noise|sigmas|sampler|mask|seed|steps|cfg)(?:_?\d+)?$|clip_vision|image|pixels|latent|samples|mask|ind(?:ex|ices)|width|height|_model$/i;
var textInput = /pos|neg|prompt|text|cond/i;
function readConditioning(walk, owner, role, foreign = []) {
  const collector = new Collector(walk, foreign);
  collector.node(owner, role, { depth: 0, key: role });
  return {
    texts: [...collector.texts],
    guidance: collector.guidance,
    known: collector.known,
    unsure: collector.unsure
  };
}
var Collector = class {
  texts = /* @__PURE__ */ new Set();
  guidance;
  known = false;
  unsure = false;
  #walk;
  #foreign;
  #seen = /* @__PURE__ */ new Set();
  constructor(walk, foreign) {
    this.#walk = walk;
    this.#foreign = foreign;
  }
  node(node, role, way) {
    const key2 = `${role} ${node.id}`;
    if (this.#seen.has(key2)) return;
    this.#seen.add(key2);
    if (/ZeroOut/.test(node.type)) this.known = true;
    else if (!this.#switch(node, role, way)) this.#meaning(node, role, way);
  }
  /** Follows the chosen branch of a switch; all of them, and unsurely, where the choice is not in the file. */
  #switch(node, role, way) {
    const branches = branchesOf(this.#walk, node);
    if (branches === void 0) return false;
    const before = this.texts.size;
    for (const key2 of branches.keys) {
      this.#value(input(node, key2), role, { key: way.key, depth: way.depth + 1 });
      if (branches.isKnown && this.texts.size > before) break;
    }
    if (!branches.isKnown && this.texts.size > before + 1) this.unsure = true;
    return true;
  }
  #meaning(node, role, way) {
    if (way.depth > 0) this.guidance ??= resolveNumber(this.#walk, node, ["guidance"]);
    const links = conditioningLinks(node, role);
    for (const [index, link] of links.entries()) {
      const own = [...this.texts];
      this.#link(link, role, way.depth);
      if (way.depth === 0 && index > 0) this.#withoutForeign(own);
    }
    if (isEncoder(node)) this.#encoder(node, role);
    else if (links.length > 0) this.#addition(node, role);
    else if (!this.#ownText(node, role, way)) this.#elsewhere(node, role, way);
  }
  #withoutForeign(own) {
    for (const text of this.#foreign) if (!own.includes(text)) this.texts.delete(text);
  }
  #link({ key: key2, value }, role, depth) {
    this.#value(value, role, { key: key2, depth: depth + 1 });
  }
  #value(value, role, way) {
    if (typeof value === "string" && textInput.test(way.key)) this.#literal(value);
    const node = way.depth < depthLimit ? this.#walk.follow(value) : void 0;
    if (node !== void 0 && isLink(value))
      this.node(node, this.#side(node, value, role, way), way);
  }
  /** The side of a link's output; what carries everything in one link keeps the side that was asked for. */
  #side(node, value, role, { key: key2 }) {
    return isBundle(key2) ? role : roleOfOutput(node, value, role);
  }
  #encoder(node, role) {
    this.known = true;
    for (const text of encoderTexts(this.#walk, node, role)) this.#literal(text);
  }
  #literal(text) {
    this.known = true;
    const trimmed = text.trim();
    if (trimmed !== "") this.texts.add(trimmed);
  }
  /** A text that a node adds to the conditioning that it is given. */
  #addition(node, role) {
    const key2 = roleKeys[role].find((name) => typeof input(node, name) === "string");
    if (key2 !== void 0) this.#literal(String(input(node, key2)));
  }
  /**
   * The text that a node holds for a role: a loader's, or one that edits a pipe. The pipe's text stays where the new one is
   * empty or added to it.
   */
  #ownText(node, role, { depth }) {
    const key2 = roleKeys[role].find((name) => typeof input(node, name) === "string");
    if (key2 === void 0) return false;
    const text = String(input(node, key2));
    const bundles = node.links.filter((link) => isBundle(link.key));
    const mode = input(node, "conditioning_mode") ?? "replace";
    if (text.trim() === "" || mode !== "replace")
      for (const link of bundles) this.#link(link, role, depth);
    this.#literal(text);
    return true;
  }
  #elsewhere(node, role, way) {
    if (this.#first(
      node.links.filter(({ key: key2 }) => isBundle(key2)),
      role,
      way
    ))
      return;
    if (way.depth === 0 && role === "negative") return;
    if (isTextNode(node) && textInput.test(way.key)) {
      this.#literal(nodeText(this.#walk, node, role, way.depth));
      return;
    }
    const other = role === "positive" ? /neg|uncond/i : /pos/i;
    const links = node.links.filter(({ key: key2 }) => !other.test(key2) && !away.test(key2));
    const named22 = links.filter(({ key: key2 }) => towards.test(key2));
    this.#first(named22.length > 0 || node.links.length > 1 ? named22 : links, role, way);
  }
  /** Follows the first of these links that leads to a text. */
  #first(links, role, { depth }) {
    const before = this.texts.size;
    for (const link of links) {
      this.#link(link, role, depth);
      if (this.texts.size > before) return true;
    }
    return links.length > 0 && this.known;
  }
};
var presetKey = /resolution|aspect|dimension|preset|ratio|size/i;
function presetSize(node) {
  for (const key2 of node.keys) {
    const value = node.inputs[key2];
    const size = typeof value === "string" && presetKey.test(key2) ? toSize(value) : void 0;
    if (size !== void 0) return changed(node, size);
  }
  return void 0;
}
function changed(node, { width, height }) {
  const turned = [input(node, "swap_dimensions"), input(node, "swap"), input(node, "invert")].some(
    (value) => value === true || value === "On"
  );
  const factor = toPositive(input(node, "prescale_factor")) ?? 1;
  const scaled = (length) => Math.floor(length * factor);
  return {
    width: toPositive(input(node, "width_override")) ?? scaled(turned ? height : width),
    height: toPositive(input(node, "height_override")) ?? scaled(turned ? width : height)
  };
}
var latentKeys = [
  "latent_image",
  "latent",
  "latents",
  "samples",
  "optional_latent",
  "image_embeds"
];
var pathKey = /^(?:latent|samples|pixels|image_embeds|width|optional_latent)/;
function readEmptyLatent(walk, sampler) {
  let links = latentKeys.map((key2) => input(sampler, key2)).filter(isLink);
  if (links.length === 0) links = pathLinks(walk, sampler);
  const seen = /* @__PURE__ */ new Set();
  for (let depth = 0; depth < depthLimit && links.length > 0; depth++) {
    const nodes = links.flatMap((link) => walk.follow(link) ?? []);
    const fresh = nodes.filter((node) => !seen.has(node.id));
    for (const node of fresh) {
      seen.add(node.id);
      const size = nodeSize(walk, node);
      if (size !== void 0) return { resolution: size, batch_size: batchSize(walk, node) };
    }
    links = fresh.flatMap((node) => pathLinks(walk, node));
  }
  return { resolution: void 0, batch_size: void 0 };
}
function batchSize(walk, node) {
  const size = resolveNumber(walk, node, ["batch_size"]);
  return size !== void 0 && Number.isInteger(size) && size > 1 ? size : void 0;
}
function nodeSize(walk, node) {
  const preset = presetSize(node) ?? linkedPreset(walk, node);
  if (preset !== void 0) return preset;
  const width = toPositive(resolveNumber(walk, node, ["width", "empty_latent_width"]));
  const height = toPositive(resolveNumber(walk, node, ["height", "empty_latent_height"]));
  const isSize = width !== void 0 && height !== void 0 && width >= 16 && height >= 16;
  return isSize ? { width, height } : void 0;
}
function linkedPreset(walk, node) {
  const width = walk.follow(input(node, "width"));
  return width !== void 0 && walk.follow(input(node, "height")) === width ? presetSize(width) : void 0;
}
function pathLinks(walk, node) {
  const branches = branchesOf(walk, node)?.keys;
  const isPath = (key2) => branches?.includes(key2) ?? (pathKey.test(key2) || isBundle(key2));
  const links = node.links.filter(({ key: key2 }) => isPath(key2)).map(({ value }) => value);
  if (links.length > 0) return links;
  const only2 = onlyLink(node);
  return only2 === void 0 ? [] : [only2];
}
var latent = /^(?:latents?|samples?)(?:_|\d|$)|_(?:latents?|samples)(?:_|\d|$)|^stage_/i;
var picture = /image|pixels|frames?(?:_|\d|$)|video|picture|^(?:destination|source|base|background|input|any|value|output)(?:_|\d|$)|^$/i;
var aside = /control|reference|(?:^|_)ref(?:_|\d|$)|style|clip|vision|mask|depth|pose|canny|guide|ip_?adapter|insight|face_?id|^(?:model|vae|noise|sigmas|sampler|seed|steps|cfg|width|height|text|prompt|positive|negative|audio|fps|frame_rate|mode)(?:_|\d|$)|_model$|lora/i;
var isLatent = remembered((key2) => latent.test(key2));
var isPicture = remembered((key2) => picture.test(key2));
var isAside = remembered((key2) => aside.test(key2) || polarityOf(key2) !== void 0);
function latentWay(walk, start2, isEnd2 = () => false) {
  const distances = /* @__PURE__ */ new Map();
  const seen = /* @__PURE__ */ new Set([`picture ${start2.id}`]);
  const queue = [{ node: start2, mode: "picture", distance: 0 }];
  for (let index = 0; index < queue.length; index++) {
    const step = queue[index];
    if (step === void 0 || !walk.budget.takeEdges(step.node.links.length)) break;
    const isNew = step.mode === "picture" && !distances.has(step.node.id);
    if (isNew) distances.set(step.node.id, step.distance);
    if (isNew && isEnd2(step.node)) break;
    for (const next of nextSteps(walk, step)) {
      const key2 = `${next.mode} ${next.node.id}`;
      if (!seen.has(key2)) queue.push(next);
      seen.add(key2);
    }
  }
  return distances;
}
function nextSteps(walk, { node, mode, distance }) {
  const steps = [];
  const add = (link, next) => {
    const source = walk.peek(link);
    if (source !== void 0) steps.push({ node: source, mode: next, distance: distance + 1 });
  };
  const branches = branchesOf(walk, node)?.keys;
  if (branches !== void 0) {
    for (const link of node.links) if (branches.includes(link.key)) add(link, mode);
    return steps;
  }
  if (mode === "picture") for (const link of pictureLinks(node)) add(link, "picture");
  if (walk.hasStages) addConditionings(node, add);
  return steps;
}
function addConditionings(node, add) {
  for (const link of node.links) {
    if (isStage(link.key)) add(link, "picture");
    else if (polarityOf(link.key) !== void 0 || link.key === "guider" || node.links.length === 1)
      add(link, "conditioning");
  }
}
function pictureLinks(node) {
  const links = node.links.filter(({ key: key2 }) => !isAside(key2));
  const bundles = links.filter(({ key: key2 }) => isBundle(key2));
  for (const kind of [isLatent, isPicture]) {
    const own = links.filter(({ key: key2 }) => kind(key2) && !isBundle(key2));
    if (own.length > 0) return [...own, ...bundles];
  }
  return bundles.length > 0 || links.length > 0 ? links : node.links.length === 1 ? node.links : [];
}
var isStackKey = remembered(
  (key2) => /lora/i.test(key2) && !/name|strength|weight|count/i.test(key2)
);
var slotKey = /^(?:lora_name|lora)_(\d{1,2})(?:_name)?$/;
function nodeLoras(walk, node, depth = 0) {
  const found = [plainLora(walk, node), ...listedLoras(node)];
  for (const key2 of node.keys) {
    const value = node.inputs[key2];
    if (isJsonObject(value)) found.push(powerLora(value));
    else found.push(slotLora(walk, node, key2));
  }
  for (const { key: key2, value } of node.links) {
    const isStack = depth < depthLimit && isStackKey(key2);
    const stack = isStack ? walk.follow(value) : void 0;
    if (stack !== void 0) found.unshift(...nodeLoras(walk, stack, depth + 1));
  }
  return found.filter((lora) => lora !== void 0);
}
function listedLoras(node) {
  const value = input(node, "loras");
  const list = isJsonObject(value) ? member(value, "__value__") : value;
  if (isArray(list)) return list.filter(isJsonObject).map(listedLora);
  const text = /lora/i.test(node.type) ? input(node, "text") : void 0;
  return typeof text === "string" ? promptLoras(text, "model-first") : [];
}
function listedLora(entry) {
  if (member(entry, "active") === false) return void 0;
  const clip = toNumber(member(entry, "clipStrength"));
  return toLora(toName(member(entry, "name")), toNumber(member(entry, "strength")), clip);
}
function plainLora(walk, node) {
  const isLoader = typeof input(node, "lora") === "string" && hasInput(node, "strength");
  if (!hasInput(node, "lora_name") && !isLoader) return void 0;
  return toLora(
    resolveName(walk, node, ["lora_name", "lora"]),
    resolveNumber(walk, node, [
      "strength_model",
      "lora_model_strength",
      "strength",
      "lora_strength",
      "lora_weight"
    ]),
    resolveNumber(walk, node, ["strength_clip", "lora_clip_strength"])
  );
}
function powerLora(value) {
  if (member(value, "on") === false) return void 0;
  const strength = toNumber(member(value, "strength"));
  return toLora(toName(member(value, "lora")), strength, toNumber(member(value, "strengthTwo")));
}
function slotLora(walk, node, key2) {
  const number = slotKey.exec(key2)?.[1];
  if (number === void 0 || isSwitchedOff(walk, node, number)) return void 0;
  return toLora(
    resolveName(walk, node, [key2]),
    resolveNumber(walk, node, slotKeys(number, isSimple(node) ? simpleKeys : modelStrengthKeys)),
    isSimple(node) ? void 0 : resolveNumber(
      walk,
      node,
      slotKeys(number, ["clip_weight", "clip_str", "strength_clip", "clip_strength"])
    )
  );
}
var simpleKeys = ["lora_wt", "strength", "lora_strength", "weight"];
var modelStrengthKeys = [
  "model_weight",
  "model_str",
  "strength_model",
  "model_strength",
  ...simpleKeys
];
function isSimple(node) {
  return input(node, "input_mode") === "simple" || input(node, "mode") === "simple";
}
function slotKeys(number, names3) {
  return names3.flatMap((name) => [`${name}_${number}`, `lora_${number}_${name}`]);
}
function isSwitchedOff(walk, node, number) {
  if (input(node, "toggle") === false || input(node, `lora_${number}_enabled`) === false)
    return true;
  const limit = resolveNumber(walk, node, ["lora_count", "num_loras"]);
  if (limit !== void 0 && Number(number) > limit) return true;
  const state = input(node, `switch_${number}`);
  return state === false || typeof state === "string" && /^off$/i.test(state);
}
var seedKeys2 = ["seed", "noise_seed"];
var cfgKeys = ["cfg", "guidance_scale", "cfg_scale"];
var sigmaKeys = ["sigmas", "sigmas_1", "high_sigmas", "scheduler"];
function readSampling(walk, sampler) {
  const schedule = scheduleNode(walk, sampler);
  const guider = walk.follow(input(sampler, "guider"));
  return {
    seedText: readSeed(walk, sampler),
    steps: toPositive(resolveNumber(walk, sampler, ["steps"]) ?? scheduleSteps(walk, schedule)),
    cfg: toAmount(readCfg(walk, sampler, guider)),
    sampler: readSampler(walk, sampler),
    scheduler: readScheduler(walk, sampler, schedule),
    denoise: toAmount(
      resolveNumber(walk, sampler, ["denoise", "denoise_strength"]) ?? (schedule && resolveNumber(walk, schedule, ["denoise"]))
    )
  };
}
function readSeed(walk, sampler) {
  const own = resolveSeed(walk, sampler, seedKeys2);
  if (own !== void 0) return own;
  const noise = walk.follow(input(sampler, "noise"));
  return noise && (resolveSeed(walk, noise, seedKeys2) ?? resolveSeed(walk, sampler, ["noise"]));
}
function readCfg(walk, sampler, guider) {
  const own = resolveNumber(walk, sampler, cfgKeys);
  if (own !== void 0 || guider === void 0) return own;
  return resolveNumber(walk, guider, [...cfgKeys, "cfg1", "cfg_conds"]);
}
function readSampler(walk, sampler) {
  const named22 = toText(resolveName(walk, sampler, ["sampler_name"]));
  if (named22 !== void 0) return named22;
  const node = walk.follow(input(sampler, "sampler"));
  if (node === void 0) return toText(resolveName(walk, sampler, ["sampler"]));
  return toText(resolveName(walk, node, ["sampler_name", "sampler"])) ?? nameFromClass(node.type, /K?Sampler/);
}
function readScheduler(walk, sampler, schedule) {
  const own = toText(resolveName(walk, sampler, ["scheduler", "scheduler_name"]));
  if (own !== void 0 || schedule === void 0) return own;
  return toText(resolveName(walk, schedule, ["scheduler"])) ?? nameFromClass(schedule.type, /Scheduler|Sigmas/);
}
function scheduleNode(walk, sampler) {
  let node = walk.follow(input(sampler, "sigmas"));
  for (let depth = 0; node !== void 0 && depth < depthLimit; depth++) {
    if (hasInput(node, "steps") || typeof input(node, "sigmas") === "string") return node;
    const key2 = sigmaKeys.find((name) => isLink(input(node ?? sampler, name)));
    node = walk.follow(key2 === void 0 ? onlyLink(node) : input(node, key2));
  }
  return void 0;
}
function scheduleSteps(walk, schedule) {
  if (schedule === void 0) return void 0;
  const sigmas = input(schedule, "sigmas");
  if (typeof sigmas === "string") return sigmas.split(/[,\s]+/).filter(Boolean).length - 1;
  return resolveNumber(walk, schedule, ["steps"]);
}
function nameFromClass(type, suffix) {
  const bare2 = type.replace(suffix, "").replace(/([a-z])([A-Z])/g, "$1_$2");
  return toText(bare2.toLowerCase());
}
var modelKeys = ["ckpt_name", "unet_name", "base_ckpt_name", "gguf_name", "model_path"];
var chainKey = /^guider$|^(?:model|unet|base_model|MODEL)(?:_?\d+|s)?$|_model$|^model_/i;
var notModel = /upscale|lora|control_?net|clip_vision|style_model|ipadapter/i;
function readModelChain(walk, sampler) {
  const starts = [sampler, scheduleNode(walk, sampler)];
  for (const start2 of starts) {
    const chain = start2 && followChain(walk, start2);
    if (chain?.model !== void 0) return chain;
  }
  return { model: void 0, loras: [] };
}
function followChain(walk, start2) {
  const loras = [];
  const seen = /* @__PURE__ */ new Set();
  const model = search(walk, start2, { loras, seen, depth: 0 });
  return { model, loras: loras.reverse() };
}
function search(walk, node, state) {
  if (state.depth > depthLimit || state.seen.has(node.id)) return void 0;
  state.seen.add(node.id);
  if (state.depth > 0) state.loras.push(...nodeLoras(walk, node).toReversed());
  const own = state.depth > 0 ? modelName(walk, node) : void 0;
  if (own !== void 0) return own;
  for (const link of chainLinks(walk, node)) {
    const source = walk.follow(link);
    const before = state.loras.length;
    const found = source && search(walk, source, { ...state, depth: state.depth + 1 });
    if (found !== void 0) return found;
    state.loras.length = before;
  }
  return void 0;
}
function chainLinks(walk, node) {
  const branches = branchesOf(walk, node);
  if (branches !== void 0) return valuesOf(node, (key2) => branches.keys.includes(key2));
  const chain = valuesOf(
    node,
    (key2) => (chainKey.test(key2) || isBundle(key2)) && !notModel.test(key2)
  );
  return chain.length > 0 ? chain : valuesOf(node, () => true);
}
function valuesOf(node, wanted) {
  return node.links.filter(({ key: key2 }) => wanted(key2)).map(({ value }) => value);
}
function modelName(walk, node) {
  const named22 = resolveName(walk, node, modelKeys);
  if (named22 !== void 0) return named22;
  if (notModel.test(node.type) || isLink(input(node, "model"))) return void 0;
  if (hasInput(node, "model_name")) return resolveName(walk, node, ["model_name"]);
  return resolveName(walk, node, ["model"]);
}
var output = /save|preview|output|combine|webm/i;
var notOutput = /^conditioning|mask|string|text|prompt/i;
function rankTerminals(graph, fileName3) {
  const ranked = [];
  for (const node of graph.values()) {
    if (isTerminal(node)) ranked.push({ node, rank: rankOf(node, fileName3) });
  }
  return ranked.sort((left, right) => right.rank - left.rank).map(({ node }) => node);
}
function isTerminal(node) {
  return output.test(node.type) && !notOutput.test(node.type) && node.links.length > 0;
}
function rankOf(node, fileName3) {
  const prefix2 = input(node, "filename_prefix");
  const named22 = typeof prefix2 === "string" ? prefixMatch(prefix2, fileName3) : 0;
  if (node.type === "SaveImage") return named22 + 20;
  return named22 + (/save/i.test(node.type) ? 15 : 0);
}
function prefixMatch(prefix2, fileName3) {
  const last = prefix2.split(/[/\\]/).at(-1) ?? "";
  const pieces = last.split(/%[^%]*%/);
  if (pieces.every((piece) => piece === "") || !fileName3.startsWith(pieces[0] ?? "")) return 0;
  let at = 0;
  for (const piece of pieces) {
    const found = fileName3.indexOf(piece, at);
    if (found < 0) return 0;
    at = found + piece.length;
  }
  return /^_\d/.test(fileName3.slice(at)) ? 35 : 30;
}
var candidateLimit = 64;
var passLimit = 16;
var detailer = /detail/i;
var seedKeys3 = ["seed", "noise_seed"];
var samplerName = /sampler/i;
var flowKey = /^(?:model|positive|guider|latent|sample|image|pixels|pipe|basic_pipe|sdxl_tuple|context)|pipe$|embeds$|_latent$/;
var bundler = /context|pipe_?(?:in|out|edit|merge)|to_?(?:basic_?)?pipe|\bconfig\b/i;
var isBundlerName = remembered((type) => bundler.test(type));
var isContextKey = remembered((key2) => /(?:^|_)ctx(?:_|$)/.test(key2));
function samplerScore(node) {
  if (hasInput(node, "guider") && hasAny(node, ["sigmas", "noise"])) return isBundler(node) ? 0 : 5;
  if (!mayStep(node) || !isFed(node) || isBundler(node)) return 0;
  if (takesBothConditionings(node)) return 5;
  if (hasInput(node, "steps") && hasInput(node, "sampler_name")) return 4;
  if (hasInput(node, "steps") && hasAny(node, seedKeys3) && hasCfg(node)) return 4;
  const worksOn = hasAny(node, seedKeys3) || hasLatent(node);
  return samplerName.test(node.type) && worksOn ? 3 : 0;
}
function isBundler(node) {
  return isBundlerName(node.type) || node.keys.some(isContextKey);
}
function mayStep(node) {
  return hasInput(node, "steps") || hasInput(node, "sigmas") || samplerName.test(node.type);
}
function takesBothConditionings(node) {
  if (!hasInput(node, "positive") || !hasInput(node, "negative")) return false;
  if (!hasAny(node, ["steps", "sigmas"])) return false;
  return hasAny(node, [...seedKeys3, "model"]) || hasLatent(node);
}
function hasAny(node, keys) {
  return keys.some((key2) => hasInput(node, key2));
}
function isFed(node) {
  return node.links.some(({ key: key2 }) => flowKey.test(key2) || isBundle(key2));
}
function hasCfg(node) {
  return node.keys.some((key2) => key2 === "cfg" || key2.startsWith("guidance") || key2 === "cfg_scale");
}
function hasLatent(node) {
  return node.keys.some((key2) => key2.startsWith("latent"));
}
function chooseSampler(walk, way) {
  const all = candidates(walk, way);
  const plain = all.filter(({ node }) => !detailer.test(node.type));
  const pool = plain.length > 0 ? plain : all;
  if (pool.length < 2) return pool[0] && { base: pool[0].node, passes: [] };
  const first2 = pool.filter((candidate) => !hasSamplerBefore(walk, candidate, pool));
  const base = (first2.length > 0 ? first2 : pool).toSorted(byLikelihood)[0];
  if (base === void 0) return void 0;
  const others = all.filter(({ node }) => node !== base.node).toSorted((a, b) => b.distance - a.distance);
  return { base: base.node, passes: others.slice(0, passLimit).map(({ node }) => node) };
}
function candidates(walk, slice) {
  const found = [];
  for (const [id, distance] of slice) {
    const node = walk.graph.get(id);
    const score = node === void 0 || isTerminal(node) ? 0 : samplerScore(node);
    if (node !== void 0 && score > 0) found.push({ node, score, distance });
  }
  return found.length > candidateLimit ? found.slice(0, candidateLimit) : found;
}
function hasSamplerBefore(walk, { node }, pool) {
  const others = new Set(pool.map((other) => other.node).filter((other) => other !== node));
  let isFound = false;
  latentWay(walk, node, (before) => {
    isFound = others.has(before);
    return isFound;
  });
  return isFound;
}
function byLikelihood(left, right) {
  return right.score - left.score || left.distance - right.distance;
}
function conditioningOwner(walk, sampler) {
  return walk.follow(input(sampler, "guider")) ?? walk.follow(input(sampler, "text_embeds")) ?? sampler;
}
var encoderFiles = ["clip_name", "clip_name1", "clip_name2", "clip_name3", "clip_name4"];
var builtIn = /^(?:baked[ _]vae|none|default|automatic)$/i;
function readModelFiles(walk, sampler, way) {
  return { vae: readVae(walk, way), ...readEncoders(walk, sampler) };
}
function readVae(walk, way) {
  for (const id of way.keys()) {
    const node = walk.graph.get(id);
    if (node === void 0 || !node.links.some(({ key: key2 }) => key2 === "vae")) continue;
    const loader = followOne(walk, node, "vae");
    return loader && fileOf(walk, loader, "vae_name");
  }
  return void 0;
}
function readEncoders(walk, sampler) {
  const found = {};
  let node = encoderOf(walk, conditioningOwner(walk, sampler));
  for (let depth = 0; node !== void 0 && depth < depthLimit; depth++) {
    node = followOne(walk, node, "clip");
    if (node === void 0 || hasInput(node, "ckpt_name")) break;
    const layer = resolveNumber(walk, node, ["stop_at_clip_layer"]);
    if (layer !== void 0 && Number.isInteger(layer) && layer < 0) found.clip_skip ??= -layer;
    const loader = node;
    const files = encoderFiles.flatMap((key2) => fileOf(walk, loader, key2) ?? []);
    if (files.length > 0) return { ...found, text_encoders: files };
  }
  return found;
}
function encoderOf(walk, owner) {
  let node = owner;
  for (let depth = 0; node !== void 0 && depth < depthLimit; depth++) {
    if (isEncoder(node)) return node;
    const [link] = conditioningLinks(node, "positive");
    node = link === void 0 ? walk.follow(onlyLink(node)) : followOne(walk, node, link.key);
  }
  return void 0;
}
function followOne(walk, from, key2) {
  let node = walk.follow(from.inputs[key2]);
  for (let depth = 0; node !== void 0 && depth < depthLimit; depth++) {
    const branches = branchesOf(walk, node);
    if (branches === void 0) return node;
    const [only2, ...others] = branches.keys;
    if (only2 === void 0 || others.length > 0) return void 0;
    node = walk.follow(node.inputs[only2]);
  }
  return node;
}
function fileOf(walk, node, key2) {
  if (!hasInput(node, key2)) return void 0;
  const name = toText(resolveName(walk, node, [key2]));
  return name === void 0 || builtIn.test(name) ? void 0 : name;
}
var promptKeys = ["prompt", "prompt_text", "text_prompt", "edit_instruction"];
var looking = /segment|\bsam\d?\b|detect|dino|mask|caption|describe|matting|ocr|vqa|question/i;
var making = /^(?:seed|n|num(?:ber_of)?_images|aspect_ratio|ratio|size|size_preset|resolution|duration(?:_seconds)?|quality|negative_prompt|guidance(?:_scale)?|cfg_scale|model|model_name|image_size|width)$/;
function isPromptNode(node) {
  if (looking.test(node.type) || promptKey(node) === void 0) return false;
  const isLocal = node.links.some(
    ({ key: key2 }) => /(?:^|_)(?:model|clip|vae)$|pipe/i.test(key2) || polarityOf(key2) !== void 0
  );
  return !isLocal && node.keys.some((key2) => making.test(lastPart(key2)));
}
function lastPart(key2) {
  return key2.slice(key2.lastIndexOf(".") + 1);
}
function promptKey(node) {
  return keysOf(node, promptKeys).find((key2) => isTextual(input(node, key2)));
}
function keysOf(node, names3) {
  return names3.flatMap((name) => node.keys.filter((key2) => lastPart(key2) === name));
}
function readPromptNode(walk, node) {
  const keys = (...names3) => keysOf(node, names3);
  const text = (key2) => key2 === void 0 ? void 0 : textOf(walk, input(node, key2), "positive").trim();
  const prompt = text(promptKey(node));
  const negativeKey = keys("negative_prompt")[0];
  return {
    source: "comfyui",
    prompt: prompt === "" ? void 0 : prompt,
    negative_prompt: text(negativeKey),
    model: toText(resolveName(walk, node, keys("model", "model_name").filter(isNamed(node)))),
    seedText: toSeed(resolveSeed(walk, node, keys("seed"))),
    steps: toPositive(resolveNumber(walk, node, keys("steps", "num_inference_steps"))),
    cfg: toAmount(resolveNumber(walk, node, keys("cfg_scale", "guidance_scale", "cfg"))),
    guidance: toAmount(resolveNumber(walk, node, keys("guidance"))),
    resolution: sizeOf3(walk, node)
  };
}
function isNamed(node) {
  return (key2) => isLink(input(node, key2)) || typeof input(node, key2) === "string";
}
function sizeOf3(walk, node) {
  const width = resolveNumber(walk, node, keysOf(node, ["width"]));
  const height = resolveNumber(walk, node, keysOf(node, ["height"]));
  const text = keysOf(node, ["size", "resolution", "image_size"]).map((key2) => input(node, key2));
  const written = text.flatMap(
    (value) => toSize(typeof value === "string" ? value : void 0) ?? []
  );
  return written[0] ?? toResolution(width, height);
}
var terminalLimit = 32;
function readGraph(graph, fileName3, budget) {
  const walk = new Walk(graph, budget);
  const found = readMaker(walk, fileName3);
  return walk.budget.isSpent ? { source: "comfyui" } : found;
}
function readMaker(walk, fileName3) {
  const maker = findMaker(walk, fileName3);
  if (maker === void 0) return fillFromAnywhere(walk, { source: "comfyui" });
  return "base" in maker ? readSampled(walk, maker) : readPromptNode(walk, maker);
}
function readSampled(walk, { base, passes, way }) {
  const owner = conditioningOwner(walk, base);
  const negative2 = readConditioning(walk, owner, "negative");
  const positive2 = readConditioning(walk, owner, "positive", negative2.texts);
  const { model, loras } = readModelChain(walk, base);
  const prompt = positive2.unsure ? void 0 : positive2.texts.join("\n") || void 0;
  const found = {
    source: "comfyui",
    prompt,
    negative_prompt: negative2.known && !negative2.unsure ? negative2.texts.join("\n") : void 0,
    model: toText(model),
    ...readSampling(walk, base),
    guidance: positive2.guidance,
    loras: withPromptLoras(loras, prompt),
    ...readEmptyLatent(walk, base),
    ...readModelFiles(walk, base, way),
    extra: passes.length === 0 ? void 0 : { passes: passes.map((node) => readPass(walk, node)) }
  };
  const promptKnown = positive2.known || positive2.unsure;
  return fillFromAnywhere(walk, found, { sampled: true, promptKnown });
}
function findMaker(walk, fileName3) {
  const terminals = rankTerminals(walk.graph, fileName3).slice(0, terminalLimit);
  for (const terminal of terminals) {
    const way = latentWay(walk, terminal);
    const maker = sampledOn(walk, way) ?? promptNodeOn(walk, way);
    if (maker !== void 0) return maker;
  }
  for (const terminal of terminals) {
    const maker = sampledOn(walk, walk.slice(terminal));
    if (maker !== void 0) return maker;
  }
  return sampledOn(walk, new Map([...walk.graph.keys()].map((id) => [id, 0])));
}
function sampledOn(walk, way) {
  const choice = chooseSampler(walk, way);
  return choice && { ...choice, way };
}
function promptNodeOn(walk, way) {
  for (const id of way.keys()) {
    const node = walk.graph.get(id);
    if (node !== void 0 && isPromptNode(node)) return node;
  }
  return void 0;
}
function withPromptLoras(loras, prompt) {
  if (prompt === void 0 || !prompt.includes("<lora:")) return loras;
  const named22 = new Set(loras.map(({ name }) => name));
  return [...loras, ...promptLoras(prompt, "model-first").filter(({ name }) => !named22.has(name))];
}
function readPass(walk, node) {
  const { seedText, steps, cfg, sampler, scheduler, denoise } = readSampling(walk, node);
  const { model } = readModelChain(walk, node);
  const entries = Object.entries({
    node: node.type,
    model,
    seed: seedText,
    steps,
    cfg,
    sampler,
    scheduler,
    denoise
  });
  return Object.fromEntries(
    entries.flatMap(([key2, value]) => value === void 0 ? [] : [[key2, value]])
  );
}
var EmbeddedTexts = class {
  #texts;
  #parsed = /* @__PURE__ */ new Map();
  constructor(texts) {
    this.#texts = texts;
  }
  has(name) {
    return this.#texts.has(name);
  }
  get(name) {
    return this.#texts.get(name);
  }
  /** The JSON object under this name; one encoded twice is unwrapped. */
  object(name) {
    if (!this.#texts.has(name)) return void 0;
    if (!this.#parsed.has(name)) this.#parsed.set(name, toObject(this.#texts.get(name) ?? ""));
    return this.#parsed.get(name);
  }
  /** The first JSON object of this kind under one of the names. */
  find(names3, isKind) {
    for (const name of names3) {
      const object = this.object(name);
      if (object !== void 0 && isKind(object)) return object;
    }
    return void 0;
  }
  /** All texts as one object, for tools with a keyword for each value. */
  entries() {
    return Object.fromEntries(this.#texts);
  }
};
var commentNames = [
  "parameters",
  "UserComment",
  "Comment",
  "ImageDescription",
  "XPComment"
];
function toObject(value) {
  if (typeof value !== "string") return isJsonObject(value) ? value : void 0;
  if (!looksLikeJson(value) && !value.startsWith('"')) return void 0;
  const parsed2 = parseJson(value);
  const inner = typeof parsed2 === "string" && looksLikeJson(parsed2) ? parseJson(parsed2) : parsed2;
  return isJsonObject(inner) ? inner : void 0;
}
function restOf(object, used10) {
  const entries = Object.entries(object).filter(
    ([key2, value]) => !used10.has(key2) && value !== null && value !== "" && value !== false
  );
  return entries.length === 0 ? void 0 : Object.fromEntries(entries);
}
var nested = ["parameters", "params", "settings", "metadata", "generation"];
function readPlain(object) {
  const fields = new Fields(object);
  return {
    prompt: fields.text("prompt", "positive_prompt", "positive", "positiveprompt", "text"),
    negative_prompt: fields.text("negative_prompt", "negative", "negativeprompt"),
    model: fields.name(
      "model",
      "modelname",
      "stable_diffusion_model",
      "use_stable_diffusion_model",
      "base_model_name",
      "model_name",
      "checkpoint",
      "ckpt_name",
      "ckpt",
      "base_model",
      "sd_model"
    ),
    seedText: toSeed(fields.first("seed", "noise_seed")),
    steps: toPositive(fields.first("steps", "num_inference_steps", "sampling_steps")),
    cfg: toAmount(fields.first("cfg", "cfg_scale", "cfgscale", "guidance_scale", "scale")),
    guidance: toAmount(fields.first("guidance", "distilled_cfg_scale", "flux_guidance")),
    sampler: fields.name("sampler", "sampler_name"),
    scheduler: fields.name("scheduler", "schedule_type"),
    denoise: toAmount(fields.first("denoise", "denoising_strength", "strength")),
    loras: readLoras(fields.first("loras", "lora")),
    resolution: sizeOf22(fields),
    createdAt: toTime(fields.first("timestamp", "generated", "created", "created_at", "date")),
    extra: extraOf2(fields)
  };
}
var Fields = class {
  #values = /* @__PURE__ */ new Map();
  constructor(object) {
    this.#take(object);
    for (const key2 of nested) {
      const inner = this.#values.get(key2);
      if (isJsonObject(inner)) this.#take(inner);
    }
  }
  first(...keys) {
    for (const key2 of keys) {
      const value = this.#values.get(key2);
      if (value !== void 0 && value !== null && value !== "") return value;
    }
    return void 0;
  }
  text(...keys) {
    return toText(this.first(...keys));
  }
  name(...keys) {
    return toName(this.first(...keys));
  }
  #take(object) {
    for (const key2 of Object.keys(object)) {
      const name = key2.trim().toLowerCase().replace(/[\s-]/g, "_");
      const value = object[key2];
      if (value !== void 0 && !this.#values.has(name)) this.#values.set(name, value);
    }
  }
};
function sizeOf22(fields) {
  const size = toResolution(fields.first("width", "w"), fields.first("height", "h"));
  if (size !== void 0) return size;
  const value = fields.first("size", "resolution");
  return isJsonObject(value) ? sizeOf22(new Fields(value)) : toSize(toText(value));
}
function readLoras(value) {
  if (!isArray(value)) return void 0;
  return value.flatMap((entry) => {
    if (!isJsonObject(entry)) return toLora(toText(entry), 1) ?? [];
    const name = toName(member(entry, "name")) ?? toName(member(entry, "lora")) ?? toName(member(entry, "model"));
    const model = toNumber(member(entry, "strength_model")) ?? toNumber(member(entry, "strength"));
    return toLora(
      name,
      model ?? toNumber(member(entry, "weight")),
      toNumber(member(entry, "strength_clip"))
    ) ?? [];
  });
}
function extraOf2(fields) {
  const workflow = fields.text("workflow");
  return workflow === void 0 ? void 0 : { workflow };
}
function readCivitai(object, texts) {
  const metadata = toObject(member(object, "extraMetadata")) ?? texts.object("extraMetadata");
  const airs = member(objectAt(object, "extra"), "airs");
  if (metadata === void 0 && airs === void 0 && !Object.hasOwn(object, "resource-stack")) {
    return void 0;
  }
  const resources = metadata && member(metadata, "resources");
  return {
    mark: {
      source: "civitai",
      extra: {
        ...airs === void 0 ? {} : { airs },
        ...resources === void 0 ? {} : { resources }
      }
    },
    claims: metadata === void 0 ? {} : readPlain(metadata)
  };
}
function readComfyui(texts, fileName3, budget) {
  for (const object of carriers2(texts)) {
    const graph = toGraph(object) ?? toGraph(toObject(member(object, "prompt")));
    if (graph === void 0) continue;
    const civitai = readCivitai(object, texts);
    const found = readGraph(graph, fileName3, budget);
    return civitai === void 0 ? [found] : [civitai.mark, found, civitai.claims];
  }
  const isWorkflow = texts.has("workflow") || texts.find(commentNames, (object) => isEditorFormat(toObject(member(object, "workflow"))));
  return isWorkflow ? [{ source: "comfyui" }] : [];
}
function isEditorFormat(workflow) {
  return workflow !== void 0 && isArray(member(workflow, "nodes"));
}
function* carriers2(texts) {
  for (const name of ["prompt", "Prompt", ...commentNames]) {
    if (!texts.get(name)?.includes("class_type")) continue;
    const object = texts.object(name);
    if (object !== void 0) yield object;
  }
}
var entities = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'"
};
function xmpUserComment(packet) {
  const name = packet.indexOf("exif:UserComment");
  if (name < 0) return void 0;
  const attribute = /^\s*=\s*(["'])/.exec(packet.slice(name + 16, name + 40));
  if (attribute !== null)
    return attributeValue(packet, name + 16 + attribute[0].length, attribute[1]);
  const end = packet.indexOf("</exif:UserComment", name);
  const element = packet.slice(packet.indexOf(">", name) + 1, end < 0 ? void 0 : end);
  return unescaped(withoutTags(element)).trim();
}
function attributeValue(packet, start2, quote = '"') {
  const end = packet.indexOf(quote, start2);
  return end < 0 ? void 0 : unescaped(packet.slice(start2, end));
}
function withoutTags(element) {
  return element.replace(/<[^<>]{0,200}>/g, "");
}
function unescaped(text) {
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,4}));/gi,
    (whole, decimal2, hex, name) => {
      if (name !== void 0) return entities[String(name)] ?? whole;
      const code2 = decimal2 === void 0 ? Number.parseInt(String(hex), 16) : Number(decimal2);
      return code2 <= 1114111 ? String.fromCodePoint(code2) : whole;
    }
  );
}
var used2 = /* @__PURE__ */ new Set([
  "c",
  "uc",
  "model",
  "sampler",
  "seed",
  "scale",
  "steps",
  "size",
  "lora",
  "strength",
  "v2"
]);
function readDrawThings(texts) {
  const xmp = texts.get("XML:com.adobe.xmp");
  const comment2 = xmp === void 0 ? void 0 : parseJsonObject(xmpUserComment(xmp) ?? "");
  const object = comment2 ?? texts.object("UserComment");
  return object && isDrawThings(object) ? readObject(object) : void 0;
}
function isDrawThings(object) {
  return typeof member(object, "c") === "string" && Object.hasOwn(object, "uc");
}
function readObject(object) {
  return {
    source: "drawthings",
    prompt: toText(member(object, "c")),
    negative_prompt: toText(member(object, "uc")),
    model: toText(member(object, "model")),
    seedText: toSeed(member(object, "seed")),
    steps: toPositive(member(object, "steps")),
    cfg: toAmount(member(object, "scale")),
    sampler: toText(member(object, "sampler")),
    denoise: toAmount(member(object, "strength")),
    loras: arrayAt(object, "lora").filter(isJsonObject).flatMap(
      (lora) => toLora(toText(member(lora, "model")), toNumber(member(lora, "weight"))) ?? []
    ),
    resolution: toSize(toText(member(object, "size"))),
    extra: restOf(object, used2)
  };
}
var pairs = [
  ["use_lora_model", "lora_alpha"],
  ["LoRA model", "LoRA Strength"],
  ["lora_paths", "lora_scales"]
];
function pairedLoras(object) {
  const pair = pairs.find(([names22]) => Object.hasOwn(object, names22));
  if (pair === void 0) return void 0;
  const [names3, strengths] = pair.map((key2) => listOf(member(object, key2)));
  return names3?.flatMap((name, index) => toLora(toName(name), toNumber(strengths?.[index])) ?? []);
}
function listOf(value) {
  if (isArray(value)) return value;
  if (typeof value !== "string") return value === void 0 || value === null ? [] : [value];
  const text = value.trim();
  if (!text.startsWith("[") || !text.endsWith("]")) return [text];
  return text.slice(1, -1).split(",").map((item) => item.trim().replace(/^(['"])(.*)\1$/, "$2")).filter((item) => item !== "");
}
function readEasyDiffusion(texts) {
  const all = texts.has("use_stable_diffusion_model") || texts.has("Stable Diffusion model");
  const object = all ? texts.entries() : texts.find(commentNames, isEasyDiffusion);
  return object && {
    ...readPlain(object),
    source: "easydiffusion",
    loras: pairedLoras(object)
  };
}
function isEasyDiffusion(object) {
  return Object.hasOwn(object, "use_stable_diffusion_model") || Object.hasOwn(object, "Stable Diffusion model");
}
var used3 = /* @__PURE__ */ new Set([
  "prompt",
  "negative_prompt",
  "base_model",
  "seed",
  "steps",
  "guidance_scale",
  "sampler",
  "scheduler",
  "resolution",
  "loras"
]);
function readFooocus(texts) {
  const object = texts.find(commentNames, isFooocus);
  if (object !== void 0) return readObject2(object);
  return texts.has("fooocus_scheme") ? { source: "fooocus" } : void 0;
}
function isFooocus(object) {
  return Object.hasOwn(object, "base_model") && !Object.hasOwn(object, "software");
}
function readObject2(object) {
  return {
    ...readPlain(object),
    source: "fooocus",
    loras: [
      ...arrayAt(object, "loras").flatMap((entry) => listedLora2(entry) ?? []),
      ...combined(object)
    ],
    extra: restOf(object, used3)
  };
}
function listedLora2(entry) {
  return isArray(entry) ? toLora(toText(entry[0]), toNumber(entry[1])) : void 0;
}
function combined(object) {
  return Object.keys(object).flatMap((key2) => {
    const value = key2.startsWith("lora_combined_") ? toText(member(object, key2)) : void 0;
    const colon = value?.lastIndexOf(" : ") ?? -1;
    if (value === void 0 || colon < 0) return [];
    return toLora(toText(value.slice(0, colon)), toNumber(value.slice(colon + 3))) ?? [];
  });
}
var option = /^-([sSWHCAf])$/;
var glued = /^-([sSWHCAf])(\S+)$/;
function readDream(line2) {
  const { text, rest } = splitQuoted(line2.trim());
  const { positive: positive2, negative: negative2 } = splitBrackets(text);
  const options = readOptions(rest.split(/\s+/));
  return {
    source: "invokeai",
    prompt: toText(positive2),
    negative_prompt: toText(negative2),
    steps: toPositive(options.get("s")),
    seedText: toSeed(options.get("S")),
    resolution: toResolution(options.get("W"), options.get("H")),
    cfg: toAmount(options.get("C")),
    sampler: toText(options.get("A")),
    denoise: toAmount(options.get("f"))
  };
}
function splitQuoted(line2) {
  const end = line2.startsWith('"') ? line2.lastIndexOf('"') : -1;
  if (end > 0) return { text: line2.slice(1, end), rest: line2.slice(end + 1) };
  const dash = line2.search(/ -[sSWHCA] ?[\w.]/);
  return dash < 0 ? { text: line2, rest: "" } : { text: line2.slice(0, dash), rest: line2.slice(dash) };
}
function readOptions(words) {
  const options = /* @__PURE__ */ new Map();
  for (const [index, word] of words.entries()) {
    const letter = option.exec(word)?.[1];
    const pair = glued.exec(word);
    if (letter !== void 0) options.set(letter, words[index + 1] ?? "");
    else if (pair !== null) options.set(pair[1] ?? "", pair[2] ?? "");
  }
  return options;
}
function splitBrackets(text) {
  const positive2 = [];
  const negative2 = [];
  let at = 0;
  while (at < text.length) {
    const open = text.indexOf("[", at);
    const close = open < 0 ? -1 : text.indexOf("]", open);
    if (close < 0) break;
    positive2.push(text.slice(at, open).trim());
    negative2.push(text.slice(open + 1, close).trim());
    at = close + 1;
  }
  positive2.push(text.slice(at).trim());
  return {
    positive: positive2.filter((part) => part !== "").join(" "),
    negative: negative2.join(", ")
  };
}
var used4 = /* @__PURE__ */ new Set([
  "positive_prompt",
  "negative_prompt",
  "seed",
  "steps",
  "cfg_scale",
  "guidance",
  "scheduler",
  "model",
  "loras",
  "width",
  "height",
  "strength"
]);
function readInvokeai(texts) {
  const metadata = texts.object("invokeai_metadata");
  if (metadata !== void 0) return readMetadata(metadata);
  const older = texts.object("sd-metadata");
  if (older !== void 0) return readOlder(older);
  const dream = texts.get("Dream");
  if (dream !== void 0) return readDream(dream);
  const isInvoke = texts.has("invokeai_graph") || texts.has("invokeai_workflow");
  return isInvoke ? { source: "invokeai" } : void 0;
}
function readMetadata(metadata) {
  return {
    source: "invokeai",
    prompt: toText(member(metadata, "positive_prompt")),
    negative_prompt: toText(member(metadata, "negative_prompt")),
    model: modelName2(member(metadata, "model")),
    seedText: toSeed(member(metadata, "seed")),
    steps: toPositive(member(metadata, "steps")),
    cfg: toAmount(member(metadata, "cfg_scale")),
    guidance: toAmount(member(metadata, "guidance")),
    // The sampler is called scheduler in Invoke.
    sampler: toText(member(metadata, "scheduler")),
    denoise: toAmount(member(metadata, "strength")),
    loras: readLoras2(arrayAt(metadata, "loras")),
    resolution: toResolution(member(metadata, "width"), member(metadata, "height")),
    extra: restOf(metadata, used4)
  };
}
function modelName2(value) {
  if (!isJsonObject(value)) return toText(value);
  return toText(member(value, "name")) ?? toText(member(value, "model_name"));
}
function readLoras2(loras) {
  return loras.filter(isJsonObject).flatMap((entry) => {
    const model = member(entry, "model") ?? member(entry, "lora");
    return toLora(modelName2(model), toNumber(member(entry, "weight"))) ?? [];
  });
}
function readOlder(metadata) {
  const image2 = objectAt(metadata, "image");
  const { positive: positive2, negative: negative2 } = splitBrackets(olderPrompt(member(image2, "prompt")));
  return {
    source: "invokeai",
    prompt: toText(positive2),
    negative_prompt: toText(negative2),
    model: toName(member(metadata, "model_weights")),
    seedText: toSeed(member(image2, "seed")),
    steps: toPositive(member(image2, "steps")),
    cfg: toAmount(member(image2, "cfg_scale")),
    sampler: toText(member(image2, "sampler")),
    denoise: toAmount(member(image2, "strength")),
    resolution: toResolution(member(image2, "width"), member(image2, "height")),
    extra: restOf(metadata, /* @__PURE__ */ new Set(["image", "model_weights"]))
  };
}
function olderPrompt(value) {
  if (typeof value === "string") return value;
  const first2 = isArray(value) ? value[0] : void 0;
  return isJsonObject(first2) ? toText(member(first2, "prompt")) ?? "" : "";
}
var used5 = /* @__PURE__ */ new Set([
  "prompt",
  "negative_prompt",
  "resolution",
  "guidance_scale",
  "num_inference_steps",
  "seed",
  "sampler",
  "Model"
]);
function readHfSpace(texts) {
  const object = texts.find(commentNames, isHfSpace);
  return object && { ...readPlain(object), source: "hfspace", extra: restOf(object, used5) };
}
function isHfSpace(object) {
  return ["Model", "resolution", "guidance_scale"].every((key2) => Object.hasOwn(object, key2));
}
function readAnonymous(texts) {
  const prompt = texts.get("prompt");
  if (prompt !== void 0 && !looksLikeJson(prompt)) return readPlain(texts.entries());
  const object = texts.find(commentNames, (each) => typeof member(each, "prompt") === "string");
  if (object === void 0) return void 0;
  const found = readPlain(object);
  return { ...found, loras: found.loras ?? pairedLoras(object) };
}
var marks = ["noise_schedule", "v4_prompt", "uncond_scale"];
var used6 = /* @__PURE__ */ new Set([
  "prompt",
  "uc",
  "steps",
  "scale",
  "seed",
  "sampler",
  "noise_schedule",
  "strength",
  "width",
  "height",
  "v4_prompt",
  "v4_negative_prompt"
]);
var early = ["steps", "sampler", "seed", "scale", "uc"];
var usedEarly = new Set([...used6].filter((key2) => key2 !== "strength"));
function readNovelai(texts) {
  const outer = texts.object("UserComment");
  const comment2 = findComment(texts, outer);
  if (comment2 === void 0) return void 0;
  const source = texts.get("Source") ?? (outer && toText(member(outer, "Source")));
  const description = texts.get("Description") ?? (outer && toText(member(outer, "Description")));
  return {
    source: "novelai",
    prompt: captions(comment2, "v4_prompt") ?? toText(member(comment2, "prompt")) ?? toText(description),
    negative_prompt: captions(comment2, "v4_negative_prompt") ?? toText(member(comment2, "uc")),
    model: toText(source),
    seedText: toSeed(member(comment2, "seed")),
    steps: toPositive(member(comment2, "steps")),
    cfg: toAmount(member(comment2, "scale")),
    sampler: toText(member(comment2, "sampler")),
    scheduler: toText(member(comment2, "noise_schedule")),
    denoise: isComment(comment2) ? toAmount(member(comment2, "strength")) : void 0,
    resolution: toResolution(member(comment2, "width"), member(comment2, "height")),
    extra: restOf(comment2, isComment(comment2) ? used6 : usedEarly)
  };
}
function findComment(texts, outer) {
  const software = texts.get("Software") ?? (outer && toText(member(outer, "Software")));
  const isNamed2 = software?.startsWith("NovelAI") ?? false;
  const isOurs = (object) => isComment(object) || isEarly(object) || isNamed2 && Object.hasOwn(object, "steps");
  const inner = outer && toObject(member(outer, "Comment"));
  const wrapped = inner !== void 0 && (isNamed2 || isOurs(inner)) ? inner : void 0;
  return texts.find(["Comment", "UserComment"], isOurs) ?? wrapped;
}
function isEarly(object) {
  return early.every((key2) => Object.hasOwn(object, key2));
}
function isComment(object) {
  return marks.some((mark) => Object.hasOwn(object, mark));
}
function captions(comment2, key2) {
  const caption = objectAt(objectAt(comment2, key2), "caption");
  const characters = arrayAt(caption, "char_captions").filter(isJsonObject);
  const texts = [caption, ...characters].map(
    (each) => toText(member(each, "base_caption")) ?? toText(member(each, "char_caption")) ?? ""
  );
  return toText(texts.filter((text) => text !== "").join("\n"));
}
function readRuinedFooocus(texts) {
  const object = texts.find(commentNames, isRuinedFooocus);
  if (object === void 0) return void 0;
  return { ...readPlain(object), source: "ruinedfooocus", loras: readLoras3(object) };
}
function isRuinedFooocus(object) {
  return member(object, "software") === "RuinedFooocus";
}
function readLoras3(object) {
  const text = toText(member(object, "loras"));
  if (text?.includes("<")) return taggedLoras(text);
  const entries = text === void 0 ? arrayAt(object, "loras") : text.split(",");
  return entries.flatMap((entry) => entryLora(entry) ?? []);
}
function entryLora(entry) {
  if (isJsonObject(entry))
    return toLora(toName(member(entry, "name")), toNumber(member(entry, "weight")));
  return readLora(toText(isArray(entry) ? entry.at(-1) : entry));
}
function taggedLoras(text) {
  return text.split("<").flatMap((piece) => {
    const tag = piece.slice(0, Math.max(piece.indexOf(">"), 0));
    const colon = tag.lastIndexOf(":");
    const name = toText(tag.slice(0, Math.max(colon, 0)));
    return toLora(name, toNumber(tag.slice(colon + 1))) ?? [];
  });
}
function readLora(text) {
  const dash = text?.indexOf(" - ") ?? -1;
  if (text === void 0 || dash < 0) return void 0;
  return toLora(toText(text.slice(dash + 3)), toNumber(text.slice(0, dash)));
}
function readStabilityMatrix(texts) {
  const object = texts.object("parameters-json");
  if (object !== void 0) return { ...readPlain(object), source: "stabilitymatrix" };
  return texts.has("smproj") ? { source: "stabilitymatrix" } : void 0;
}
var used7 = /* @__PURE__ */ new Set([
  "prompt",
  "negativeprompt",
  "model",
  "seed",
  "steps",
  "cfgscale",
  "fluxguidancescale",
  "sampler",
  "scheduler",
  "width",
  "height",
  "loras",
  "loraweights"
]);
function readSwarmui(texts) {
  const object = texts.find(["parameters", "UserComment", "Model"], isSwarmui);
  return object && readSwarmuiObject(object);
}
function isSwarmui(object) {
  return Object.hasOwn(object, "sui_image_params");
}
function readSwarmuiObject(object) {
  const parameters = objectAt(object, "sui_image_params");
  const more = objectAt(object, "sui_extra_data");
  return {
    source: "swarmui",
    prompt: toText(member(parameters, "prompt")),
    negative_prompt: toText(member(parameters, "negativeprompt")),
    model: toText(member(parameters, "model")),
    seedText: toSeed(member(parameters, "seed")),
    steps: toPositive(member(parameters, "steps")),
    cfg: toAmount(member(parameters, "cfgscale")),
    guidance: toAmount(member(parameters, "fluxguidancescale")),
    sampler: toText(member(parameters, "sampler")),
    scheduler: toText(member(parameters, "scheduler")),
    denoise: toAmount(member(parameters, "initimagecreativity")),
    loras: readLoras4(parameters),
    resolution: toResolution(member(parameters, "width"), member(parameters, "height")),
    createdAt: toTime(member(more, "date")),
    extra: { ...restOf(parameters, used7), ...restOf(more, /* @__PURE__ */ new Set()) }
  };
}
function readLoras4(parameters) {
  const weights = arrayAt(parameters, "loraweights");
  return arrayAt(parameters, "loras").flatMap(
    (name, index) => toLora(toText(name), toNumber(weights[index])) ?? []
  );
}
var used8 = /* @__PURE__ */ new Set([
  "prompt",
  "negative_prompt",
  "negativePrompt",
  "steps",
  "cfgScale",
  "seed",
  "ksamplerName",
  "schedule",
  "baseModel",
  "models",
  "width",
  "height"
]);
function readTensorart(texts) {
  const data = texts.object("generation_data");
  if (data === void 0) return void 0;
  return {
    source: "tensorart",
    prompt: toText(member(data, "prompt")),
    negative_prompt: toText(member(data, "negative_prompt")) ?? toText(member(data, "negativePrompt")),
    model: fileName2(objectAt(data, "baseModel")),
    seedText: toSeed(member(data, "seed")),
    steps: toPositive(member(data, "steps")),
    cfg: toAmount(member(data, "cfgScale")),
    guidance: toAmount(member(data, "guidance")),
    sampler: toText(member(data, "ksamplerName")) ?? toText(member(data, "samplerName")),
    scheduler: toText(member(data, "schedule")),
    denoise: toAmount(member(data, "denoisingStrength")),
    loras: arrayAt(data, "models").filter(isJsonObject).flatMap((model) => toLora(fileName2(model), toNumber(member(model, "weight"))) ?? []),
    resolution: toResolution(member(data, "width"), member(data, "height")),
    extra: restOf(data, used8)
  };
}
function fileName2(model) {
  return toText(member(model, "modelFileName")) ?? toText(member(model, "label"));
}
var named2 = [
  readNovelai,
  readInvokeai,
  readSwarmui,
  readTensorart,
  readStabilityMatrix,
  readRuinedFooocus,
  readFooocus,
  readEasyDiffusion,
  readHfSpace,
  readDrawThings
];
var longestProse = 1e5;
function readTexts(texts, fileName3, budget = new Budget()) {
  if (texts.size === 0) return [];
  const embedded = new EmbeddedTexts(texts);
  const found = [];
  for (const read of named2) {
    const findings = read(embedded);
    if (findings !== void 0) found.push(findings);
  }
  found.push(...readComfyui(embedded, fileName3, budget));
  const settings = readSettings(embedded);
  if (settings !== void 0) found.push(settings);
  if (found.length === 0) found.push(readAnonymous(embedded) ?? {});
  const rest = readRest(embedded);
  if (rest !== void 0) found.push(rest);
  return found;
}
function readSettings(texts) {
  for (const name of commentNames) {
    const text = texts.get(name);
    if (text !== void 0 && isA1111(text)) return readA1111(text);
  }
  const parameters = texts.get("parameters");
  const isProse = parameters !== void 0 && !looksLikeJson(parameters);
  return isProse ? readA1111(parameters.slice(0, longestProse)) : void 0;
}
function readRest(texts) {
  const postprocessing = texts.get("postprocessing");
  const time = texts.get("DateTimeOriginal") ?? texts.get("DateTime");
  if (postprocessing === void 0 && time === void 0) return void 0;
  return {
    createdAt: toTime(time),
    extra: postprocessing === void 0 ? void 0 : { postprocessing }
  };
}
var foundWords = recipeWords.filter((word) => word !== "seed");
function mergeFindings(all) {
  let merged = all[0] ?? {};
  for (let index = 1; index < all.length; index++) merged = fillHoles(merged, all[index] ?? {});
  return merged;
}
function fillHoles(known, other) {
  const merged = {
    source: pickSource(known.source, other.source),
    seedText: first(known.seedText, other.seedText),
    createdAt: first(known.createdAt, other.createdAt),
    favourite: first(known.favourite, other.favourite),
    tags: first(known.tags, other.tags),
    batchId: first(known.batchId, other.batchId),
    sequenceId: first(known.sequenceId, other.sequenceId),
    frameNumber: first(known.frameNumber, other.frameNumber),
    extra: mergeExtra(known.extra, other.extra)
  };
  for (const word of foundWords) fillWord(merged, word, known, other);
  return merged;
}
function fillWord(merged, word, known, other) {
  const value = known[word];
  const isEmpty = Array.isArray(value) && value.length === 0;
  merged[word] = isEmpty ? first(other[word], value) : first(value, other[word]);
}
function first(known, other) {
  return known === void 0 ? other : known;
}
function mergeExtra(known, other) {
  if (known === void 0 || other === void 0) return first(known, other);
  return { ...other, ...known };
}
function pickSource(known, other) {
  if (known === void 0 || known === "unknown") return other ?? "unknown";
  return known === "sidecar" && other !== void 0 && other !== "unknown" ? other : known;
}
var deepestJson = 500;
function isDeeperThan(value, limit) {
  let level = [value];
  for (let depth = 0; depth <= limit; depth++) {
    level = level.flatMap(members);
    if (level.length === 0) return false;
  }
  return true;
}
function members(value) {
  return typeof value === "object" && value !== null ? Object.values(value) : [];
}
var used9 = /* @__PURE__ */ new Set([
  ...headlineSchema.keyof().options,
  "schema",
  "parameters",
  "timestamp",
  "batch",
  "sequence",
  "favourite",
  "tags"
]);
function isDarkroom(object) {
  const schema = member(object, "schema");
  return typeof schema === "string" && schema.startsWith("darkroom/");
}
function readDarkroom(object) {
  const sequence = objectAt(object, "sequence");
  const { seed: _, ...words } = fromFileForm(object);
  return {
    ...words,
    seedText: toSeed(member(object, "seed")),
    createdAt: toTime(member(object, "timestamp")),
    ...isRecipe(object) ? { source: "darkroom" } : {},
    ...readPersonal(object),
    tags: ownTags(object),
    batchId: toText(member(objectAt(object, "batch"), "id")),
    sequenceId: toText(member(sequence, "id")),
    frameNumber: toNumber(member(sequence, "frame_number")),
    extra: extraOf3(object)
  };
}
function isRecipe(object) {
  return Object.hasOwn(object, "prompt") || Object.hasOwn(object, "request_id");
}
function readPersonal(object) {
  const favourite = member(object, "favourite");
  const tags2 = member(object, "tags");
  return {
    favourite: typeof favourite === "boolean" ? favourite : void 0,
    tags: isArray(tags2) ? tags2.flatMap((tag) => toText(tag) ?? []) : void 0
  };
}
function ownTags(object) {
  const tags2 = member(object, "tags");
  if (!isArray(tags2)) return void 0;
  return tags2.filter((tag) => typeof tag === "string" && tag.trim() !== "").map(String);
}
function extraOf3(object) {
  const entries = Object.entries(object).filter(([key2]) => !used9.has(key2));
  for (const key2 of ["batch", "sequence"]) {
    const value = member(object, key2);
    if (value !== void 0 && value !== null) entries.push([key2, value]);
  }
  return entries.length === 0 ? void 0 : Object.fromEntries(entries);
}
var line = /^(Model|Prompt|Negative|Negative prompt|Steps|CFG|Seed|Size|Sampler|Scheduler|Workflow|Generated):[ \t]?(.*)$/i;
var ruler = /^\s*[-=*_#~]{3,}\s*$/;
var wholeKeys = /^(?:Model|Prompt|Negative)$/i;
function parseKeyLines(text) {
  const found = /* @__PURE__ */ new Map();
  let key2 = "";
  for (const row of text.replaceAll("\r\n", "\n").split("\n")) {
    const match = line.exec(row);
    const name = match?.[1]?.toLowerCase();
    if (name !== void 0 && !found.has(name)) {
      key2 = name;
      found.set(name, match?.[2] ?? "");
    } else if (/^(?:prompt|negative)/.test(key2) && !ruler.test(row)) {
      found.set(key2, `${found.get(key2) ?? ""}
${row}`);
    } else if (key2 === "" && /[\p{L}\p{N}]/u.test(row)) return void 0;
  }
  if (!isKeyLines(found)) return void 0;
  return Object.fromEntries([...found].map(([name, value]) => [name, value.trim()]));
}
function isKeyLines(found) {
  const steps = found.get("steps") ?? "";
  return found.size >= 2 && !steps.includes(",") && [...found.keys()].some((key2) => wholeKeys.test(key2));
}
function readKeyLines(object) {
  return { source: "sidecar", ...readPlain(object) };
}
var fileKeys = ["file", "filename", "image", "path", "name", "output"];
var numberKeys3 = ["frame", "frame_number", "number", "index"];
function readManifest(manifest, imageName) {
  const frames = arrayAt(manifest, "frames");
  const index = findFrame(frames, imageName);
  const frame = frames[index];
  const own = isJsonObject(frame) ? readPlain(frame) : { prompt: spokenPrompt(frame) };
  const shared = readPlain(manifest);
  return {
    ...shared,
    ...withoutHoles(own),
    source: "sidecar",
    loras: own.loras ?? readLoras(member(manifest, "loras")),
    sequenceId: toText(member(manifest, "sequence")) ?? toText(member(manifest, "sequence_id")),
    frameNumber: index < 0 ? void 0 : frameNumber(frame) ?? index + 1,
    extra: extraOf4(manifest, shared)
  };
}
function findFrame(frames, imageName) {
  const named22 = frames.findIndex((frame) => fileNames(frame).includes(imageName));
  if (named22 >= 0) return named22;
  const number = Number(/(\d{1,6})_?\.\w+$/.exec(imageName)?.[1] ?? Number.NaN);
  if (!Number.isInteger(number)) return -1;
  const numbered2 = frames.findIndex((frame) => frameNumber(frame) === number);
  if (numbered2 >= 0 || frames.some((frame) => frameNumber(frame) !== void 0)) return numbered2;
  return number >= 1 && number <= frames.length ? number - 1 : -1;
}
function fileNames(frame) {
  if (typeof frame === "string") return [baseName(frame)];
  if (!isJsonObject(frame)) return [];
  return fileKeys.flatMap((key2) => baseName(toText(member(frame, key2)) ?? "") || []);
}
function baseName(path) {
  return path.split(/[/\\]/).at(-1) ?? "";
}
function frameNumber(frame) {
  if (!isJsonObject(frame)) return void 0;
  for (const key2 of numberKeys3) {
    const number = toNumber(member(frame, key2));
    if (number !== void 0) return number;
  }
  return void 0;
}
function spokenPrompt(frame) {
  const text = toText(frame);
  return text === void 0 || /\.(?:png|jpe?g|webp)$/i.test(text) ? void 0 : text;
}
function extraOf4(manifest, shared) {
  const seed = member(manifest, "base_seed");
  return seed === void 0 ? shared.extra : { ...shared.extra, base_seed: seed };
}
function withoutHoles(findings) {
  return Object.fromEntries(Object.entries(findings).filter(([, value]) => value !== void 0));
}
function sidecarNames(imageName) {
  const dot = imageName.lastIndexOf(".");
  const stem = dot > 0 ? imageName.slice(0, dot) : imageName;
  return [
    `${stem}.json`,
    `${imageName}.json`,
    `${stem}.txt`,
    `${stem}.swarm.json`,
    ...promptNames(stem),
    "manifest.json"
  ];
}
function promptNames(stem) {
  const number = /^image((?:_\d+)?(?:-\d+)?)$/i.exec(stem);
  return number === null ? [] : [`prompt${number[1] ?? ""}.txt`];
}
var textLimit2 = 8 * 1024 * 1024;
function readSidecars(imageName, sidecars, budget) {
  const before = [];
  const after = [];
  for (const { name, text } of inOrder(imageName, sidecars)) {
    if (text.length > textLimit2) continue;
    const json = parseJson(text);
    if (isJsonObject(json)) readObject3(json, { name, text }, { imageName, budget, before, after });
    else readProse(text, name, { before, after });
  }
  return { before, after };
}
function inOrder(imageName, sidecars) {
  if (sidecars.length < 2) return sidecars;
  const names3 = sidecarNames(imageName);
  const rank = ({ name }) => (names3.indexOf(name) + names3.length + 1) % (names3.length + 1);
  return [...sidecars].sort((left, right) => rank(left) - rank(right));
}
function readObject3(object, { name, text }, found) {
  const { imageName, budget } = found;
  if (isDarkroom(object)) found.before.unshift(readDarkroom(object));
  else if (name === "manifest.json") found.after.push(readManifest(object, imageName));
  else
    found.before.push({ ...readForeign(object, text, imageName, budget), ...readPersonal(object) });
}
function readForeign(object, text, imageName, budget) {
  const found = mergeFindings(readTexts(/* @__PURE__ */ new Map([["UserComment", text]]), imageName, budget));
  const isKnown = found.source !== void 0 && found.source !== "unknown";
  return isKnown ? found : { source: "sidecar", ...readPlain(object) };
}
function readProse(text, name, found) {
  const lines = parseKeyLines(text);
  if (lines !== void 0) found.before.push(readKeyLines(lines));
  else if (isA1111(text)) found.after.push(readA1111(text));
  else if (/^prompt(?:_\d+)?(?:-\d+)?\.txt$/i.test(name))
    found.after.push({ source: "sidecar", prompt: toText(text) });
  else found.after.push({ extra: { caption: text.trim().slice(0, 4e3) } });
}
function toGeneration(findings) {
  const { source = "unknown", seedText = "", createdAt = "", favourite = false } = findings;
  const { tags: tags2 = [], batchId = "", sequenceId = "", frameNumber: frameNumber2 = null, extra = {} } = findings;
  const recipe = toRecipe(findings);
  return {
    source,
    recipe,
    seedText,
    createdAt,
    favourite,
    tags: tags2,
    batchId,
    sequenceId,
    frameNumber: frameNumber2,
    extra
  };
}
function toRecipe(findings) {
  const recipe = {};
  for (const word of foundWords) copyWord(recipe, word, findings);
  const seed = Number(findings.seedText ?? Number.NaN);
  if (Number.isSafeInteger(seed)) recipe.seed = seed;
  return recipe;
}
function copyWord(recipe, word, findings) {
  const value = findings[word];
  if (value !== void 0) recipe[word] = value;
}
var tellingNames = [
  "prompt",
  "parameters",
  "workflow",
  "UserComment",
  "Comment",
  "Prompt",
  "invokeai_metadata",
  "sd-metadata",
  "Dream",
  "generation_data",
  "smproj",
  "parameters-json",
  "XML:com.adobe.xmp",
  "use_stable_diffusion_model",
  "Stable Diffusion model"
];
var rawOnlyNames = /* @__PURE__ */ new Set([
  "workflow",
  "invokeai_workflow",
  "invokeai_graph"
]);
var shownNames = /* @__PURE__ */ new Set([
  ...tellingNames.filter((name) => name !== "workflow"),
  "Title",
  "Description",
  "Software",
  "Source",
  "seed",
  "negative_prompt"
]);
var unknownNameLimit = 16 * 1024;
function isTelling(texts) {
  return texts.size > 0 && tellingNames.some((name) => texts.has(name));
}
var everyText = { isEnough: isTelling };
var tellingTexts = {
  wants: (name, byteLength) => !rawOnlyNames.has(name) && (byteLength <= unknownNameLimit || shownNames.has(name)),
  isEnough: isTelling
};
var parsedLimit = 16 * 1024 * 1024;
var unreadable = readMediaFile(createBufferSource(new Uint8Array()));
function readImageMetadata(file, { raw = false } = {}) {
  const sidecars = file.sidecars ?? [];
  const media = quietly(
    () => readMediaFile(file.source, raw ? everyText : tellingTexts),
    unreadable
  );
  const budget = new Budget();
  const beside = quietly(() => readSidecars(file.name, sidecars, budget), { before: [], after: [] });
  const embedded = quietly(() => readTexts(media.texts, file.name, budget), []);
  const findings = mergeFindings([...beside.before, ...embedded, ...beside.after]);
  const metadata = toMetadata(media, findings);
  if (!raw) return metadata;
  const graph = quietly(() => readGraphText(media.texts), void 0);
  return {
    ...metadata,
    extra: withoutAbysses(metadata.extra),
    raw: rawTexts(media, sidecars),
    ...graph === void 0 ? {} : { graph }
  };
}
function toMetadata(media, findings) {
  const { format, mediaType, width, height, animated, durationSeconds, complete } = media;
  const facts = { format, mediaType, width, height, animated, durationSeconds };
  return { ...facts, complete, ...toGeneration(findings) };
}
function rawTexts({ texts }, sidecars) {
  const entries = [...texts, ...sidecars.map(({ name, text }) => [name, text])];
  let left = parsedLimit;
  return Object.fromEntries(
    entries.map(([name, text]) => {
      left -= text.length;
      return [name, left < 0 ? text : rawValue(text)];
    })
  );
}
function rawValue(text) {
  const value = looksLikeJson(text) ? quietly(() => parseJson(text), void 0) : void 0;
  return value === void 0 || isDeeperThan(value, deepestJson) ? text : value;
}
function withoutAbysses(extra) {
  const kept = Object.entries(extra).filter(([, value]) => !isDeeperThan(value, deepestJson));
  return Object.fromEntries(kept);
}
function quietly(read, otherwise) {
  try {
    return read();
  } catch {
    return otherwise;
  }
}
var rawJson = Reflect.get(JSON, "rawJSON");
function updateSidecar(text, { favourite, tags: tags2 }) {
  const known = text === void 0 ? void 0 : parseKeepingNumbers(text);
  const changed2 = {
    ...known ?? { schema: "darkroom/1", ...unreadable2(text) },
    ...favourite === void 0 ? {} : { favourite },
    ...tags2 === void 0 ? {} : { tags: [...new Set(tags2)] }
  };
  return `${JSON.stringify(changed2, void 0, 2)}
`;
}
function unreadable2(text = "") {
  return /^\s*(?:null|\{\s*\})?\s*$/.test(text) ? {} : { unreadable: text };
}
function parseKeepingNumbers(text) {
  try {
    const value = JSON.parse(text.replace(/^\uFEFF/, ""), keepNumber);
    return isPlainObject(value) ? value : void 0;
  } catch {
    return void 0;
  }
}
function isPlainObject(value) {
  return typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;
}
function keepNumber(_key, value, context) {
  return typeof value === "number" && context?.source !== void 0 ? rawJson(context.source) : value;
}
var magicBits = 15 * 8;
var outputLimit = 64 * 1024 * 1024;
var channels = [
  { samples: [3], plain: "stealth_pnginfo", compressed: "stealth_pngcomp" },
  { samples: [0, 1, 2], plain: "stealth_rgbinfo", compressed: "stealth_rgbcomp" }
];
function readStealthMetadata(rgba, width, height) {
  if (!(width > 0 && height > 0) || rgba.length < width * height * 4) return void 0;
  for (const channel of channels) {
    const text = hiddenText(
      new BitReader({ rgba, width, height, samples: channel.samples }),
      channel
    );
    if (text !== void 0) return toGeneration(mergeFindings(readTexts(toTexts(text), "")));
  }
  return void 0;
}
function hiddenText(bits, { plain, compressed }) {
  const magic = bits.bytes(0, magicBits).toString("latin1");
  if (magic !== plain && magic !== compressed) return void 0;
  const length = bits.bytes(magicBits, 32);
  const payload = length.length === 4 ? bits.bytes(magicBits + 32, length.readUInt32BE(0)) : void 0;
  if (payload === void 0) return void 0;
  try {
    return decodeText(
      magic === plain ? payload : gunzipSync(payload, { maxOutputLength: outputLimit })
    );
  } catch {
    return void 0;
  }
}
function toTexts(text) {
  const entries = Object.entries(parseJsonObject(text) ?? {});
  const strings = entries.flatMap(
    ([key2, value]) => typeof value === "string" ? [[key2, value]] : []
  );
  const isKeywords = strings.some(
    ([key2]) => key2 === "Comment" || key2 === "prompt" || key2 === "parameters"
  );
  return new Map(isKeywords ? strings : [["parameters", text]]);
}
var BitReader = class {
  #pixels;
  #count;
  constructor(pixels) {
    this.#pixels = pixels;
    this.#count = pixels.width * pixels.height * pixels.samples.length;
  }
  /** Whole bytes, highest bit first; as many as the pixels hold. */
  bytes(start2, bitCount) {
    const bytes = Math.floor(Math.min(bitCount, this.#count - start2) / 8);
    const found = Buffer7.alloc(Math.max(bytes, 0));
    for (let index = 0; index < found.length; index++) found[index] = this.#byte(start2 + index * 8);
    return found;
  }
  #byte(start2) {
    let byte = 0;
    for (let bit = start2; bit < start2 + 8; bit++) byte = byte << 1 | this.#bit(bit);
    return byte;
  }
  #bit(index) {
    const { rgba, width, height, samples } = this.#pixels;
    const pixel = Math.floor(index / samples.length);
    const sample = samples[index % samples.length] ?? 0;
    const x = Math.floor(pixel / height);
    const y = pixel % height;
    return (rgba[(y * width + x) * 4 + sample] ?? 0) & 1;
  }
};

export {
  createBufferSource,
  mediaTypes,
  fileExtensions,
  readMediaFile,
  readEmbeddedGraphs,
  sidecarNames,
  readImageMetadata,
  updateSidecar,
  readStealthMetadata
};
