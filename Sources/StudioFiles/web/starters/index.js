// The designs that a new template can begin with.

const files = [
  "blog-post", "product-launch", "quote", "event", "podcast", "release", "job-opening",
  "documentation", "minimal", "newsletter", "testimonial", "story", "repository", "video",
];

let loading = null;

/**
 * The starter designs in the order in which they are shown, loaded once.
 *
 * @returns {Promise<Array<{id: string, name: string, description: string, jsonData: Object}>>}
 * @throws {Error} when one of them is not answered
 */
export function listStarters() {
  loading ??= Promise.all(files.map(load)).catch((error) => {
    loading = null;
    throw error;
  });
  return loading;
}

async function load(name) {
  const response = await fetch(new URL(`./${name}.json`, import.meta.url)).catch(() => {
    throw new Error("the server does not answer");
  });
  if (!response.ok) throw new Error(`the starter ${name} was answered with ${response.status}`);
  return response.json();
}
