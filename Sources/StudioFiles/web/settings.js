// What the page was told of the site: the server's own tables (StudioSettings).

/**
 * `site` {name, baseUrl}, `lang`, `hosts`, `plans` [{name, rendersPerMonth|null}], `scopes`,
 * `standardScopes`, `presets` [{id, title, width, height}], `networks` [{id, title, presets, crop,
 * isCropUsual, bytesMax|null}], `layerTypes` {type: [{name, kind, expectation, initial, isRequired,
 * scope, min?, max?, words?}]}, `variableTypes`, `onMiss`, `fallback`, `limits`, `session` {keyId,
 * keyName} or null.
 */
export const settings = JSON.parse(document.getElementById("settings").textContent);
