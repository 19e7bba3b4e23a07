// The calls of the server's API that the studio makes, a function each.

import { withDraftValues } from "./draft-values.js";

/** What the server refused: `status`, `code`, `message`, and `path`, `hint`, `etag` or null. */
export class ApiError extends Error {
  constructor(status, problem, etag = null) {
    super(problem.message);
    this.name = "ApiError";
    this.status = status;
    this.code = problem.code;
    this.path = problem.path ?? null;
    this.hint = problem.hint ?? null;
    this.etag = etag;
  }
}

/**
 * Makes a call.
 *
 * @param {string} method
 * @param {string} path with its query
 * @param {{body?: any, headers?: Object, signal?: AbortSignal, raw?: boolean}} [options] `body` is
 *   sent as JSON unless it is a Blob
 * @returns {Promise<Response>}
 * @throws {ApiError} for every status from 400 on, and with status 0 when the server is not reached
 */
export async function call(method, path, options = {}) {
  const headers = { ...options.headers };
  let body = options.body;
  if (body !== undefined && !(body instanceof Blob)) {
    headers["Content-Type"] = "application/json";
    body = JSON.stringify(body);
  }
  let response;
  try {
    response = await fetch(path, {
      method, headers, body, signal: options.signal, credentials: "same-origin", cache: "no-cache",
    });
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new ApiError(0, { code: "unreachable", message: "the server does not answer" });
  }
  if (response.ok) return response;
  throw await refusal(response);
}

async function refusal(response) {
  const etag = response.headers.get("ETag");
  try {
    const problem = (await response.json()).error;
    if (response.status === 401) window.dispatchEvent(new Event("signedout"));
    return new ApiError(response.status, problem, etag);
  } catch {
    const message = `the server answered ${response.status}`;
    return new ApiError(response.status, { code: "unknown", message }, etag);
  }
}

async function json(method, path, options) {
  return (await call(method, path, options)).json();
}

/** A template with its entity tag: `{template, etag}`. */
async function tagged(method, path, options) {
  const response = await call(method, path, options);
  return { template: await response.json(), etag: response.headers.get("ETag") };
}

const at = (id) => `/api/templates/${encodeURIComponent(id)}`;
const matching = (etag) => (etag ? { "If-Match": etag } : {});

/** Signs this browser in with an admin's key, `{keyId, expiresAt}`; the cookie is the server's. */
export const signIn = (token) => json("POST", "/api/session", { body: { token } });
export const signOut = () => call("DELETE", "/api/session");

/** All templates: `[{id, name, description, public, width, height, version, updatedAt, …}]`. */
export async function listTemplates() {
  const all = [];
  let cursor = null;
  do {
    const query = cursor ? `&cursor=${encodeURIComponent(cursor)}` : "";
    const page = await json("GET", `/api/templates?limit=1000${query}`);
    all.push(...page.templates);
    cursor = page.next;
  } while (cursor);
  return all;
}

/** @returns {Promise<{template: Object, etag: string}>} */
export const getTemplate = (id) => tagged("GET", at(id));
/** `members`: name, description, jsonData, public, previewUrl, onMiss, fallback. */
export const createTemplate = (members) => tagged("POST", "/api/templates", { body: members });
/** Throws an ApiError of status 412, with the current `etag`, when `etag` is not current. */
export const updateTemplate = (id, members, etag) =>
  tagged("PUT", at(id), { body: members, headers: matching(etag) });
/** What a save would change: `{changes, cards, pictures, bytes, ids, unknownPictures}`. */
export const dryRunUpdate = (id, members, etag) =>
  json("PUT", `${at(id)}?dryRun=1`, { body: members, headers: matching(etag) });
export const deleteTemplate = (id, etag) => call("DELETE", at(id), { headers: matching(etag) });
export const dryRunDelete = (id) => json("DELETE", `${at(id)}?dryRun=1`);

/** The newest first: `[{version, name, updatedAt, source, current}]`. */
export const listVersions = async (id) => (await json("GET", `${at(id)}/versions`)).versions;
export const getVersion = (id, version) => tagged("GET", `${at(id)}/versions/${version}`);
export const restoreVersion = (id, version, etag) =>
  tagged("POST", `${at(id)}/versions/${version}/restore`, { headers: matching(etag) });

/**
 * Draws a draft; nothing is stored.
 *
 * @param {string|null} id null for a draft of no template
 * @param {{jsonData?: Object, layers?: Object, variables?: Object, width?: number, height?: number,
 *   scale?: number, format?: string}} wish
 * @returns {Promise<Blob>} the picture, PNG unless `format` says otherwise
 */
export async function preview(id, wish, signal) {
  const path = id === null ? "/api/preview" : `${at(id)}/preview`;
  return (await call("POST", path, { body: withDraftValues(wish), signal })).blob();
}

/**
 * Where a draft's layers stand and what lint says of it: `{width, height, boxes: [{name, type,
 * depth, frame: {x, y, width, height}, rotation}], notes: [{rule, level, layer, message}]}`;
 * boxes in painting order, in CSS px of the canvas, upright (turn each about its own centre by
 * `rotation`).
 */
export function inspect(id, wish, signal) {
  const path = id === null ? "/api/inspect" : `${at(id)}/inspect`;
  return json("POST", path, { body: withDraftValues(wish), signal });
}

/** The address of a small picture of the template as it is; `version` is the template's. */
export function thumbnailAddress(template, width = 480) {
  const version = encodeURIComponent(`${template.version}-${template.updatedAt}`);
  return `${at(template.id)}/thumbnail?width=${width}&v=${version}`;
}

/** `{defaultFamilies, families: [{name, isFallback, hasItalic, weights, axes, styles}]}`. */
export const listFonts = () => json("GET", "/api/fonts");
/** Stores a picture in the site: `{path, format, width, height, bytes, hash}`. */
export const uploadAsset = (file) => json("POST", "/api/assets", { body: file });
/** The pictures of the site's folder, the newest first: `[{path, bytes, modifiedAt}]`. */
export const listAssets = async () => (await json("GET", "/api/assets")).assets;

export const listKeys = async () => (await json("GET", "/api/keys")).keys;
/** `members`: name, plan, scopes. Answers the record with `key`, which is never shown again. */
export const createKey = (members) => json("POST", "/api/keys", { body: members });
export const revokeKey = (id) => call("DELETE", `/api/keys/${encodeURIComponent(id)}`);
/**
 * `{month, keys: [{keyId, name, plan, month, used, limit, remaining, resetsAt, days, months}]}`;
 * this month's unless one is given, as in "2026-07".
 */
export const getUsage = (month) => json("GET", `/api/usage${month ? `?month=${month}` : ""}`);
export const getStore = () => json("GET", "/api/store");
