import { createRequire as __cr } from 'node:module'; const require = __cr(import.meta.url);

// ../../packages/thumbnails/dist/chunk-ZBHOJMAP.js
import { createHash } from "node:crypto";
import { basename, dirname, join } from "node:path";
import { isAbsolute, join as join2, relative, sep } from "node:path";
var __knownSymbol = (name, symbol) => (symbol = Symbol[name]) ? symbol : /* @__PURE__ */ Symbol.for("Symbol." + name);
var __typeError = (msg) => {
  throw TypeError(msg);
};
var __using = (stack, value, async) => {
  if (value != null) {
    if (typeof value !== "object" && typeof value !== "function") __typeError("Object expected");
    var dispose, inner;
    if (async) dispose = value[__knownSymbol("asyncDispose")];
    if (dispose === void 0) {
      dispose = value[__knownSymbol("dispose")];
      if (async) inner = dispose;
    }
    if (typeof dispose !== "function") __typeError("Object not disposable");
    if (inner) dispose = function() {
      try {
        inner.call(this);
      } catch (e) {
        return Promise.reject(e);
      }
    };
    stack.push([async, dispose, value]);
  } else if (async) {
    stack.push([async]);
  }
  return value;
};
var __callDispose = (stack, error, hasError) => {
  var E = typeof SuppressedError === "function" ? SuppressedError : function(e, s, m, _) {
    return _ = Error(m), _.name = "SuppressedError", _.error = e, _.suppressed = s, _;
  };
  var fail = (e) => error = hasError ? new E(e, error, "An error was suppressed during disposal") : (hasError = true, e);
  var next = (it) => {
    while (it = stack.pop()) {
      try {
        var result = it[1] && it[1].call(it[2]);
        if (it[0]) return Promise.resolve(result).then(next, (e) => (fail(e), next()));
      } catch (e) {
        fail(e);
      }
    }
    if (hasError) throw error;
  };
  return next();
};
function hasId(value) {
  return typeof value === "object" && value !== null && "id" in value && Number.isInteger(value.id);
}
function isDecodeMessage(value) {
  return hasId(value) && "task" in value && "targets" in value;
}
function isReply(value) {
  return hasId(value) && (value.type === "started" || value.type === "made" && "made" in value || value.type === "failed" && "failure" in value);
}
var thumbnailDirectory = ".thumbnails";
var thumbnailSizes = [150, 300, 600, 1200];
var thumbnailFormats = ["webp", "avif"];
var illegalOnWindows = /[<>:"/\\|?*\p{Cc}]|[. ]$|^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/iu;
var ambiguous = /^\.|^h-[0-9a-f]{20}$|\.(?:150|300|600|1200)$/;
var longestName = 200;
function safeName(name) {
  const isSafe = name !== "" && Buffer.byteLength(name) <= longestName && !illegalOnWindows.test(name) && !ambiguous.test(name);
  return isSafe ? name : `h-${createHash("sha1").update(name).digest("hex").slice(0, 20)}`;
}
function thumbnailName(name, { size, format }) {
  const isUsual = size === 300 && format === "webp";
  return `${safeName(name)}${isUsual ? "" : `.${size}`}.${format}`;
}
function thumbnailPath(path, { size = 300, format = "webp" } = {}) {
  return join(dirname(path), thumbnailDirectory, thumbnailName(basename(path), { size, format }));
}
var convertedDirectory = (name) => join(".converted", safeName(name));
function convertedName({ format, width, quality, keepMetadata }) {
  const ofQuality = quality === void 0 ? "" : `-q${quality}`;
  return `${width ?? "full"}${ofQuality}${keepMetadata ? "-metadata" : ""}.${format}`;
}
var absolutePath = ({ base, name }) => join2(base, name);
function placeOf(path, ...bases) {
  for (const base of bases) {
    const name = base === void 0 ? "" : relative(base, path);
    const isInside = name !== "" && name !== ".." && !name.startsWith(`..${sep}`);
    if (base !== void 0 && isInside && !isAbsolute(name)) return { base, name };
  }
  throw new TypeError(`Expected a path below ${bases.filter(Boolean).join(" or ")}, got ${path}`);
}

export {
  __using,
  __callDispose,
  isDecodeMessage,
  isReply,
  thumbnailDirectory,
  thumbnailSizes,
  thumbnailFormats,
  thumbnailPath,
  convertedDirectory,
  convertedName,
  absolutePath,
  placeOf
};
